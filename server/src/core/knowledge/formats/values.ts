/**
 * Whether a value that stands where a credential belongs is one: neither empty, nor filled in later from a
 * variable, nor a placeholder for a person to replace.
 */
export function isLiteralCredential(value: string): boolean {
  const text = value.trim()
  return text !== '' && !isReference(text) && !isPlaceholder(text)
}

/** Whether something replaces (a part of) the value: `${NAME}`, `${env.NAME}`, `$NAME`, `%NAME%`, `{{ name }}`, `$(name)`. */
export function isReference(value: string): boolean {
  if (variablesIn(value).length > 0 || /\$\{[\w.]+\}/.test(value)) return true
  if (value.includes('{{') && value.includes('}}')) return true
  if (value.startsWith('$(') && value.endsWith(')')) return true
  if (value.startsWith('%') && value.endsWith('%')) return isName(value.slice(1, -1))
  return value.startsWith('$') && isName(value.slice(1))
}

/**
 * Names in `${NAME}`, in order, each once. `${NAME?}` of npm and `${NAME:-default}` of Yarn name the same
 * variable: https://docs.npmjs.com/cli/v11/configuring-npm/npmrc, https://yarnpkg.com/configuration/yarnrc.
 */
export function variablesIn(text: string): readonly string[] {
  const names = new Set<string>()
  for (let at = text.indexOf('${'); 0 <= at; at = text.indexOf('${', at + 2)) {
    let end = at + 2
    while (isNameCharacter(text.charAt(end))) end++
    const closes = end < text.length && '}?:-'.includes(text.charAt(end))
    if (closes && isName(text.slice(at + 2, end))) names.add(text.slice(at + 2, end))
  }
  return [...names]
}

/** Words that people leave where a credential goes: `<TOKEN>`, `changeme`, `xxx`, `your-token-here`, `***`. */
export function isPlaceholder(value: string): boolean {
  const text = value.trim()
  if (text.startsWith('<') && text.endsWith('>')) return true
  const words = wordsOf(text)
  if (words.some(it => 4 <= it.length && isRepeated(it, 'x'))) return true
  return words.every(it => PLACEHOLDER_WORDS.has(it) || isRepeated(it, 'x'))
}

const PLACEHOLDER_WORDS = new Set(
  `a access account add an api auth be change changeit changeme credential credentials dummy email empty enter example
  fake fill fixme for github gitlab goes here in insert is it key login me my myuser mypassword mytoken name none npm
  null of or pass passwd password pat personal placeholder private put pw pwd pypi redacted registry replace replaceme
  repo repository s3cr3t sample secret set some string tbd the this to todo token undefined user username value with
  yourpassword yourtoken your yours`.split(/\s+/),
)

/** Lower-case words; `yourToken` and `YOUR_TOKEN` are two, text without a letter or digit is none. */
function wordsOf(text: string): readonly string[] {
  const words: string[] = []
  let start = 0
  for (let at = 0; at <= text.length; at++) {
    const inWord = isWordCharacter(text.charAt(at))
    const hump = inWord && start < at && isUpper(text.charAt(at)) && !isUpper(text.charAt(at - 1))
    if (inWord && !hump) continue
    if (start < at) words.push(text.slice(start, at).toLowerCase())
    start = inWord ? at : at + 1
  }
  return words
}

function isRepeated(text: string, character: string): boolean {
  for (const it of text) if (it !== character) return false
  return true
}

function isName(text: string): boolean {
  if (text === '' || isDigit(text.charAt(0))) return false
  for (const it of text) if (!isNameCharacter(it)) return false
  return true
}

function isNameCharacter(character: string): boolean {
  return character === '_' || isLetter(character) || isDigit(character)
}

/** Letters of other scripts count, too: a password may be in any. */
function isWordCharacter(character: string): boolean {
  return isLetter(character) || isDigit(character) || '\x7f' < character
}

function isLetter(character: string): boolean {
  const lower = character.toLowerCase()
  return 'a' <= lower && lower <= 'z'
}

function isUpper(character: string): boolean {
  return 'A' <= character && character <= 'Z'
}

function isDigit(character: string): boolean {
  return '0' <= character && character <= '9'
}
