import { settingsIn } from '../formats/settings.ts'
import type { CredentialFile } from '../model.ts'
import { credentialFile } from './credentialFile.ts'
import { credentialOf } from './dotenv.ts'

export const frameworkFiles: readonly CredentialFile[] = [
  // The key and nothing else: https://guides.rubyonrails.org/security.html#custom-credentials
  credentialFile({
    name: 'master.key',
    aliases: ['production.key', 'staging.key'],
    places: ['./config/master.key', './config/credentials/production.key', './config/credentials/staging.key'],
    readByMany: true,
    readAtRunTime: true,
    certainty: 'always',
    credentials: text => [text.trim()],
  }),
  // https://symfony.com/doc/current/configuration/secrets.html
  credentialFile({
    name: 'prod.decrypt.private.php',
    places: ['./config/secrets/prod/prod.decrypt.private.php'],
    readByMany: true,
    readAtRunTime: true,
    certainty: 'always',
    credentials: text => [text.trim()],
  }),
  // What Phoenix before 1.4 keeps out of git.
  settings('prod.secret.exs', [], './config/prod.secret.exs', 'content'),
  settings('secrets.yml', ['secrets.yaml'], './config/secrets.yml', 'rarely'),
  settings('database.yml', [], './config/database.yml', 'rarely'),
  settings('parameters.yml', ['parameters.yaml'], './app/config/parameters.yml', 'rarely'),
  settings('local_settings.py', ['settings_local.py'], './local_settings.py', 'rarely'),
  settings('application.yml', spring('yml'), './config/application.yml', 'rarely'),
  settings('application.yaml', spring('yaml'), './config/application.yaml', 'rarely'),
  settings('application.properties', spring('properties'), './config/application.properties', 'rarely'),
]

function spring(extension: string): readonly string[] {
  return ['prod', 'production', 'staging', 'dev', 'docker', 'local'].map(it => `application-${it}.${extension}`)
}

/** Settings of an application, some of which may be credentials. */
function settings(
  name: string,
  aliases: readonly string[],
  place: string,
  certainty: CredentialFile['certainty'],
): CredentialFile {
  return credentialFile({
    name,
    aliases,
    places: [place],
    readByMany: true,
    readAtRunTime: true,
    certainty,
    credentials: text => settingsIn(text).flatMap(it => credentialOf(it.name, it.value)),
  })
}
