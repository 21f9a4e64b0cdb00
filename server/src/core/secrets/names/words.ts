import {
  ACCOUNTS,
  ALIASES,
  AUTHORIZATIONS,
  COMPOUNDS,
  CREDENTIALS,
  CREDENTIAL_FILES,
  FOREIGN_CREDENTIALS,
  ISSUERS,
  KEYS,
  METADATA,
  NEIGHBORS,
  ORDINARY,
  PASSES,
  PUBLIC_KEYS,
  SECRET_KEYS,
  SWITCHES,
  TRANSPARENT,
  WHOLE,
} from './vocabulary.ts'

/**
 * The words of a name in lower case and without accents, however it is written: `NPM_TOKEN`, `npm-token`,
 * `npmToken` and `npmtoken` are the same two words. Takes time linear in the length of the name.
 */
export function wordsOf(name: string): readonly string[] {
  const found: string[] = []
  for (const piece of pieces(withoutAccents(name))) {
    // `SECRET_1` is a secret, as `SECRET1` is.
    if (/^\d\d?$/.test(piece)) continue
    for (const word of cut(withoutNumber(piece))) append(found, word)
  }
  return found
}

/** Adds a word, or completes the compound that the last one began. */
function append(found: string[], word: string): void {
  const compound = COMPOUNDS.get(`${found.at(-1)}+${word}`)
  if (compound === undefined) found.push(word)
  else found.splice(-1, 1, compound)
}

/** Letters which no normalization takes apart. */
const LETTERS: Readonly<Record<string, string>> = { ł: 'l', Ł: 'L', ø: 'o', Ø: 'O', ß: 'ss', ı: 'i', đ: 'd', Đ: 'D' }

function withoutAccents(name: string): string {
  if (isAscii(name)) return name
  let plain = ''
  for (const letter of name.normalize('NFD')) {
    const code = letter.charCodeAt(0)
    if (!(0x300 <= code && code <= 0x36f)) plain += LETTERS[letter] ?? letter
  }
  return plain.normalize('NFC')
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (127 < text.charCodeAt(at)) return false
  return true
}

type Kind = 'upper' | 'lower' | 'digit' | 'other'

function kindOf(character: string | undefined): Kind {
  if (character === undefined) return 'other'
  if ('0' <= character && character <= '9') return 'digit'
  if (character.toUpperCase() !== character) return 'lower'
  if (character.toLowerCase() !== character) return 'upper'
  // Scripts without case.
  return '\u00aa' < character && !isPunctuation(character) ? 'lower' : 'other'
}

/** Blanks, signs and punctuation beyond ASCII. */
function isPunctuation(character: string): boolean {
  return character < '\u00c0' || ('\u2000' <= character && character <= '\u2bff') || character === '\u3000'
}

/** What stands between separators and changes of case. */
function pieces(name: string): readonly string[] {
  const found: string[] = []
  let start = 0
  let hasLower = false
  const kinds = [...name].map(kindOf)
  const letters = [...name]
  const take = (end: number) => {
    if (start < end) found.push(letters.slice(start, end).join('').toLowerCase())
    start = end
    hasLower = false
  }
  for (let at = 0; at < letters.length; at++) {
    const kind = kinds[at]
    if (kind === 'other') {
      take(at)
      start = at + 1
    } else if (kind === 'upper' && start < at && beginsWord(kinds, at, hasLower, letters[at + 1])) take(at)
    hasLower ||= kind === 'lower'
  }
  take(letters.length)
  return found
}

/** Whether the capital at `at` begins a word: `npmToken`, the T of `NPMToken`, `oauth2Token`; not the T of `PATs`. */
function beginsWord(kinds: readonly Kind[], at: number, hasLower: boolean, next: string | undefined): boolean {
  if (hasLower) return kinds[at - 1] !== 'upper' || kinds[at + 1] === 'lower'
  return kinds[at + 1] === 'lower' && !(next === 's' && kinds[at + 2] !== 'lower')
}

