import { secretsInUrls } from '../formats/url.ts'
import { xmlElements } from '../formats/xml.ts'
import type { CredentialFile } from '../model.ts'
import { credentialFile } from './credentialFile.ts'

export const nugetFiles: readonly CredentialFile[] = [
  credentialFile({
    name: 'NuGet.Config',
    aliases: ['NuGet.config', 'nuget.config', 'Nuget.config', 'Nuget.Config', 'nuget.Config'],
    places: [
      '~/.nuget/NuGet/NuGet.Config',
      ...['nuget.config', 'NuGet.Config', 'NuGet.config'].map(it => `./${it}`),
      '~/.config/NuGet/NuGet.Config',
    ],
    // In most repositories it only says which feeds to use.
    certainty: 'rarely',
    readAtRunTime: 'unless a RUN reads it',
    credentials: text =>
      xmlElements(text).flatMap(({ path, attributes }) =>
        path.at(-1) === 'add' ? nugetCredentials(path, attributes.get('key') ?? '', attributes.get('value') ?? '') : [],
      ),
    references: text => [...text.matchAll(/"%(\w+)%"/g)].flatMap(([, name]) => name ?? []),
  }),
]

/** `<packageSourceCredentials><corp><add key="ClearTextPassword" value="…" />`. */
function nugetCredentials(path: readonly string[], key: string, value: string): readonly string[] {
  const isPassword = path.includes('packageSourceCredentials') && key.toLowerCase().endsWith('password')
  if (isPassword || path.includes('apikeys') || key === 'http_proxy.password') return [value]
  return secretsInUrls(value)
}
