import { iniEntries, pythonIni } from '../formats/ini.ts'
import { yamlValues } from '../formats/yaml.ts'
import type { CredentialFile } from '../model.ts'
import { credentialFile } from './credentialFile.ts'

/** Where tools look for a key is up to variables and options. */
const located: Pick<CredentialFile, 'locatedBy' | 'readAtRunTime' | 'readByMany' | 'runTimePrograms'> = {
  locatedBy: ['GOOGLE_APPLICATION_CREDENTIALS', 'CLOUDSDK_AUTH_CREDENTIAL_FILE_OVERRIDE', 'GOOGLE_CREDENTIALS'],
  readAtRunTime: 'unless a RUN reads it',
  runTimePrograms: ['gcloud', 'gsutil', 'bq'],
  readByMany: true,
}

/** The ways in which people and consoles write what such a file is. */
const KEY_NAMES = ['service-account', 'service_account', 'serviceaccount', 'serviceAccount'].flatMap(it =>
  ['', 'Key', '-key', '_key', '-credentials', '_credentials'].map(end => `${it}${end}.json`),
)

const OTHER_NAMES = [
  'gcloud-service-key.json',
  'gcp-service-account.json',
  'gcp-key.json',
  'gcp-credentials.json',
  'gcloud-key.json',
  'google-credentials.json',
  'google-service-account.json',
  'firebase-adminsdk.json',
]

const BOTO_KEYS = ['aws_secret_access_key', 'gs_secret_access_key', 'gs_oauth2_refresh_token', 'proxy_pass']

export const gcloudFiles: readonly CredentialFile[] = [
  credentialFile({
    name: 'service-account.json',
    aliases: [...KEY_NAMES, ...OTHER_NAMES].filter(it => it !== 'service-account.json'),
    places: [],
    ...located,
    certainty: 'always',
    whole: true,
    credentials: googleSecrets,
  }),
  // Names that say less.
  credentialFile({
    name: 'key.json',
    aliases: ['keyfile.json', 'credentials.json', 'creds.json', 'client_secret.json', 'client_secrets.json'],
    places: [],
    ...located,
    certainty: 'rarely',
    whole: true,
    credentials: googleSecrets,
  }),
  credentialFile({
    name: 'application_default_credentials.json',
    places: ['~/.config/gcloud/application_default_credentials.json'],
    ...located,
    certainty: 'always',
    credentials: googleSecrets,
  }),
  // What `gcloud auth activate-service-account` and `gcloud auth login` store: databases.
  ...['credentials.db', 'access_tokens.db'].map(name =>
    credentialFile({
      name: `gcloud/${name}`,
      places: [`~/.config/gcloud/${name}`],
      readAtRunTime: 'unless a RUN reads it',
      runTimePrograms: ['gcloud', 'gsutil', 'bq'],
      certainty: 'always',
      credentials: text => (text === '' ? [] : [text.slice(0, 100)]),
    }),
  ),
  credentialFile({
    name: '.boto',
    places: ['~/.boto', '/etc/boto.cfg'],
    locatedBy: ['BOTO_CONFIG', 'BOTO_PATH'],
    readAtRunTime: true,
    certainty: 'content',
    credentials: text =>
      iniEntries(text, pythonIni).flatMap(({ key, value }) => (BOTO_KEYS.includes(key) ? [value] : [])),
  }),
]

/** Files that only say where a token comes from (`external_account`) have neither. */
function googleSecrets(text: string): readonly string[] {
  return yamlValues(text, ['private_key', 'refresh_token'])
}
