import type { Declaration } from '../build/declarations.ts'
import type { Build } from '../build/build.ts'
import type { Exposure } from '../finding.ts'
import type { VariableSecret } from './trace.ts'
import { perObject } from '../memo.ts'

/** Whether what happens in the stage of a declaration is in the final image. */
export function isShipped(build: Build, declaration: Declaration): boolean {
  return declaration.stage !== undefined && build.stages[declaration.stage.index]?.shipped === true
}

/**
 * Where the value of an ARG or ENV can be read after the build. Measured with BuildKit 0.25: an ARG of a shipped
 * stage is in the image's history, that of any stage in the provenance attestation and, where a RUN expands it, in
 * the build's log; an ENV of a shipped stage is in the image's config as well.
 */
export function exposuresOf(build: Build, secret: VariableSecret, declaration: Declaration): readonly Exposure[] {
  const shipped = isShipped(build, declaration)
  const exposures: Exposure[] = []
  if (shipped) exposures.push('history')
  if (shipped && declaration.kind === 'env') exposures.push('config')
  exposures.push('provenance')
  // BuildKit prints the commands of RUN with ARG and ENV expanded.
  if (printedOf(secret).has(declaration)) exposures.push('log')
  return exposures
}

/** The declarations whose values commands expand in the syntax of BuildKit, which `%NAME%` and `$env:NAME` are not. */
const printedOf = perObject((secret: VariableSecret): ReadonlySet<Declaration> => {
  const uses = secret.uses.filter(it => it.name !== '' && it.flow.run.dialect === 'posix')
  return new Set(uses.flatMap(({ source }) => (source.kind === 'variable' ? source.declaration : [])))
})

const READABLE: Readonly<Record<Exposure, string>> = {
  history: 'the image history',
  config: 'the image config',
  layer: 'a layer of the image',
  provenance: 'the provenance attestation',
  cache: 'the build cache',
  log: 'the build log',
}

/** `the image history and the provenance attestation`. */
export function describe(exposures: readonly Exposure[]): string {
  const names = exposures.map(it => READABLE[it])
  const last = names.at(-1) ?? ''
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`
}
