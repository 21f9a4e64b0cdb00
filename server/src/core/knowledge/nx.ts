import type { Ecosystem } from './model.ts'

/** A remote cache: builds work without it. Nx loads `.env` files, too. */
export const nx: Ecosystem = {
  id: 'nx',
  title: 'Nx',
  files: [],
  variables: [
    { name: 'NX_CLOUD_ACCESS_TOKEN', holds: 'token' },
    { name: 'NX_CLOUD_ENCRYPTION_KEY', holds: 'token' },
    { name: 'NX_SELF_HOSTED_REMOTE_CACHE_ACCESS_TOKEN', holds: 'token' },
  ],
  tools: [{ commands: ['nx', 'nx-cloud'], consumers: [], reads: ['.env'], readsAnyVariable: true, persisting: [] }],
  references: ['https://nx.dev/reference/environment-variables'],
}
