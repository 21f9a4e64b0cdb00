import { mavenFiles } from './files/maven.ts'
import type { Ecosystem } from './model.ts'

/** No variable gives Maven a credential by itself: settings.xml refers to them as `${env.NAME}`. */
export const maven: Ecosystem = {
  id: 'maven',
  title: 'Maven',
  files: mavenFiles,
  variables: [],
  tools: [
    {
      commands: ['mvn', 'mvnw', 'mvnd'],
      consumers: [],
      quiet: ['wrapper:wrapper'],
      reads: ['settings.xml', 'settings-security.xml'],
      readsAnyVariable: true,
      persisting: [],
    },
  ],
  references: ['https://maven.apache.org/settings.html', 'https://maven.apache.org/guides/mini/guide-encryption.html'],
}
