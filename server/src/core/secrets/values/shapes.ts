/** Shapes of values that are told by their characters alone. Every function reads its text a fixed number of times. */

export function isNumber(text: string): boolean {
  // Also sizes and durations: `512m`, `1.5GB`, `30s`, `0x1f`, `1_000`, `-1`, `80%`.
  return (
    /^[-+]?\d[\d_,]*(\.\d+)?\s?(%|[kmgt]i?b?|b|[numµ]?s|sec|min|h|d|w|y|days?|hours?|minutes?|seconds?)?$/i.test(
      text,
    ) || /^0x[\da-f]{1,7}$/i.test(text)
  )
}

export function isBoolean(text: string): boolean {
  return ['true', 'false', 'yes', 'no', 'on', 'off', 'enabled', 'disabled', 'enable', 'disable'].includes(
    text.toLowerCase(),
  )
}

/** `1.2.3`, `v20`, `^1.0-rc.1`, `~> 2.1`, `2024-01-31`, `3.11-slim-bookworm`, `20230101T120000`. */
export function isVersion(text: string): boolean {
  const rest = text.replace(/^[\^~<>=!*\s]{1,4}/, '').replace(/^v(?=\d)/i, '')
  if (!/^\d{1,4}[.-]\d/.test(rest) && !(rest !== text && /^\d+$/.test(rest))) return false
  return /^[\w.+\-~^]{1,60}$/.test(rest) && !isRandom(rest)
}

/** Fingerprints and ids of OpenPGP keys, also several of them, and checksums that say so. */
export function isFingerprint(text: string): boolean {
  if (/^(sha\d{1,3}|md5)[:-][\w+/=]+$/i.test(text)) return true
  const words = text.split(/[\s,]+/).filter(it => it !== '')
  if (words.length === 0) return false
  if (words.every(isKeyId)) return true
  // Written in groups: `ABCD 0123 …`.
  return words.length === 10 && words.every(it => /^[\dA-Fa-f]{4}$/.test(it))
}

function isKeyId(word: string): boolean {
  return (
    /^0x([\dA-Fa-f]{8}|[\dA-Fa-f]{16}|[\dA-Fa-f]{40})$/.test(word) ||
    (/^([\dA-F]{8}|[\dA-F]{16}|[\dA-F]{40})$/.test(word) && /[A-F]/.test(word))
  )
}

/** `db`, `registry.example.com`, `localhost:5432`, `10.0.0.1`. A single word counts only with a port. */
export function isHost(text: string): boolean {
  const [host = '', port] = text.split(':', 3)
  const labels = host.split('.')
  if (port !== undefined && !(/^\d{1,5}$/.test(port) && text.length === host.length + 1 + port.length)) return false
  return (1 < labels.length || port !== undefined) && labels.every(it => /^[a-z\d-]{1,63}$/i.test(it))
}

/** A place in a file system, an image or a module. */
export function isPath(text: string): boolean {
  if (/\s/.test(text) || text.includes('://')) return false
  const parts = text.split(/[/\\]/)
  if (parts.length < 2) return isFileName(text)
  if (isRoot(parts[0] ?? '')) return 2 < parts.length || !isRandom(text)
  // `admin/secret` is no path: some tools take user and password so.
  const isFile = 2 < parts.length || /\.\w{1,8}$/.test(text)
  return isFile && !isRandom(text) && parts.every(it => /^[\w.@:+\-*${}~]*$/.test(it))
}

/** `server.key`, `client_secret.json`, `id_rsa`: what files with keys and settings are called. */
function isFileName(text: string): boolean {
  if (/^id_(rsa|dsa|ecdsa|ed25519)$/.test(text)) return true
  const dot = text.lastIndexOf('.')
  return 0 < dot && /^[\w.-]+$/.test(text) && FILE_TYPES.has(text.slice(dot + 1)) && !isRandom(text.slice(0, dot))
}

const FILE_TYPES = new Set(
  'asc cer cfg conf crt der env gpg ini jks json key keystore p12 p8 pem pfx properties pub toml txt xml yaml yml'.split(
    ' ',
  ),
)

/** Nothing before the slash, `~`, `.`, `$HOME`, `${DIR}`, `C:`, `%TEMP%`. */
function isRoot(part: string): boolean {
  return /^(~|\.{0,2}|\$\{?\w+\}?|[a-z]:|%\w+%)$/i.test(part)
}

/** Whether this looks drawn by lot: 16 characters or more that change between kinds as words do not. */
export function isRandom(text: string): boolean {
  if (text.length < 16 || /[\s]/.test(text)) return false
  let longest = 0
  let changes = 0
  // The signs of base64 separate nothing.
  const runs = text.replace(/[+/=]/g, '').split(/[-_.:~@#!*%&?|,;]/)
  for (const run of runs) {
    if (run.length < 8) continue
    longest += run.length
    changes += changesOf(run)
  }
  return 12 <= longest && 4 <= changes && longest * 0.22 <= changes && 3 <= entropy(text)
}

/** How often a text changes between small letters, capitals and digits. A capital before a small letter is one kind. */
function changesOf(run: string): number {
  let count = 0
  for (let at = 1; at < run.length; at++) {
    const before = classOf(run.charCodeAt(at - 1))
    const here = classOf(run.charCodeAt(at))
    if (before !== here && !(before === 'upper' && here === 'lower')) count++
  }
  return count
}

function classOf(code: number): 'digit' | 'upper' | 'lower' | 'other' {
  if (48 <= code && code <= 57) return 'digit'
  if (65 <= code && code <= 90) return 'upper'
  if (97 <= code && code <= 122) return 'lower'
  return 'other'
}

/** Shannon's entropy in bits for each character. */
function entropy(text: string): number {
  const counts = new Map<string, number>()
  for (const it of text) counts.set(it, (counts.get(it) ?? 0) + 1)
  let bits = 0
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length)
  return bits
}
