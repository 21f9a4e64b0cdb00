import type { BuildCommand, BuildRequest, SecretSource } from './model.ts'

/**
 * The arguments for docker that start a build. Secrets are references only, always with their type: without one,
 * buildx guesses from what exists. `DOCKER_BUILDKIT=1` turns a silent fallback to the old builder into an error.
 * https://docs.docker.com/reference/cli/docker/buildx/build/
 */
export function buildCommand({ dockerfile, context, target, tags, secrets, extra }: BuildRequest): BuildCommand {
  const args = ['buildx', 'build', '--file', dockerfile]
  for (const secret of secrets) args.push('--secret', toSecretFlag(secret))
  for (const tag of tags) args.push('--tag', tag)
  if (target !== undefined) args.push('--target', target)
  // A name must not be taken for an option, nor for standard input.
  const path = context.startsWith('-') ? `./${context}` : context
  return { args: [...args, ...extra, path], env: { DOCKER_BUILDKIT: '1' } }
}

/** One line for a POSIX shell that starts the same build. */
export function toShell({ args, env }: BuildCommand): string {
  const assignments = Object.entries(env).map(([name, value]) => `${name}=${quote(value)}`)
  return [...assignments, 'docker', ...args.map(quote)].join(' ')
}

function toSecretFlag(secret: SecretSource): string {
  const source = secret.kind === 'env' ? `env=${secret.name}` : `src=${secret.path}`
  return [`type=${secret.kind}`, `id=${secret.id}`, source].map(csvField).join(',')
}

/** buildx reads the value as a line of CSV: https://www.rfc-editor.org/rfc/rfc4180 */
function csvField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function quote(text: string): string {
  return /^[\w%+,./:=@-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
