import { judgeName } from '../../secrets/names.ts'
import { iniEntries, type IniDialect } from '../formats/ini.ts'
import { yamlValues } from '../formats/yaml.ts'
import type { CredentialFile } from '../model.ts'
import { credentialFile } from './credentialFile.ts'

/** `name = "value"` and `name = [`; what is in blocks has names, too. */
const hcl: IniDialect = { separators: ['='], continues: false, inlineComments: true }

export const terraformFiles: readonly CredentialFile[] = [
  // Mostly it says where providers are; a `credentials` block has a `token`.
  credentialFile({
    name: '.terraformrc',
    aliases: ['terraform.rc', '.tofurc'],
    places: ['~/.terraformrc', '~/.tofurc'],
    locatedBy: ['TF_CLI_CONFIG_FILE'],
    certainty: 'rarely',
    credentials: text => iniEntries(text, hcl).flatMap(({ key, value }) => (lastWord(key) === 'token' ? [value] : [])),
  }),
  credentialFile({
    name: 'credentials.tfrc.json',
    places: ['~/.terraform.d/credentials.tfrc.json'],
    certainty: 'always',
    credentials: text => yamlValues(text, ['token']),
  }),
  credentialFile({
    name: 'terraform.tfvars',
    aliases: ['secrets.tfvars', 'secret.tfvars', 'secrets.auto.tfvars', 'secret.auto.tfvars'],
    places: ['./terraform.tfvars'],
    certainty: 'rarely',
    credentials: text =>
      iniEntries(text, hcl).flatMap(({ key, value }) => {
        const { kind, holds } = judgeName(key)
        return kind === 'secret' && holds === 'token' ? [value] : []
      }),
  }),
]

/** `credentials "host" { token` in one line. */
function lastWord(key: string): string | undefined {
  return key.split(/[\s{]/).at(-1)
}
