import type { TaskDefinition } from 'vscode'
import type { BuildRequest, SecretSource } from '../../../server/src/core/plan/model.ts'

/** As in `taskDefinitions` of the manifest. */
export const TASK_TYPE = 'dockerfile-secrets'

/**
 * A build as tasks.json has it. It names secrets, so that it can be shared; it never has a value.
 * Paths are relative to the workspace folder.
 */
export function toDefinition({ target, secrets, extra, ...request }: BuildRequest): TaskDefinition {
  return {
    type: TASK_TYPE,
    ...request,
    ...(target === undefined ? {} : { target }),
    ...(secrets.length === 0 ? {} : { secrets: secrets.map(toReference) }),
    ...(extra.length === 0 ? {} : { args: extra }),
  }
}

/** What a definition asks for; undefined for one that is no build. Written by hand, it may have anything. */
export function fromDefinition(definition: TaskDefinition): BuildRequest | undefined {
  const given: Readonly<Record<string, unknown>> = definition
  const dockerfile = toText(given['dockerfile'])
  if (dockerfile === undefined) return undefined
  return {
    dockerfile,
    context: toText(given['context']) ?? '.',
    target: toText(given['target']),
    tags: toList(given['tags']).flatMap(it => toText(it) ?? []),
    secrets: toList(given['secrets']).flatMap(it => toSource(it) ?? []),
    extra: toList(given['args']).flatMap(it => toText(it) ?? []),
  }
}

function toReference(source: SecretSource): Readonly<Record<string, string>> {
  return source.kind === 'env' ? { id: source.id, env: source.name } : { id: source.id, file: source.path }
}

function toSource(value: unknown): SecretSource | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const given: Readonly<Record<string, unknown>> = { ...value }
  const [id, name, path] = [toText(given['id']), toText(given['env']), toText(given['file'])]
  if (id === undefined) return undefined
  if (name !== undefined) return { id, kind: 'env', name }
  return path === undefined ? undefined : { id, kind: 'file', path }
}

function toText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
