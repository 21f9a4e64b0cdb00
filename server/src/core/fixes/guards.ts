import type { Dockerfile } from '../dockerfile/model.ts'
import type { Persisted } from '../secrets/persisted.ts'
import type { ShellCommand, ShellWord } from '../shell/model.ts'

/**
 * The conditions under which commands run, when these only ask whether a secret is there: `[ -n "$T" ]` in
 * `if [ -n "$T" ]; then npm config set …; fi`. With a required mount they always hold, so they can go together with
 * the commands, or be left out where the commands are repeated. Undefined when anything else decides.
 */
export function guardsOf(
  dockerfile: Dockerfile,
  commands: readonly ShellCommand[],
  { write, secret }: Persisted,
): readonly ShellCommand[] | undefined {
  const mounted = write.uses.filter(it => it.source.kind === 'mount').map(it => it.name)
  const secretNames = new Set([...(secret?.declarations.map(it => it.name.text) ?? []), ...mounted])
  const compound = commands[0]?.compound
  if (!compound || !commands.every(it => it.compound === compound)) return undefined
  const tests = compound.commands.filter(it => !commands.includes(it))
  const isIf = compound.kind === 'if'
  // `[ -z "$T" ] || a` runs `a` when the test fails.
  if (!isIf && (tests.length !== 1 || tests[0] !== compound.commands[0])) return undefined
  const answer = isIf ? 'there' : 'missing'
  return tests.every(it => asks(dockerfile, it, secretNames) === answer) ? tests : undefined
}

/** What a test finds out of a secret: that it is there, or that it is missing. */
function asks(
  dockerfile: Dockerfile,
  command: ShellCommand,
  secretNames: ReadonlySet<string>,
): 'there' | 'missing' | undefined {
  const form = wordsOfTest(dockerfile, command)?.map(it => (isSecret(it, secretNames) ? 'SECRET' : it.text))
  return form && FORMS.get(form.join(' '))
}

const FORMS = new Map<string, 'there' | 'missing'>([
  ['SECRET', 'there'],
  ['-n SECRET', 'there'],
  ['! -z SECRET', 'there'],
  ['SECRET != ""', 'there'],
  ["SECRET != ''", 'there'],
  ['-z SECRET', 'missing'],
  ['! -n SECRET', 'missing'],
  ['SECRET = ""', 'missing'],
  ['SECRET == ""', 'missing'],
])

type TestWord = Pick<ShellWord, 'text' | 'parts'>

function wordsOfTest({ text }: Dockerfile, { words, span }: ShellCommand): readonly TestWord[] | undefined {
  const [name, ...rest] = words
  if (name?.text === 'test') return rest
  if (name?.text === '[' && rest.at(-1)?.text === ']') return rest.slice(0, -1)
  // Of `[[ -n $T ]]` only the operand counts as a word.
  const before = /\[\[ +((?:! +)?(?:-[nz] +)?)$/.exec(text.slice(Math.max(0, span.start - 12), span.start))
  const closed = /^ +\]\]/.test(text.slice(span.end, span.end + 8))
  if (name?.text !== '' || rest.length !== 1 || !before || !closed) return undefined
  const operators = (before[1] ?? '').split(' ').filter(it => it !== '')
  return [...operators.map(it => ({ text: it, parts: [] })), ...rest]
}

/** `$T`, `"${T}"`, `${T:-}`. */
function isSecret({ parts }: TestWord, secretNames: ReadonlySet<string>): boolean {
  const [only] = parts
  if (parts.length !== 1 || only?.kind !== 'variable' || !secretNames.has(only.name)) return false
  return only.operator === undefined || only.operand?.text === ''
}
