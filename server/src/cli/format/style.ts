/** Colours text, or leaves it as it is. */
export interface Style {
  bold(text: string): string
  dim(text: string): string
  red(text: string): string
  yellow(text: string): string
  cyan(text: string): string
  green(text: string): string
}

export function createStyle(color: boolean): Style {
  const paint = (on: number, off: number) => (text: string) => (color ? `\x1b[${on}m${text}\x1b[${off}m` : text)
  return {
    bold: paint(1, 22),
    dim: paint(2, 22),
    red: paint(31, 39),
    yellow: paint(33, 39),
    cyan: paint(36, 39),
    green: paint(32, 39),
  }
}

/**
 * A text of the workspace as it may be printed: characters that steer a terminal, or change the direction of what
 * follows, are shown as a replacement character. Tabs stay.
 */
export function toPrintable(text: string): string {
  return text.replace(UNPRINTABLE, '\uFFFD')
}

// C0 and C1 controls except tab, and the bidirectional controls of https://trojansource.codes.
// oxlint-disable-next-line no-control-regex
const UNPRINTABLE = /[\0-\x08\x0a-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g
