import { gradleFiles } from './files/gradle.ts'
import type { Ecosystem } from './model.ts'

export const gradle: Ecosystem = {
  id: 'gradle',
  title: 'Gradle',
  files: gradleFiles,
  variables: [
    { name: 'ORG_GRADLE_PROJECT_<property>', holds: 'token', judged: true },
    { name: 'GRADLE_ENCRYPTION_KEY', holds: 'token' },
  ],
  tools: [
    {
      commands: ['gradle', 'gradlew'],
      consumers: [],
      quiet: ['wrapper', 'init', 'help'],
      reads: ['gradle.properties'],
      // The build is a program of the project.
      readsAnyVariable: true,
      persisting: [],
    },
  ],
  references: [
    'https://docs.gradle.org/current/userguide/build_environment.html',
    'https://docs.gradle.org/current/userguide/declaring_repositories.html#sec:handling_credentials',
  ],
}
