/** One secret that a build asks for, with every way to supply it that is known. */
export interface PlannedSecret {
  readonly id: string
  readonly required: boolean
  /** `env=` names and `target=` paths of the mounts of this id. */
  readonly variables: readonly string[]
  readonly targets: readonly string[]
  /** Names of the stages whose RUNs mount it (index when unnamed). */
  readonly stages: readonly string[]
  /** Best first. Never a value. */
  readonly candidates: readonly Candidate[]
}

export type Candidate =
  | { readonly kind: 'file'; readonly path: string; readonly reason: string }
  | { readonly kind: 'env'; readonly name: string; readonly reason: string }

/** What the user chose for one id. */
export type SecretSource =
  | { readonly id: string; readonly kind: 'file'; readonly path: string }
  | { readonly id: string; readonly kind: 'env'; readonly name: string }

export interface BuildRequest {
  /** Paths as the docker client understands them. */
  readonly dockerfile: string
  readonly context: string
  readonly target: string | undefined
  readonly tags: readonly string[]
  readonly secrets: readonly SecretSource[]
  /** Further arguments, as given by the user. */
  readonly extra: readonly string[]
}

/** Arguments for `docker`, and variables its environment must have. Never holds a value. */
export interface BuildCommand {
  readonly args: readonly string[]
  /** Fixed variables such as `DOCKER_BUILDKIT=1`. */
  readonly env: Readonly<Record<string, string>>
}
