import type { Memento, Uri } from 'vscode'
import type { SecretSource } from '../../../server/src/core/plan/model.ts'

/** The answers of the last build of a Dockerfile. References only: a typed value is never remembered. */
export interface LastBuild {
  readonly target: string | undefined
  readonly tag: string
  readonly sources: readonly SecretSource[]
}

export interface LastBuilds {
  of(dockerfile: Uri): LastBuild | undefined
  remember(dockerfile: Uri, build: LastBuild): Promise<void>
  /** URIs of all Dockerfiles with a last build. */
  dockerfiles(): readonly string[]
}

export function createLastBuilds(memento: Memento): LastBuilds {
  const all = () => memento.get<Readonly<Record<string, LastBuild>>>(KEY, {})
  return {
    of: dockerfile => all()[dockerfile.toString()],
    remember: async (dockerfile, build) => await memento.update(KEY, { ...all(), [dockerfile.toString()]: build }),
    dockerfiles: () => Object.keys(all()),
  }
}

const KEY = 'lastBuilds'
