import { iniEntries } from '../formats/ini.ts'
import type { CredentialFile } from '../model.ts'
import { credentialFile } from './credentialFile.ts'
import { javaProperties } from './gradle.ts'

export const sbtFiles: readonly CredentialFile[] = [
  // Where the build definition looks by custom: https://www.scala-sbt.org/1.x/docs/Publishing.html#Credentials
  credentialFile({
    name: '.credentials',
    places: ['~/.sbt/.credentials', '~/.ivy2/.credentials'],
    locatedBy: ['SBT_CREDENTIALS'],
    certainty: 'always',
    commonName: true,
    credentials: passwords,
  }),
  credentialFile({
    name: 'coursier/credentials.properties',
    places: ['~/.config/coursier/credentials.properties'],
    certainty: 'always',
    credentials: passwords,
  }),
]

/** `password=…` and `corp.password=…`. */
function passwords(text: string): readonly string[] {
  return iniEntries(text, javaProperties).flatMap(({ key, value }) =>
    key.slice(key.lastIndexOf('.') + 1) === 'password' ? [value] : [],
  )
}
