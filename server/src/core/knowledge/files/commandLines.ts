import { jsonStrings } from '../formats/json.ts'
import { yamlValues } from '../formats/yaml.ts'
import type { CredentialFile } from '../model.ts'
import { credentialFile } from './credentialFile.ts'

export const commandLineFiles: readonly CredentialFile[] = [
  kept('gh', 'gh/hosts.yml', '~/.config/gh/hosts.yml', text => yamlValues(text, ['oauth_token'])),
  kept('doctl', 'doctl/config.yaml', '~/.config/doctl/config.yaml', text => yamlValues(text, ['access-token'])),
  kept('glab', 'glab-cli/config.yml', '~/.config/glab-cli/config.yml', text => yamlValues(text, ['token'])),
  kept('az', 'azuredevops/personalAccessTokens', '~/.azure/azuredevops/personalAccessTokens', text =>
    text
      .split('\n')
      .flatMap(it => (it.startsWith('Personal Access Token') ? it.slice(it.indexOf('=') + 1).trim() : [])),
  ),
  kept('cf', '.cf/config.json', '~/.cf/config.json', text => jsonValues(text, ['AccessToken', 'RefreshToken'])),
  kept('mc', '.mc/config.json', '~/.mc/config.json', text => jsonValues(text, ['secretKey'])),
]

function kept(
  program: string,
  name: string,
  place: string,
  credentials: CredentialFile['credentials'],
): CredentialFile {
  return credentialFile({
    name,
    places: [place],
    readAtRunTime: 'unless a RUN reads it',
    runTimePrograms: [program],
    certainty: 'content',
    credentials,
  })
}

function jsonValues(text: string, names: readonly string[]): readonly string[] {
  return jsonStrings(text).flatMap(({ keys, value }) => (names.includes(String(keys.at(-1))) ? [value] : []))
}
