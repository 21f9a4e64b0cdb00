/** JSON with what people write in configuration files: comments, and a comma behind the last entry. */
export type Jsonc = { readonly value: unknown } | { readonly line: number; readonly expected: string }

/** Reads JSON as `tsconfig.json` is read. Accepts every text; the first mistake is told by its line. */
export function parseJsonc(text: string): Jsonc {
  const machine: Machine = { plain: [], open: [], state: 'value', comma: '' }
  for (const { text: token, start } of tokensIn(text)) {
    const expected = take(machine, token)
    if (expected !== undefined) return { line: lineOf(text, start), expected }
  }
  if (machine.state === 'end') return { value: parsed(machine.plain.join('')) }
  return { line: lineOf(text, text.length), expected: EXPECTED[machine.state] }
}

interface JsonToken {
  readonly text: string
  readonly start: number
}

/** A string, which may lack its end; a sign; or whatever stands between signs. */
const TOKEN = /"(?:[^"\\\n]|\\[^\n])*"?|[{}[\],:]|[^\s{}[\],:"/]+|\//y

function* tokensIn(text: string): Generator<JsonToken> {
  let at = text.startsWith('\uFEFF') ? 1 : 0
  while (at < text.length) {
    const end = endOfSilence(text, at)
    if (at < end) {
      at = end
      continue
    }
    TOKEN.lastIndex = at
    const token = TOKEN.exec(text)?.[0] ?? text.charAt(at)
    yield { text: token, start: at }
    at += token.length
  }
}

/** Where the space or comment at `at` ends; `at` itself when there is none. */
function endOfSilence(text: string, at: number): number {
  if (' \t\r\n'.includes(text.charAt(at))) return at + 1
  const end = text.startsWith('//', at) ? '\n' : text.startsWith('/*', at) ? '*/' : undefined
  if (end === undefined) return at
  const found = text.indexOf(end, at + 2)
  return found < 0 ? text.length : found + end.length
}

type State = 'value' | 'element' | 'key' | 'colon' | 'separator' | 'end'

const EXPECTED: Readonly<Record<State, string>> = {
  value: 'a value',
  element: 'a value or ]',
  key: 'a name in double quotes, or }',
  colon: 'a colon',
  separator: 'a comma or the closing bracket',
  end: 'the end of the file',
}

/** Puts plain JSON together from tokens, without recursion. */
interface Machine {
  readonly plain: string[]
  readonly open: ('{' | '[')[]
  state: State
  /** Written only when something follows. */
  comma: '' | ','
}

/** What was expected, when it is not this token. */
function take(machine: Machine, token: string): string | undefined {
  const { open, state } = machine
  const top = open.at(-1)
  const closes =
    token === (top === '{' ? '}' : ']') && (state === 'key' || state === 'element' || state === 'separator')
  if (top && closes) {
    open.pop()
    machine.comma = ''
    return push(machine, token, afterValue(machine))
  }
  if (state === 'key' && token.startsWith('"') && isScalar(token)) return push(machine, token, 'colon')
  if (state === 'colon' && token === ':') return push(machine, token, 'value')
  if (state === 'separator' && token === ',') {
    machine.comma = ','
    machine.state = top === '{' ? 'key' : 'element'
    return undefined
  }
  if (state !== 'value' && state !== 'element') return EXPECTED[state]
  if (token === '{' || token === '[') {
    open.push(token)
    return push(machine, token, token === '{' ? 'key' : 'element')
  }
  return isScalar(token) ? push(machine, token, afterValue(machine)) : EXPECTED[state]
}

function push(machine: Machine, token: string, next: State): undefined {
  machine.plain.push(machine.comma + token)
  machine.comma = ''
  machine.state = next
}

function afterValue({ open }: Machine): State {
  return open.length === 0 ? 'end' : 'separator'
}

function isScalar(token: string): boolean {
  return !'{}[],:'.includes(token) && parsed(token) !== undefined
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}
