import { isCredentialKey } from '../../secrets/roles.ts'
import { type IniDialect, iniEntries } from '../formats/ini.ts'
import { secretsInUrls } from '../formats/url.ts'
import type { CredentialFile } from '../model.ts'
import { credentialFile } from './credentialFile.ts'

/** https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/util/Properties.html#load(java.io.Reader) */
export const javaProperties: IniDialect = { separators: ['=', ':'], continues: false, inlineComments: false }

export const gradleFiles: readonly CredentialFile[] = [
  credentialFile({
    name: 'gradle.properties',
    places: ['~/.gradle/gradle.properties', '/home/gradle/.gradle/gradle.properties', './gradle.properties'],
    locatedIn: ['GRADLE_USER_HOME'],
    // Nearly every project has one, and most users' only say how much memory there is.
    certainty: 'rarely',
    readAtRunTime: 'unless a RUN reads it',
    credentials: text =>
      iniEntries(text, javaProperties).flatMap(({ key, value }) =>
        isGradleSecret(key) ? [value] : secretsInUrls(value),
      ),
  }),
]

/** `corpPassword`, `systemProp.https.proxyPassword`, and `gpr.key` of the documentation of GitHub Packages. */
function isGradleSecret(key: string): boolean {
  return key === 'gpr.key' || (!key.startsWith('org.gradle.') && isCredentialKey(key.slice(key.lastIndexOf('.') + 1)))
}
