import type { Ecosystem } from './model.ts'

/** A remote cache: builds work without it. */
export const turbo: Ecosystem = {
  id: 'turbo',
  title: 'Turborepo',
  files: [],
  variables: [
    { name: 'TURBO_TOKEN', holds: 'token' },
    { name: 'TURBO_REMOTE_CACHE_SIGNATURE_KEY', holds: 'token' },
  ],
  tools: [{ commands: ['turbo'], consumers: [], reads: ['.env'], readsAnyVariable: true, persisting: [] }],
  references: ['https://turborepo.com/docs/reference/system-environment-variables'],
}
