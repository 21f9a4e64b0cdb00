import { awsFiles } from './files/aws.ts'
import type { Ecosystem, PersistingCommand } from './model.ts'

const CREDENTIALS = ['~/.aws/credentials']

/** Without an `undo`: nothing takes a single setting out again. Both keys must come from one place, so no `instead`. */
const configured: readonly PersistingCommand[] = [
  ['aws_access_key_id', 'user'],
  ['aws_secret_access_key', 'token'],
  ['aws_session_token', 'token'],
].flatMap(([key = '', hole = '']) =>
  // `profile.prod.aws_secret_access_key` names the profile in the key.
  [key, `default.${key}`].map(it => ({
    pattern: `aws configure set ${it} <${hole}>`,
    secret: [hole],
    writes: CREDENTIALS,
  })),
)

/** Others are made up for emulators and for SDKs that want some key. */
const SECRET_LENGTH = 40

export const aws: Ecosystem = {
  id: 'aws',
  title: 'AWS',
  files: awsFiles,
  variables: [
    { name: 'AWS_ACCESS_KEY_ID', holds: 'user', readByMany: true },
    { name: 'AWS_SECRET_ACCESS_KEY', holds: 'token', readByMany: true, length: SECRET_LENGTH },
    { name: 'AWS_SESSION_TOKEN', holds: 'token', readByMany: true },
    // Names of old SDKs.
    { name: 'AWS_SECRET_KEY', holds: 'token', readByMany: true, length: SECRET_LENGTH },
    { name: 'AWS_SECURITY_TOKEN', holds: 'token', readByMany: true },
  ],
  tools: [
    {
      commands: ['aws'],
      consumers: [],
      quiet: ['configure', 'help'],
      reads: ['.aws/credentials', '.aws/config'],
      readsAnyVariable: false,
      valued: '--region --profile --output --endpoint-url --query --ca-bundle --color --cli-read-timeout'.split(' '),
      persisting: [
        ...configured,
        { pattern: 'aws configure', secret: ['stdin'], writes: CREDENTIALS },
        { pattern: 'aws configure import', secret: ['stdin'], writes: CREDENTIALS },
      ],
    },
    {
      commands: ['s3cmd'],
      consumers: [],
      reads: ['.s3cfg'],
      readsAnyVariable: false,
      persisting: [],
    },
    {
      commands: ['s5cmd', 's4cmd', 'ecs-cli', 'eb', 'sam'],
      consumers: [],
      reads: ['.aws/credentials', '.aws/config'],
      readsAnyVariable: false,
      persisting: [],
    },
  ],
  references: [
    'https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html',
    'https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-envvars.html',
    'https://docs.aws.amazon.com/cli/latest/reference/configure/set.html',
  ],
}
