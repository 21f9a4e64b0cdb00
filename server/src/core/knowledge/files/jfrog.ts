import { yamlValues } from '../formats/yaml.ts'
import type { CredentialFile } from '../model.ts'
import { credentialFile } from './credentialFile.ts'

const NAMES = ['jfrog-cli.conf.v6', 'jfrog-cli.conf.v5', 'jfrog-cli.conf.v4', 'jfrog-cli.conf']

/** Its name tells the version of the CLI that wrote it. */
export const jfrogFiles: readonly CredentialFile[] = [
  credentialFile({
    name: 'jfrog-cli.conf',
    aliases: NAMES.filter(it => it !== 'jfrog-cli.conf'),
    places: NAMES.map(it => `~/.jfrog/${it}`),
    locatedIn: ['JFROG_CLI_HOME_DIR'],
    certainty: 'always',
    credentials: text => yamlValues(text, ['password', 'accessToken', 'refreshToken', 'apiKey']),
  }),
]
