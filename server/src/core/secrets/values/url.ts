import type { Span } from '../../text.ts'

/** The user part of a URL: `user` and `password` are ranges of the text in which the URL stands. */
export interface UrlCredential {
  readonly user: Span
  readonly password: Span | undefined
}

/** The user part of the first URL in `text` that has one. Variables may be anything: `https://${TOKEN:-/}@host`. */
export function credentialInUrl(text: string): UrlCredential | undefined {
  return credentialsInUrls(text)[0]
}

/** The user parts of all URLs in `text`, in order. Takes time linear in the length of the text. */
export function credentialsInUrls(text: string): readonly UrlCredential[] {
  const found: UrlCredential[] = []
  let from = 0
  for (;;) {
    const scheme = text.indexOf('://', from)
    if (scheme < 0) return found
    const authority = readAuthority(text, scheme + 3)
    from = authority.end
    if (!endsScheme(text[scheme - 1]) || authority.at === undefined) continue
    const start = scheme + 3
    const colon = authority.colon
    if (colon === undefined) found.push({ user: { start, end: authority.at }, password: undefined })
    // Before these words stands a token: https://github.blog/2012-09-21-easier-builds-and-deployments-using-git-over-https-and-oauth/
    else if (text.slice(colon + 1, authority.at) === 'x-oauth-basic')
      found.push({ user: { start, end: colon }, password: undefined })
    else found.push({ user: { start, end: colon }, password: { start: colon + 1, end: authority.at } })
  }
}

/** A scheme is a word or a variable. */
function endsScheme(character: string | undefined): boolean {
  if (character === undefined) return false
  return isWordCharacter(character) || character === '}' || character === ')'
}

interface Authority {
  readonly end: number
  /** The last `@`, behind the user part. */
  readonly at: number | undefined
  /** The first `:` of the user part. */
  readonly colon: number | undefined
}

/** What stands between `//` and the path. */
function readAuthority(text: string, start: number): Authority {
  let at: number | undefined
  let colon: number | undefined
  let end = start
  while (end < text.length) {
    const expansion = skipExpansion(text, end)
    if (expansion !== undefined) {
      end = expansion
      continue
    }
    const character = text[end] ?? ''
    if (ENDS.has(character)) break
    if (character === '@') at = end
    if (character === ':' && at === undefined) colon ??= end
    end++
  }
  return { end, at, colon: at === undefined ? undefined : colon }
}

const ENDS = new Set(['/', '?', '#', ' ', '\t', '\n', '\r', '"', "'", '`', '<', '>', '|', ',', ';', '\\'])

/** The end of `${…}`, `$(…)`, `{{…}}` or `<…>` that begins at `at`; they nest and may contain anything. */
function skipExpansion(text: string, at: number): number | undefined {
  if (text.startsWith('${', at)) return closing(text, at + 1, '{', '}')
  if (text.startsWith('$(', at)) return closing(text, at + 1, '(', ')')
  if (text.startsWith('{{', at)) return closing(text, at, '{', '}')
  if (text[at] === '<') return closing(text, at, '<', '>')
  return undefined
}

/** Expansions in a URL are short. Without a limit, many open brackets would take quadratic time. */
const EXPANSION = 400

/** The offset after the bracket that closes the one at `start`. */
function closing(text: string, start: number, open: string, close: string): number | undefined {
  let depth = 0
  const limit = Math.min(text.length, start + EXPANSION)
  for (let at = start; at < limit; at++) {
    const character = text[at]
    if (character === open) depth++
    else if (character === close && --depth === 0) return at + 1
    else if (character === '\n') return undefined
  }
  return undefined
}

export function isWordCharacter(character: string): boolean {
  return (
    ('a' <= character && character <= 'z') ||
    ('A' <= character && character <= 'Z') ||
    ('0' <= character && character <= '9')
  )
}
