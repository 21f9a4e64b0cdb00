import { asksForPassword } from '../knowledge/databases.ts'
import type { Invocation } from '../shell/invocation.ts'
import { type ShellCommand, type ShellWord, staticText } from '../shell/model.ts'

/** In these a word says nothing about the one after it: `grep token $FILE`. */
const NO_KEYS = new Set(
  'grep egrep fgrep rg find test [ [[ ls cat cd cp mv rm ln mkdir touch chmod chown stat tar getent'.split(' '),
)

/** What stands before a word as if it were its key: an option, a name, the part of a printf format up to its `%s`. */
export function textBefore(
  words: readonly ShellWord[],
  index: number,
  invocation: Invocation | undefined,
): string | undefined {
  const previous = words[index - 1]
  const text = previous && staticText(previous)
  const format = invocation?.name === 'printf' ? invocation.args[0] : undefined
  const place = format ? words.indexOf(format) : -1
  if (format && 0 <= place && place < index) return beforeHole(staticText(format) ?? '', index - place)
  // `passwd $USER`: a program is no key.
  if (previous !== undefined && previous === invocation?.program) return undefined
  if (invocation && text === '--password' && asksForPassword(invocation.name)) return undefined
  // The words of `for` and `case` are those of a command without a name.
  const isPlain = words[0]?.text === '' || (invocation !== undefined && NO_KEYS.has(invocation.name))
  return isPlain && text?.startsWith('-') !== true ? undefined : text
}

/** The text before the hole with a number, counted from 1. */
function beforeHole(format: string, number: number): string | undefined {
  let at = -1
  for (let count = 0; count < number; count++) {
    at = format.indexOf('%s', at + 1)
    if (at < 0) return undefined
  }
  return format.slice(0, at)
}

/** `sed -i 's/…/…/' file` or `perl -pi -e '…' -e '…' file`: the files come after the scripts. */
export function editedInPlace({ name, args }: Invocation): readonly ShellWord[] {
  const inPlace = IN_PLACE.get(name)
  if (!inPlace || !args.some(it => inPlace.test(it.text))) return []
  const isScript = (it: ShellWord | undefined) => it !== undefined && /^(?:-\w*e|--expression)$/.test(it.text)
  const words = args.filter((it, index) => !it.text.startsWith('-') && !isScript(args[index - 1]))
  return args.some(isScript) ? words : words.slice(1)
}

const IN_PLACE: ReadonlyMap<string, RegExp> = new Map([
  ['sed', /^(?:-[nrEsz]*i|--in-place)/],
  ['perl', /^-[pnl0]*i/],
])

/** Variables that Python code reads: `os.environ['HF_TOKEN']`, `os.environ.get("HF_TOKEN")`, `os.getenv('HF_TOKEN')`. */
export function namesInCode(code: string): readonly string[] {
  return [...code.matchAll(/\b(?:environ\[|environ\.get\(|getenv\()\\?["'](\w+)/g)].flatMap(([, name]) => name ?? [])
}

/** Arguments that are no options. */
export function plain(invocation: Invocation): readonly ShellWord[] {
  return invocation.args.filter(it => !it.text.startsWith('-'))
}

/** What a command gets on its standard input from the script itself. */
export function hereTexts({ redirects }: ShellCommand): readonly ShellWord[] {
  return redirects.flatMap(it => it.body ?? (it.operator === '<<<' ? (it.target ?? []) : []))
}
