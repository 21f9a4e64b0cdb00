import { jsonStrings } from '../formats/json.ts'
import type { CredentialFile } from '../model.ts'
import { credentialFile } from './credentialFile.ts'

export const conanFiles: readonly CredentialFile[] = ['credentials.json', 'source_credentials.json'].map(name =>
  credentialFile({
    name: `.conan2/${name}`,
    places: [`~/.conan2/${name}`],
    locatedIn: ['CONAN_HOME'],
    certainty: 'always',
    credentials: text =>
      jsonStrings(text).flatMap(({ keys, value }) =>
        ['password', 'token'].includes(keys.at(-1) ?? '') ? [value] : [],
      ),
  }),
)
