import type { Dockerfile } from '../dockerfile/model.ts'
import type { TextEdit } from '../text.ts'

/** A `# syntax=` line that names Docker's own frontend. */
export interface Frontend {
  /** `1.4`, `1`, `1.0-experimental`, or empty for no tag. */
  readonly tag: string
  readonly major: number
  readonly minor: number | undefined
  readonly experimental: boolean
}

const IMAGES = ['docker/dockerfile', 'docker.io/docker/dockerfile', 'docker/dockerfile-upstream']

/** The frontend that a Dockerfile asks for; undefined when it asks for none, or for another one. */
export function frontendOf(dockerfile: Dockerfile): Frontend | undefined {
  const directive = dockerfile.directives.find(it => it.name.text === 'syntax')
  const reference = directive?.value.text.split(' ')[0]?.split('@')[0] ?? ''
  const colon = reference.lastIndexOf(':')
  const image = colon < 0 ? reference : reference.slice(0, colon)
  if (!IMAGES.includes(image)) return undefined
  const tag = colon < 0 ? '' : reference.slice(colon + 1)
  const [version = '', ...suffix] = tag.split('-')
  const [major = '', minor] = version.split('.')
  return {
    tag,
    major: Number(major) || (version === 'experimental' ? 0 : 1),
    minor: minor === undefined ? undefined : Number(minor),
    experimental: suffix.includes('experimental') || version === 'experimental',
  }
}

/**
 * Whether a frontend knows `env=` of secret mounts: since 1.10.
 * https://docs.docker.com/build/buildkit/dockerfile-release-notes/#1100
 */
export function knowsEnv({ major, minor, experimental }: Frontend): boolean {
  return !experimental && (1 < major || (major === 1 && (minor === undefined || 10 <= minor)))
}

/** Replaces a frontend that is too old for `env=` by the newest of version 1. */
export function raiseSyntax(dockerfile: Dockerfile): readonly TextEdit[] {
  const frontend = frontendOf(dockerfile)
  const directive = dockerfile.directives.find(it => it.name.text === 'syntax')
  if (!frontend || !directive || knowsEnv(frontend)) return []
  return [{ span: directive.value, newText: 'docker/dockerfile:1' }]
}
