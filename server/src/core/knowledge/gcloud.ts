import { gcloudFiles } from './files/gcloud.ts'
import type { Ecosystem } from './model.ts'

/** A copy of the key, the tokens that were got with it, and what gsutil reads. */
const STORE = [
  '~/.config/gcloud/credentials.db',
  '~/.config/gcloud/access_tokens.db',
  '~/.config/gcloud/legacy_credentials',
]

const READS = ['gcloud/credentials.db', 'application_default_credentials.json', '.boto']

export const gcloud: Ecosystem = {
  id: 'gcloud',
  title: 'Google Cloud',
  files: gcloudFiles,
  variables: [
    { name: 'CLOUDSDK_AUTH_ACCESS_TOKEN', holds: 'token', readByMany: true },
    { name: 'GOOGLE_OAUTH_ACCESS_TOKEN', holds: 'token', readByMany: true },
  ],
  tools: [
    {
      commands: ['gcloud'],
      consumers: [],
      quiet: [
        'components',
        'config',
        'info',
        'version',
        'help',
        'init',
        'topic',
        ...['activate-service-account', 'login', 'configure-docker', 'revoke', 'list'].map(it => `auth ${it}`),
      ],
      reads: READS,
      readsAnyVariable: false,
      valued: ['--project', '--account', '--configuration', '--zone', '--region', '--verbosity', '--format'],
      persisting: [
        {
          pattern: 'gcloud --key-file <file> auth activate-service-account <account?>',
          secret: ['file', 'stdin'],
          writes: STORE,
        },
        {
          pattern: 'gcloud --cred-file <file> auth login',
          secret: ['file', 'stdin'],
          writes: STORE,
        },
      ],
      undoing: [{ pattern: 'gcloud auth revoke <account?>', writes: STORE }],
    },
    {
      commands: ['gsutil', 'bq'],
      consumers: [],
      quiet: ['version', 'help', 'config'],
      reads: READS,
      readsAnyVariable: false,
      valued: ['-o', '-u', '-i', '-h', '--project_id', '--location'],
      persisting: [],
    },
  ],
  references: [
    'https://cloud.google.com/docs/authentication/gcloud',
    'https://cloud.google.com/sdk/gcloud/reference/auth/activate-service-account',
    'https://cloud.google.com/docs/authentication/application-default-credentials',
  ],
}
