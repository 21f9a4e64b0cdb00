import type { Build } from '../build/build.ts'
import { evaluate, join, workdirAt } from '../build/evaluate.ts'
import { credentialFiles } from '../knowledge/index.ts'
import { matchPersisting, toolOf } from '../knowledge/match.ts'
import type { CredentialFile } from '../knowledge/model.ts'
import { invocationOf } from '../shell/invocation.ts'
import type { RunFlow, Use } from './flow.ts'
import { Paths } from './paths.ts'
import { perObject } from '../memo.ts'

/**
 * Credential files by path, which may have any name: an ENV says where a tool finds them, or a command imports them.
 */
export const namedFiles = perObject((build: Build, flows: readonly RunFlow[]): ReadonlyMap<string, CredentialFile> =>
  collect(build, flows),
)

/** The flows, in which a variable that is the whole of such a file is a credential, whatever its name. */
export function judgedByFile(build: Build, flows: readonly RunFlow[]): readonly RunFlow[] {
  const named = namedFiles(build, flows)
  if (named.size === 0) return flows
  return flows.map(flow => {
    const stored = flow.writes.filter(({ path, tool }) => !tool && path !== undefined && named.get(path)?.whole)
    const places = new Set(stored.flatMap(it => it.uses).map(it => it.span.start))
    const judge = (use: Use): Use => (places.has(use.span.start) ? { ...use, role: 'credential' } : use)
    return { ...flow, uses: flow.uses.map(judge), writes: flow.writes.map(it => ({ ...it, uses: it.uses.map(judge) })) }
  })
}

function collect(build: Build, flows: readonly RunFlow[]): ReadonlyMap<string, CredentialFile> {
  const files = new Map<string, CredentialFile>()
  for (const stage of build.stages)
    for (const { kind, name, value, start } of stage.declarations) {
      const file = kind === 'env' ? fileByVariable.get(name.text) : undefined
      const path = file && value ? evaluate(build, stage, value, start) : undefined
      if (file && path) files.set(join(workdirAt(build, stage, start) ?? '/', path), file)
    }
  for (const flow of flows) for (const [path, file] of imported(build, flow)) files.set(path, file)
  return files
}

const fileByVariable = new Map(
  // The first one of a variable is the one that is most often meant.
  credentialFiles
    .toReversed()
    .flatMap(file => (file.locatedBy ?? []).map((name): [string, CredentialFile] => [name, file])),
)

/** `gcloud auth activate-service-account --key-file=project-1234.json`. */
function* imported(build: Build, { run, directories }: RunFlow): Iterable<[string, CredentialFile]> {
  for (const command of run.script.commands) {
    const invocation = invocationOf(command)
    const file = invocation && toolOf(invocation)?.ecosystem.files.find(it => it.whole)
    const tool = file && matchPersisting(invocation)
    const word = tool?.command.secret.includes('input') === false ? tool.holes.get('file')?.word : undefined
    if (!file || !word) continue
    const paths = new Paths(build, run, () => false)
    paths.directory = directories.get(command)
    const path = paths.path(word)
    if (path !== undefined) yield [path, file]
  }
}
