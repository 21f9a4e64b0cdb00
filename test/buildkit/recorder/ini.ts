/** `section.name` to value of an ini or simple TOML file; without sections `.name`. Continued lines are joined. */
export function readIni(text: string): Map<string, string> {
  const values = new Map<string, string>()
  let section = ''
  let last = ''
  for (const line of text.split('\n')) {
    const content = line.trim()
    if (content === '' || content.startsWith('#') || content.startsWith(';')) continue
    const equals = content.indexOf('=')
    if (content.startsWith('[') && content.endsWith(']')) section = content.slice(1, -1)
    else if (/^\s/.test(line) && last !== '') values.set(last, `${values.get(last) ?? ''} ${content}`.trim())
    else if (0 < equals) {
      last = `${section}.${unquote(content.slice(0, equals).trim())}`
      values.set(last, unquote(content.slice(equals + 1).trim()))
    }
  }
  return values
}

function unquote(word: string): string {
  const quoted = 2 <= word.length && (word.startsWith('"') || word.startsWith("'")) && word.endsWith(word.charAt(0))
  return quoted ? word.slice(1, -1) : word
}
