import { startMavenRepository } from '../support/registryMaven.ts'
import { proveFixes } from './realTool.ts'

// The real Gradle against a repository that demands user and password. Its daemon is switched off: up to Gradle 6 it
// writes the values of all variables to its log, which stays in the layer.

const project = {
  'build.gradle': `
repositories {
  maven { url 'https://packages.acme.example:{{PORT}}'; credentials { username 'ci'; password acmePassword } }
}
configurations { lib }
dependencies { lib 'example.acme:lib:1.0.0' }
task fetch(type: Copy) { from configurations.lib; into 'lib' }
`,
}

proveFixes({ title: 'Gradle', image: 'gradle', startServer: startMavenRepository }, [
  {
    title: 'gradle.properties of the user is copied',
    dockerfile: `
      FROM debian
      COPY gradle.properties /root/.gradle/gradle.properties
      WORKDIR /app
      COPY build.gradle .
      RUN gradle --no-daemon fetch && ls lib/lib-1.0.0.jar
    `,
    files: { ...project, 'gradle.properties': 'acmePassword={{TOKEN}}\n' },
  },
  {
    title: 'ENV has the name that it reads',
    dockerfile: `
      FROM debian
      ARG NEXUS_PASSWORD
      ENV ORG_GRADLE_PROJECT_acmePassword=$NEXUS_PASSWORD
      WORKDIR /app
      COPY build.gradle .
      RUN gradle --no-daemon fetch && ls lib/lib-1.0.0.jar
    `,
    files: project,
    args: { NEXUS_PASSWORD: '{{TOKEN}}' },
  },
])
