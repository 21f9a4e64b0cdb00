import { iniEntries, pythonIni } from '../formats/ini.ts'
import type { CredentialFile } from '../model.ts'
import { credentialDirectory, credentialFile } from './credentialFile.ts'

export const awsFiles: readonly CredentialFile[] = [
  credentialDirectory('.aws'),
  credentialFile({
    name: '.aws/credentials',
    places: ['~/.aws/credentials'],
    locatedBy: ['AWS_SHARED_CREDENTIALS_FILE'],
    readByMany: true,
    readAtRunTime: 'unless a RUN reads it',
    runTimePrograms: ['aws'],
    certainty: 'always',
    credentials: awsSecrets,
  }),
  // Regions, roles and profiles; sometimes keys, too.
  credentialFile({
    name: '.aws/config',
    places: ['~/.aws/config'],
    locatedBy: ['AWS_CONFIG_FILE'],
    readByMany: true,
    readAtRunTime: 'unless a RUN reads it',
    runTimePrograms: ['aws'],
    certainty: 'rarely',
    credentials: awsSecrets,
  }),
  // Of s3cmd. Containers that make backups get one with placeholders under another name.
  credentialFile({
    name: '.s3cfg',
    places: ['~/.s3cfg'],
    readAtRunTime: true,
    certainty: 'content',
    credentials: text => valuesOf(text, ['secret_key', 'access_token', 'gpg_passphrase']),
  }),
]

function awsSecrets(text: string): readonly string[] {
  return valuesOf(text, ['aws_secret_access_key', 'aws_session_token', 'aws_security_token'])
}

function valuesOf(text: string, keys: readonly string[]): readonly string[] {
  return iniEntries(text, pythonIni).flatMap(({ key, value }) => (keys.includes(key.toLowerCase()) ? [value] : []))
}
