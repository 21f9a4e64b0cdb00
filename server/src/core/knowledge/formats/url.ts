import { isLiteralCredential, isPlaceholder } from './values.ts'

export interface UrlCredential {
  readonly user: string
  /** Undefined when the URL has a user only. */
  readonly password: string | undefined
  readonly host: string
}

/** User and host of every URL in a text. Linear; a URL ends at white space, a quote or an angle bracket. */
export function urlCredentials(text: string): readonly UrlCredential[] {
  const found: UrlCredential[] = []
  for (let at = text.indexOf('://'); 0 <= at; at = text.indexOf('://', at + 3)) {
    const authority = authorityAt(text, at + 3)
    const split = authority.lastIndexOf('@')
    if (split < 0) continue
    const userinfo = authority.slice(0, split)
    const colon = userinfo.indexOf(':')
    found.push({
      user: colon < 0 ? userinfo : userinfo.slice(0, colon),
      password: colon < 0 ? undefined : userinfo.slice(colon + 1),
      host: authority.slice(split + 1),
    })
  }
  return found
}

/**
 * What stands in a URL where a credential goes. That is the password, or the user when it is alone and looks like
 * a token: keyrings and SSH need lone user names such as `oauth2accesstoken@` and `git@`.
 */
export function secretsInUrls(text: string): readonly string[] {
  return urlCredentials(text).flatMap(({ user, password }) => {
    const alone = password === undefined || password === '' || password === 'x-oauth-basic'
    if (!alone) return [password]
    return looksLikeToken(user) || (isPlaceholder(user) && user.startsWith('<')) ? [user] : []
  })
}

export function hasLiteralCredential(text: string): boolean {
  return secretsInUrls(text).some(isLiteralCredential)
}

/** Names of accounts are short or made of words; a token is long and has digits. */
function looksLikeToken(user: string): boolean {
  return 16 <= user.length && /\d/.test(user) && /[A-Za-z]/.test(user) && user !== 'oauth2accesstoken'
}

const AUTHORITY_ENDS = new Set([' ', '\t', '\r', '\n', '/', '?', '#', '"', "'", '`', '\\', ','])

/** Angle brackets may be a placeholder within. The longest host and credential that a URL is read for: 4096. */
function authorityAt(text: string, start: number): string {
  let end = start
  while (end < text.length && end - start < 4096 && !AUTHORITY_ENDS.has(text.charAt(end))) end++
  return text.slice(start, end)
}
