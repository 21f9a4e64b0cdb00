const NANOSECONDS: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 6e10,
  h: 3.6e12,
}

/** What Go's `time.ParseDuration` accepts, when it is zero or at least a millisecond: `30s`, `1.5h`, `1m30s`. */
export function isGoDuration(text: string): boolean {
  const sign = text.startsWith('-') ? -1 : 1
  const digits = /^[-+]/.test(text) ? text.slice(1) : text
  if (digits === '0') return true
  const part = /(\d*)(\.\d*)?([a-zµμ]+)/gy
  let total = 0
  while (part.lastIndex < digits.length) {
    const [, whole = '', fraction = '', unit = ''] = part.exec(digits) ?? []
    const factor = Object.hasOwn(NANOSECONDS, unit) ? NANOSECONDS[unit] : undefined
    if (factor === undefined || (whole === '' && fraction.length < 2)) return false
    total += sign * Number(`${whole || '0'}${fraction === '.' ? '' : fraction}`) * factor
  }
  const nanoseconds = Math.trunc(total)
  return digits !== '' && (nanoseconds === 0 || 1e6 <= nanoseconds) && nanoseconds < 2 ** 63
}
