import { words as setOf } from '../names/vocabulary.ts'
import { wordsOf } from '../names/words.ts'

/** Whether a text is one of those that everybody writes in place of a value. */
export function isPlaceholder(text: string): boolean {
  if (isBracketed(text) || isRepeated(text) || isVariableName(text)) return true
  // The keys of AWS' documentation end so.
  if (text.endsWith('EXAMPLE') || text.endsWith('EXAMPLEKEY')) return true
  // Digits make a word a password: `abc123`.
  return text.length <= LONGEST && !/\d/.test(text) && FOLDED.has(wordsOf(text).join(''))
}

/** Whether the words of a text say that it is no real value: `dummy-key`, `your_token_here`. */
export function saysPlaceholder(text: string): boolean {
  if (LONGEST < text.length) return false
  const words = wordsOf(text)
  const folded = words.join('')
  if (folded.endsWith('notset')) return true
  if (BEGINNINGS.some(it => folded.startsWith(it)) || (folded.endsWith('here') && folded !== 'here')) return true
  return words.some(it => MARKS.has(it)) || (INTRODUCTIONS.has(words[0] ?? '') && 1 < words.length)
}

/** Also when the rest is joined to it: `changemefirst`. */
const BEGINNINGS = [
  'changeme',
  'changethis',
  'changeit',
  'pleasechange',
  'setme',
  'replaceme',
  'replacethis',
  'fillme',
  'fillthis',
  'thisisnot',
  'notareal',
  'notreal',
]

/** `user:password`: the names of what belongs there. */
export function isSampleAccount(user: string, password: string): boolean {
  return USERS.has(user.toLowerCase()) && PASSWORDS.has(password.toLowerCase())
}

const USERS = setOf('user username login myuser')
const PASSWORDS = setOf('pass password passwd pwd mypass mypassword')

/** A longer text is a value that happens to contain such a word. */
const LONGEST = 80

/** `<token>`, `[token]`, `**token**`, `__TOKEN__`, `@token@`, `#{token}#`, `%%TOKEN%%`, `%(TOKEN)s`. */
export function isBracketed(text: string): boolean {
  return BRACKETS.some(
    ([open, close]) => open.length + close.length < text.length && text.startsWith(open) && text.endsWith(close),
  )
}

const BRACKETS = [
  ['<', '>'],
  ['[', ']'],
  ['**', '**'],
  ['__', '__'],
  ['@', '@'],
  ['#{', '}#'],
  ['%%', '%%'],
  ['%(', ')s'],
] as const

/** `BUCKET_KEY`, `MY_API_TOKEN`: the name of what belongs there. */
function isVariableName(text: string): boolean {
  const last = text.slice(text.lastIndexOf('_') + 1)
  return /^[A-Z][A-Z_]{2,40}_[A-Z]+$/.test(text) && ['KEY', 'TOKEN', 'SECRET', 'PASSWORD', 'PASS'].includes(last)
}

/** `xxx`, `****`, `...`, `xxxx-xxxx`. */
function isRepeated(text: string): boolean {
  const letters = new Set(text.toLowerCase().replace(/[-_ ]/g, ''))
  return 3 <= text.length && letters.size === 1 && /[x*.#?•0]/.test([...letters].join(''))
}

/** Whole values, without separators. */
const FOLDED = setOf(`
  changeme changeit changethis changemeplease pleasechange pleasechangeme tobechanged none null nil undefined
  unset notset na tbd empty redacted hidden masked secretgoeshere notasecret notsecret nosecret nokey notoken
  nopassword buildonly buildtime atbuildtime build collectstatic precompile asdf foo bar foobar baz abc xyz
  xoauthbasic xaccesstoken token apitoken accesstoken authtoken mytoken apikey accesskey mykey something anything whatever anonymous default value string missing test testing tests temp tmp temporary x`)

/** A value that has one of these words says that it is none. */
const MARKS = setOf(`
  changeme changeit changethis dummy fake example sample placeholder todo fixme insecure unsafe unused bogus
  notused notneeded ignored throwaway mock goes invalid redacted replaceme lorem xxx xxxx xxxxx xxxxxx xxxxxxxx
  changme missing overrideme precompile precompilation dummykey`)

/** They ask the reader for a value: `your-token`, `replace_with_key`, `enter key here`. */
const INTRODUCTIONS = setOf(`
  your replace insert enter put change set add paste provide fill test temp tmp some please dont do not
  for just cannot override overwrite`)
