import type { SecretSource } from '../../../server/src/core/plan/model.ts'

/**
 * Where the build takes one secret from.
 * A typed value lives here and in the environment of the docker process, and nowhere else.
 */
export interface Choice {
  readonly source: SecretSource
  readonly value?: string
}

/** What the user answered before a build. */
export interface Answers {
  readonly target: string | undefined
  /** Empty for an image without a name. */
  readonly tag: string
  readonly choices: readonly Choice[]
}

/** A variable of the docker process alone, so that no variable of the user is hidden. */
export function typedChoice(id: string, position: number, value: string): Choice {
  return { source: { id, kind: 'env', name: `${TYPED}${position}` }, value }
}

const TYPED = 'DOCKERFILE_SECRETS_VALUE_'

/** Whether a source was a typed value, which is gone after its build. */
export function wasTyped(source: SecretSource): boolean {
  return source.kind === 'env' && source.name.startsWith(TYPED)
}

/** Sources that can be used again. */
export function references(choices: readonly Choice[]): readonly SecretSource[] {
  return choices.filter(it => it.value === undefined).map(it => it.source)
}
