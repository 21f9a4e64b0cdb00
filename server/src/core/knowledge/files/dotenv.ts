import { judgeName } from '../../secrets/names.ts'
import { judgeValue, type ValueKind } from '../../secrets/values.ts'
import { dotenvEntries } from '../formats/dotenv.ts'
import type { CredentialFile } from '../model.ts'
import { credentialFile } from './credentialFile.ts'

export const dotenvFiles: readonly CredentialFile[] = [
  dotenv(
    [
      '.env',
      ...['local', 'production', 'prod', 'staging', 'yarn'].map(it => `.env.${it}`),
      ...['config', 'secrets', 'production', 'prod', 'staging'].map(it => `${it}.env`),
      ...local(),
    ],
    'content',
  ),
  // What a team shares to develop and test with is often in the repository.
  dotenv(
    ['.env.development', '.env.dev', '.env.docker', '.env.test', '.env.testing', '.env.ci', '.env.defaults', '.envrc'],
    'rarely',
  ),
]

function local(): readonly string[] {
  return ['production', 'development', 'test'].map(it => `.env.${it}.local`)
}

/** Settings and credentials of an application. Those of its development are read by the build, those of the server by the container. */
function dotenv([name = '', ...aliases]: readonly string[], certainty: CredentialFile['certainty']): CredentialFile {
  return credentialFile({
    name,
    aliases,
    places: [name, ...aliases].map(it => `./${it}`),
    readAtRunTime: true,
    readByMany: true,
    anyName: true,
    certainty,
    credentials: text => dotenvEntries(text).flatMap(({ name: key, value }) => credentialOf(key, value)),
  })
}

/** Values that show that a name means something else. */
const HARMLESS = new Set<ValueKind>(['path', 'url', 'boolean', 'fingerprint', 'public-key'])

/** What of a setting is a credential, or stands where one belongs. */
export function credentialOf(name: string, value: string): readonly string[] {
  const verdict = judgeName(name)
  const { kind, issuer, credential } = judgeValue(value)
  // What is written into the pages is no secret, whatever it is.
  if (verdict.kind === 'public') return []
  if (credential) return [value.slice(credential.span.start, credential.span.end)]
  if (issuer !== undefined || kind === 'private-key') return [value]
  return verdict.kind === 'secret' && verdict.holds !== 'user' && !HARMLESS.has(kind) ? [value] : []
}
