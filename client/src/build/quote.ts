/** A command line to paste into a terminal: a POSIX shell, or on Windows PowerShell. */
export function quoteCommand(
  words: readonly string[],
  env: Readonly<Record<string, string>>,
  platform: NodeJS.Platform,
): string {
  const quote = platform === 'win32' ? quotePowerShell : quotePosix
  const assign = platform === 'win32' ? assignPowerShell : assignPosix
  const [program = '', ...args] = words.map(quote)
  // PowerShell takes a quoted word at the start for a text, not for a program.
  const call = platform === 'win32' && program.startsWith("'") ? `& ${program}` : program
  return [...Object.entries(env).map(assign), call, ...args].join(' ')
}

const plain = /^[\w@%+=:,./-]+$/
const plainPowerShell = /^[\w+=:./\\-]+$/

function quotePosix(word: string): string {
  return plain.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`
}

function quotePowerShell(word: string): string {
  // A comma makes a list, an @ a splat.
  return plainPowerShell.test(word) ? word : `'${word.replaceAll("'", "''")}'`
}

function assignPosix([name, value]: readonly [string, string]): string {
  return `${name}=${quotePosix(value)}`
}

function assignPowerShell([name, value]: readonly [string, string]): string {
  return `$env:${name}=${quotePowerShell(value)};`
}
