import { xmlElements } from '../formats/xml.ts'
import { secretsInUrls } from '../formats/url.ts'
import type { CredentialFile } from '../model.ts'
import { credentialFile } from './credentialFile.ts'

export const mavenFiles: readonly CredentialFile[] = [
  credentialFile({
    name: 'settings.xml',
    aliases: ['ci_settings.xml', 'm2-settings.xml', 'maven-settings.xml', 'maven.settings.xml', 'mvn-settings.xml'],
    places: ['~/.m2/settings.xml', '/usr/share/maven/conf/settings.xml'],
    certainty: 'content',
    commonName: true,
    readAtRunTime: 'unless a RUN reads it',
    credentials: mavenCredentials,
    references: text => [...text.matchAll(/\$\{env\.(\w+)\}/g)].flatMap(([, name]) => name ?? []),
  }),
  // The master password is obfuscated with a key that everybody has.
  credentialFile({
    name: 'settings-security.xml',
    places: ['~/.m2/settings-security.xml'],
    certainty: 'always',
    credentials: text => xmlElements(text).flatMap(it => (it.path.at(-1) === 'master' ? [it.text] : [])),
  }),
]

/** Of servers and proxies, and the header that GitLab wants: `<httpHeaders><property><name>…</name><value>…`. */
function mavenCredentials(text: string): readonly string[] {
  return xmlElements(text).flatMap(({ path, text: value }) => {
    const name = path.at(-1) ?? ''
    const isHeader = name === 'value' && path.includes('httpHeaders')
    // What is in braces is encrypted, with the password in settings-security.xml.
    const isSecret = isHeader || ['password', 'passphrase'].includes(name)
    return isSecret ? (value.startsWith('{') ? [] : [value]) : name === 'url' ? secretsInUrls(value) : []
  })
}
