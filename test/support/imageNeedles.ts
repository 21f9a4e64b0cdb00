export type Encoding = 'raw' | 'base64' | 'url' | 'hex' | 'json'

/** A form in which a secret can stand in an image. */
export interface Needle {
  readonly secret: string
  readonly encoding: Encoding
  readonly bytes: Buffer
}

export interface Hit {
  readonly secret: string
  readonly encoding: Encoding
  /** In the searched bytes; that of the base64 run when the secret stands inside of decoded text. */
  readonly offset: number
}

/** Every form of `value` that is searched for. */
export function needlesFor(secret: string, value: string): readonly Needle[] {
  const raw = Buffer.from(value)
  if (raw.length < 8) throw new Error(`The value of ${secret} is too short to be searched for.`)
  const forms: (readonly [Encoding, string | Buffer])[] = [
    ['raw', raw],
    ['hex', raw.toString('hex')],
    ['hex', raw.toString('hex').toUpperCase()],
    ['url', encodeURIComponent(value)],
    ['json', JSON.stringify(value).slice(1, -1)],
    ...[0, 1, 2].flatMap(shift => base64Forms(raw, shift)),
  ]
  const seen = new Set<string>()
  return forms.flatMap(([encoding, form]) => {
    const bytes = Buffer.from(form)
    const key = bytes.toString('latin1')
    if (seen.has(key)) return []
    seen.add(key)
    return [{ secret, encoding, bytes }]
  })
}

/** All places where a needle stands in `bytes`, also inside of text that is encoded as base64 (repeatedly). */
export function findNeedles(bytes: Buffer, needles: readonly Needle[], depth = 3): readonly Hit[] {
  const hits: Hit[] = []
  for (const { secret, encoding, bytes: needle } of needles) {
    for (let at = bytes.indexOf(needle); 0 <= at; at = bytes.indexOf(needle, at + 1)) {
      hits.push({ secret, encoding, offset: at })
    }
  }
  if (depth === 0) return hits
  const shortest = Math.min(...needles.map(it => it.bytes.length))
  for (const { start, end } of base64Runs(bytes, Math.floor((shortest * 4) / 3))) {
    const decoded = Buffer.from(bytes.toString('latin1', start, end), 'base64')
    for (const hit of findNeedles(decoded, needles, depth - 1)) {
      hits.push({ secret: hit.secret, encoding: 'base64', offset: start })
    }
  }
  return hits
}

/**
 * What base64 of any text shows where that text holds `raw` at an offset of `shift` modulo 3: the characters at both
 * ends depend on the neighbors and are left out.
 */
function base64Forms(raw: Buffer, shift: number): (readonly [Encoding, string])[] {
  const shifted = Buffer.concat([Buffer.alloc(shift), raw])
  const whole = Math.floor((shifted.length * 8) / 6)
  const skipped = Math.ceil((shift * 8) / 6)
  const standard = shifted.toString('base64').slice(skipped, whole)
  return [
    ['base64', standard],
    ['base64', standard.replaceAll('+', '-').replaceAll('/', '_')],
  ]
}

/** Stretches of base64 characters that are long enough to hold a needle of `minimum` characters. */
function* base64Runs(bytes: Buffer, minimum: number): Generator<{ readonly start: number; readonly end: number }> {
  let start = 0
  for (let at = 0; at <= bytes.length; at++) {
    if (at < bytes.length && isBase64[bytes[at] ?? 0]) continue
    if (minimum <= at - start) yield { start, end: at }
    start = at + 1
  }
}

const isBase64 = new Uint8Array(256)
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_') {
  isBase64[character.charCodeAt(0)] = 1
}
