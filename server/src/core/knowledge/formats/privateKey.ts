/**
 * The private keys in a text, each from its first line to its last: PEM of OpenSSH and TLS, PGP in ASCII armor, and
 * PuTTY. Keys with a passphrase count, too; public keys and certificates don't.
 * https://www.rfc-editor.org/rfc/rfc7468, https://tartarus.org/~simon/putty-snapshots/htmldoc/AppendixC.html
 */
export function privateKeys(text: string): readonly string[] {
  const keys: string[] = []
  let start: number | undefined
  let at = 0
  for (const line of text.split('\n')) {
    if (start === undefined && isFirstLine(line)) start = at
    at += line.length + 1
    if (start === undefined || !isLastLine(line)) continue
    keys.push(text.slice(start, at).trim())
    start = undefined
  }
  return start === undefined ? keys : [...keys, text.slice(start).trim()]
}

function isFirstLine(line: string): boolean {
  return (line.includes('-----BEGIN ') && line.includes('PRIVATE KEY')) || line.startsWith('PuTTY-User-Key-File-')
}

function isLastLine(line: string): boolean {
  return line.includes('-----END ') || line.startsWith('Private-MAC:')
}
