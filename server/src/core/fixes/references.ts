import type { Analysis } from '../analyze.ts'
import { credentialFileFor } from '../knowledge/index.ts'
import { consumes, matchPersisting, readsFile, toolOf } from '../knowledge/match.ts'
import type { CredentialFile } from '../knowledge/model.ts'
import { type Invocation, invocationOf } from '../shell/invocation.ts'
import { identifiersIn, type ShellCommand, type ShellWord } from '../shell/model.ts'
import { perObject } from '../memo.ts'

/** The names of variables that credential files refer to, each with the names of these files. */
export type References = ReadonlyMap<string, ReadonlySet<string>>

/**
 * What tools expand when they read a file: `${NPM_TOKEN}` of a `.npmrc` in the build context, `'$TOKEN'` that a
 * command writes without expanding it (`git config credential.helper '!f() { echo password=$TOKEN; }; f'`).
 */
export const referencesOf = perObject(({ context, runs }: Analysis): References => {
  const references = new Map<string, Set<string>>()
  const add = (name: string, file: CredentialFile) =>
    references.set(name, (references.get(name) ?? new Set()).add(file.name))
  for (const [path, text] of context?.files ?? []) {
    const file = credentialFileFor(path)
    for (const name of file?.references?.(text) ?? []) if (file) add(name, file)
  }
  for (const command of runs.flatMap(it => it.script.commands))
    for (const file of filesWritten(command)) for (const name of literalNames(command)) add(name, file)
  return references
})

/** Whether a tool reads a file that refers to the variable. */
export function readByReference(references: References, command: ShellCommand, name: string): boolean {
  const files = references.get(name)
  const invocation = files && invocationOf(command)
  return [invocation, invocation?.starts].some(it => {
    const tool = it && toolOf(it)?.tool
    return it && tool && consumes(tool, it) && [...(files ?? [])].some(file => readsFile(tool, it, file))
  })
}

/** Whether a command only stores its arguments, so that the names in them mean nothing to it. */
export function onlyStores(invocation: Invocation): boolean {
  const tool = toolOf(invocation)
  return tool !== undefined && !consumes(tool.tool, invocation) && matchPersisting(invocation) !== undefined
}

/** The credential files that a command writes its words to. */
function filesWritten(command: ShellCommand): readonly CredentialFile[] {
  const invocation = invocationOf(command)
  const stored = invocation && onlyStores(invocation) ? matchPersisting(invocation)?.command.writes : undefined
  const redirected = command.redirects.flatMap(it => (it.operator.startsWith('>') && it.target ? it.target.text : []))
  return [...(stored ?? []), ...redirected].flatMap(it => credentialFileFor(it) ?? [])
}

function literalNames({ words, redirects }: ShellCommand): readonly string[] {
  const all: readonly ShellWord[] = [...words, ...redirects.flatMap(it => it.body ?? [])]
  return all.flatMap(it => it.parts).flatMap(it => (it.kind === 'literal' ? identifiersIn(it.value) : []))
}
