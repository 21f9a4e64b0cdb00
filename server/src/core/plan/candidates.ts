import { credentialFileFor, credentialFiles } from '../knowledge/index.ts'
import type { CredentialFile } from '../knowledge/model.ts'
import type { Candidate, PlannedSecret } from './model.ts'

type Wanted = Pick<PlannedSecret, 'id' | 'variables' | 'targets'>

/** Where a secret may come from, best first: files when a file is mounted, variables when the command reads one. */
export function findCandidates(
  wanted: Wanted,
  files: ReadonlyMap<string, string> | undefined,
  environment: readonly string[],
): readonly Candidate[] {
  const fromFiles = wanted.targets.length === 0 ? [] : fileCandidates(wanted, files ?? new Map<string, string>())
  return [...fromFiles, ...variableCandidates(wanted, environment)]
}

/** Files of the kind that the mount stands for, and which hold a credential; those nearest to the root first. */
function fileCandidates(wanted: Wanted, files: ReadonlyMap<string, string>): readonly Candidate[] {
  const kinds = wantedKinds(wanted)
  return [...files]
    .filter(([path, text]) => {
      const kind = credentialFileFor(path)
      return kind !== undefined && kinds.has(kind) && kind.holdsCredential(text)
    })
    .map(([path]): Candidate => ({ kind: 'file', path, reason: `${path} holds a credential.` }))
    .sort((a, b) => depth(a) - depth(b))
}

/** The kinds of files that a target or an id names: `/root/.npmrc`, `npmrc`, `pip_conf`. */
function wantedKinds({ id, targets }: Wanted): ReadonlySet<CredentialFile> {
  const names = new Set([id, ...targets.map(it => it.slice(it.lastIndexOf('/') + 1))].map(plainName))
  const byName = credentialFiles.filter(it => [it.name, ...(it.aliases ?? [])].some(name => names.has(plainName(name))))
  return new Set([...targets.flatMap(it => credentialFileFor(it) ?? []), ...byName])
}

/** The variables that are set and have the name of the secret. */
function variableCandidates({ id, variables }: Wanted, environment: readonly string[]): readonly Candidate[] {
  const set = new Set(environment)
  const same = environment.filter(it => plainName(it) === plainName(id))
  const names = new Set([...variables, id, ...same].filter(it => set.has(it)))
  return [...names].map((name): Candidate => ({ kind: 'env', name, reason: `The variable ${name} is set.` }))
}

/** Letters and digits in lower case: `.npmrc`, `NPM_TOKEN` and `npm-token` are written in many ways. */
function plainName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '')
}

function depth(candidate: Candidate): number {
  return candidate.kind === 'file' ? candidate.path.split('/').length : 0
}
