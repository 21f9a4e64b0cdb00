import type { Ecosystem } from './model.ts'

export const cypress: Ecosystem = {
  id: 'cypress',
  title: 'Cypress',
  files: [],
  variables: [{ name: 'CYPRESS_RECORD_KEY', holds: 'token' }],
  tools: [
    {
      commands: ['cypress'],
      consumers: ['run'],
      quiet: ['install', 'verify', 'cache', 'info'],
      reads: ['.env'],
      readsAnyVariable: true,
      persisting: [],
    },
  ],
  passwords: [{ pattern: 'cypress run -k|--key <password> ...' }],
  references: ['https://docs.cypress.io/app/references/command-line'],
}