/** `token2` is a token; `s3`, `base64` and `oauth2` are words. */
function withoutNumber(piece: string): string {
  if (VOCABULARY.has(piece)) return piece
  let end = piece.length
  while (0 < end && kindOf(piece[end - 1]) === 'digit') end--
  return 0 < end ? piece.slice(0, end) : piece
}

const LISTS = [
  CREDENTIALS,
  CREDENTIAL_FILES,
  FOREIGN_CREDENTIALS,
  PASSES,
  ACCOUNTS,
  KEYS,
  SECRET_KEYS,
  PUBLIC_KEYS,
  AUTHORIZATIONS,
  METADATA,
  SWITCHES,
  TRANSPARENT,
  ISSUERS,
  NEIGHBORS,
  ORDINARY,
  WHOLE,
]

const VOCABULARY: ReadonlySet<string> = new Set([
  ...LISTS.flatMap(it => [...it]),
  ...ALIASES.keys(),
  ...COMPOUNDS.values(),
])

const THREE = new Set(['pw', 'pat', 'pwd', 'psw', 'key', 'jwt', 'sas', 'psk', 'mdp'])

/** The words for which a joined word is cut; shorter ones are part of too many words. */
const CORES: ReadonlySet<string> = new Set(
  [CREDENTIALS, FOREIGN_CREDENTIALS, PASSES, KEYS, AUTHORIZATIONS, new Set(ALIASES.keys())]
    .flatMap(it => [...it])
    .filter(it => 3 < it.length || THREE.has(it)),
)

const LONGEST = Math.max(...[...VOCABULARY].map(it => it.length))

/** Endings that no ordinary word has: an unknown name may stand in front of them. */
const ENDINGS = [
  'password',
  'passwd',
  'passphrase',
  'token',
  'secret',
  'apikey',
  'credentials',
  'privatekey',
  'privkey',
  'secretkey',
  'pwd',
  'pass',
]

/** `webcompass` is a compass. */
const ORDINARY_PASSES = [...ORDINARY].filter(it => it.endsWith('pass'))

/** Cuts joined words such as `npmtoken`, if all of it is words we know or it ends in an unmistakable one. */
function cut(piece: string): readonly string[] {
  const whole = known(piece)
  if (whole) return whole
  const parts = tile(piece)
  if (parts) return parts.flatMap(it => known(it) ?? [it])
  const ending = ENDINGS.find(it => piece.endsWith(it))
  if (ending === undefined || ORDINARY_PASSES.some(it => piece.endsWith(it))) return [piece]
  return [piece.slice(0, -ending.length), ...cut(ending)]
}

/** A word of the vocabulary in its usual form, without the plural's s where it means the same. */
function known(word: string): readonly string[] | undefined {
  const alias = ALIASES.get(word)
  if (alias) return alias
  return VOCABULARY.has(word) ? [word] : undefined
}

/** The fewest words that make up all of `piece`, one of which must be a credential's. */
function tile(piece: string): readonly string[] | undefined {
  /** For each length: the last word of the best tiling and how many words it has. */
  const best: ({ readonly word: string; readonly count: number } | undefined)[] = [{ word: '', count: 0 }]
  for (let end = 1; end <= piece.length; end++) {
    for (let start = Math.max(0, end - LONGEST); start < end; start++) {
      const before = best[start]
      if (!before || before.count + 1 >= (best[end]?.count ?? Infinity)) continue
      const word = piece.slice(start, end)
      if (1 < word.length && VOCABULARY.has(word)) best[end] = { word, count: before.count + 1 }
    }
  }
  const parts: string[] = []
  for (let end = piece.length; 0 < end;) {
    const last = best[end]
    if (!last) return undefined
    parts.push(last.word)
    end -= last.word.length
  }
  return parts.some(it => CORES.has(it)) ? parts.reverse() : undefined
}
