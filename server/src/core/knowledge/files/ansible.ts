import { iniEntries, pythonIni } from '../formats/ini.ts'
import { yamlValues } from '../formats/yaml.ts'
import type { CredentialFile } from '../model.ts'
import { credentialFile } from './credentialFile.ts'

const VAULT_FILES = [
  '.vault_pass',
  '.vault-pass',
  'vault_pass',
  'vault-pass',
  '.vault_password',
  '.vault-password',
].flatMap(it => [it, `${it}.txt`])

export const ansibleFiles: readonly CredentialFile[] = [
  credentialFile({
    name: 'galaxy_token',
    places: ['~/.ansible/galaxy_token'],
    locatedBy: ['ANSIBLE_GALAXY_TOKEN_PATH'],
    certainty: 'always',
    credentials: text => yamlValues(text, ['token']),
  }),
  credentialFile({
    name: 'ansible.cfg',
    aliases: ['.ansible.cfg'],
    places: ['./ansible.cfg', '~/.ansible.cfg', '/etc/ansible/ansible.cfg'],
    locatedBy: ['ANSIBLE_CONFIG'],
    certainty: 'rarely',
    credentials: text =>
      iniEntries(text, pythonIni).flatMap(({ section, key, value }) =>
        section.startsWith('galaxy_server.') && ['token', 'password'].includes(key) ? [value] : [],
      ),
  }),
  // A script prints the password that it gets from elsewhere.
  credentialFile({
    name: '.vault_pass',
    aliases: [...VAULT_FILES, 'vault_password_file', '.vault_password_file'].filter(it => it !== '.vault_pass'),
    places: VAULT_FILES.map(it => `./${it}`),
    locatedBy: ['ANSIBLE_VAULT_PASSWORD_FILE'],
    certainty: 'always',
    whole: true,
    credentials: text => (text.startsWith('#!') ? [] : [text]),
  }),
]
