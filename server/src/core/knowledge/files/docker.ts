import { yamlValues } from '../formats/yaml.ts'
import type { CredentialFile } from '../model.ts'
import { credentialFile } from './credentialFile.ts'

export const dockerFiles: readonly CredentialFile[] = [
  credentialFile({
    name: '.docker/config.json',
    aliases: ['.dockercfg', '.dockerconfigjson'],
    places: ['~/.docker/config.json'],
    locatedIn: ['DOCKER_CONFIG'],
    readAtRunTime: 'unless a RUN reads it',
    runTimePrograms: ['docker', 'crane', 'skopeo', 'podman', 'buildah', 'oras', 'executor'],
    certainty: 'content',
    credentials: registrySecrets,
  }),
  // Of podman, buildah and skopeo: https://github.com/containers/image/blob/main/docs/containers-auth.json.5.md
  credentialFile({
    name: 'containers/auth.json',
    places: ['/run/containers/0/auth.json', '~/.config/containers/auth.json'],
    locatedBy: ['REGISTRY_AUTH_FILE'],
    readAtRunTime: 'unless a RUN reads it',
    runTimePrograms: ['docker', 'crane', 'skopeo', 'podman', 'buildah', 'oras', 'executor'],
    certainty: 'content',
    credentials: registrySecrets,
  }),
]

/** `credsStore` and `credHelpers` name programs, and an empty entry of `auths` says that one of them knows. */
export function registrySecrets(text: string): readonly string[] {
  return yamlValues(text, ['auth', 'identitytoken', 'registrytoken', 'password'])
}
