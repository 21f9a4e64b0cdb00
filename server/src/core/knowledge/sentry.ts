import { sentryFiles } from './files/sentry.ts'
import type { Ecosystem } from './model.ts'

export const sentry: Ecosystem = {
  id: 'sentry',
  title: 'Sentry',
  files: sentryFiles,
  // The plugins of bundlers read it, too.
  variables: [{ name: 'SENTRY_AUTH_TOKEN', holds: 'token' }],
  tools: [
    {
      commands: ['sentry-cli'],
      consumers: [],
      quiet: ['login', 'help', 'uninstall', 'update'],
      // It loads `.env` unless it is told not to.
      reads: ['.sentryclirc', 'sentry.properties', '.env'],
      readsAnyVariable: false,
      valued: ['--auth-token', '--api-key', '--url', '--log-level', '-o', '--org', '-p', '--project', '--header'],
      persisting: [
        {
          pattern: 'sentry-cli --auth-token <token> login',
          secret: ['token'],
          writes: ['~/.sentryclirc'],
          instead: { SENTRY_AUTH_TOKEN: '<token>' },
        },
      ],
    },
  ],
  references: ['https://docs.sentry.io/cli/configuration/'],
}
