import type { ShellCommand } from '../shell/model.ts'
import { staticText } from '../shell/model.ts'
import type { RenderedVariable, RenderedWord } from './rendered.ts'

/** Whether a variable is a switch, the id of a key or a path where it stands, and so can't be a credential. */
export function isOther(word: RenderedWord, variable: RenderedVariable, command: ShellCommand): boolean {
  const isWhole = variable.end - variable.start === word.text.length
  return isWhole ? isCompared(command) || fetchesKeys(command) : isInPath(word, variable, command)
}

/** `[ "$X" = true ]`, `[[ $X == yes ]]`: who compares a token does so with nothing. */
function isCompared({ words }: ShellCommand): boolean {
  return TESTS.has(words[0]?.text ?? '') && words.some(it => TRUE.has(staticText(it)?.toLowerCase() ?? ''))
}

const TESTS = new Set(['', '[', 'test'])
const TRUE = new Set(['true', 'yes', 'on', '1'])

/** `gpg --keyserver hkps://keys.openpgp.org --recv-keys "$X"` */
function fetchesKeys({ words }: ShellCommand): boolean {
  return words.some(it => FETCHING.has(it.text))
}

const FETCHING = new Set(['--recv-keys', '--recv-key', '--recv'])

/** `/keys/$X.pub`, `$X/bin`, but neither `s/a/$X/` nor `https://h/$X`. */
function isInPath({ text }: RenderedWord, { start, end }: RenderedVariable, { words }: ShellCommand): boolean {
  if (/[\s:=]/.test(text) || EDITORS.has(words[0]?.text ?? '')) return false
  return /^(?:~|\.{0,2})\//.test(text) || (start === 0 && text[end] === '/')
}

const EDITORS = new Set(['sed', 'awk', 'perl'])
