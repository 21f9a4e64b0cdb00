import { compilerCacheFiles } from './files/compilerCaches.ts'
import type { Ecosystem } from './model.ts'

/** Compilers are started through them, so that their names need not be in a RUN. */
export const compilerCaches: Ecosystem = {
  id: 'compilerCaches',
  title: 'sccache and ccache',
  files: compilerCacheFiles,
  variables: [
    ...`SCCACHE_REDIS_PASSWORD SCCACHE_MEMCACHED_PASSWORD SCCACHE_WEBDAV_TOKEN SCCACHE_WEBDAV_PASSWORD
      SCCACHE_AZURE_CONNECTION_STRING SCCACHE_GHA_RUNTIME_TOKEN ACTIONS_RUNTIME_TOKEN`
      .split(/\s+/)
      .map(name => ({ name, holds: 'token' as const, readByMany: true as const })),
    ...['SCCACHE_REDIS', 'SCCACHE_REDIS_ENDPOINT', 'CCACHE_REMOTE_STORAGE'].map(name => ({
      name,
      holds: 'url' as const,
      readByMany: true as const,
    })),
  ],
  tools: [
    {
      commands: ['sccache', 'ccache'],
      consumers: [],
      reads: ['sccache/config', 'ccache.conf'],
      readsAnyVariable: true,
      persisting: [],
    },
  ],
  references: [
    'https://github.com/mozilla/sccache/blob/main/docs/Configuration.md',
    'https://ccache.dev/manual/latest.html',
  ],
}
