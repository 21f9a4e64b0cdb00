import type { Invocation } from '../shell/invocation.ts'
import type { ShellWord } from '../shell/model.ts'

/** `sed -i 's/…/…/' file` or `sed -i -e '…' -e '…' file`: the files come after the scripts. */
export function editedBySed({ args }: Invocation): readonly ShellWord[] {
  if (!args.some(it => it.text.startsWith('-i') || it.text === '--in-place')) return []
  const isScript = (it: ShellWord | undefined) => it?.text === '-e' || it?.text === '--expression'
  const words = args.filter((it, index) => !it.text.startsWith('-') && !isScript(args[index - 1]))
  return args.some(isScript) ? words : words.slice(1)
}

/** Arguments that are no options. */
export function plain(invocation: Invocation): readonly ShellWord[] {
  return invocation.args.filter(it => !it.text.startsWith('-'))
}
