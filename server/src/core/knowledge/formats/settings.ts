import { unquote, linesOf } from './ini.ts'

/** A setting of an application. */
export interface Setting {
  /** The last part of a dotted or nested name. */
  readonly name: string
  readonly value: string
}

/**
 * `name: value` of YAML, `a.b.name = value` of properties, Python and the like, one a line. Good enough for content
 * checks; what is filled in from the environment (`<%= ENV['X'] %>`, `os.environ['X']`) is left out. Linear.
 */
export function settingsIn(text: string): readonly Setting[] {
  return linesOf(text).flatMap(line => {
    const [, path = '', rest = ''] =
      /^\s*(?:- )?["']?([\w.-]+)["']?\s*[:=]\s*(\S.*)$/.exec(line.slice(0, LONGEST_LINE)) ?? []
    const name = path.slice(path.lastIndexOf('.') + 1)
    const comment = rest.indexOf(' #')
    const value = unquote((comment < 0 ? rest : rest.slice(0, comment)).trim().replace(/[,;]$/, ''))
    return name === '' || /^<%|[([]/.test(value) ? [] : [{ name, value }]
  })
}

/** What was written by a program is not looked into. */
const LONGEST_LINE = 2000
