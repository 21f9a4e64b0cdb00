/** Lines of Markdown, which are printed at once and kept. */
export const lines: string[] = []

export function print(...texts: readonly string[]): void {
  lines.push(...texts)
  for (const text of texts) console.log(text)
}

export function table(title: string, ...columns: readonly string[]): void {
  print('', `## ${title}`, '')
  row(...columns)
  row(...columns.map(() => '---'))
}

export function row(...cells: readonly (string | number)[]): void {
  print(`| ${cells.join(' | ')} |`)
}

export function ms(value: number): string {
  return `${value < 10 ? value.toFixed(2) : Math.round(value)} ms`
}

export function perLine(milliseconds: number, count: number): string {
  return `${((milliseconds * 1000) / count).toFixed(2)} µs`
}

export function size(bytes: number | undefined): string {
  if (bytes === undefined) return 'not measured here'
  return bytes < 2 ** 20 ? `${Math.round(bytes / 2 ** 10)} KB` : `${(bytes / 2 ** 20).toFixed(1)} MB`
}
