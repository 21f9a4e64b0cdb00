import { vaultFiles } from './files/vault.ts'
import type { Ecosystem, PersistingCommand } from './model.ts'

const TOKEN = ['~/.vault-token']

/** Other methods change their arguments for a token, which is stored. */
const withMethod: readonly PersistingCommand[] = ['', '<name>=<user> '].map(user => ({
  pattern: `vault -method|--method <method> login ${user}<key>=<value>`,
  secret: ['value'],
  writes: TOKEN,
}))

export const vault: Ecosystem = {
  id: 'vault',
  title: 'Vault',
  files: vaultFiles,
  variables: [{ name: 'VAULT_TOKEN', holds: 'token', readByMany: true }],
  tools: [
    {
      commands: ['vault', 'bao'],
      consumers: [],
      quiet: ['login', 'version', 'status', 'server', 'agent', 'operator', 'path-help'],
      reads: ['.vault-token'],
      readsAnyVariable: false,
      valued: ['-address', '-namespace', '-field', '-format', '-ca-cert', '-path'],
      persisting: [
        ...withMethod,
        { pattern: 'vault login -', secret: ['stdin'], writes: TOKEN },
        { pattern: 'vault login <token>', secret: ['token'], writes: TOKEN, instead: { VAULT_TOKEN: '<token>' } },
      ],
    },
  ],
  references: [
    'https://developer.hashicorp.com/vault/docs/commands#environment-variables',
    'https://developer.hashicorp.com/vault/docs/commands/login',
  ],
}
