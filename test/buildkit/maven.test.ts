import { startMavenRepository } from '../support/registryMaven.ts'
import { proveFixes } from './realTool.ts'

// The real Maven against a repository that demands user and password.

const pom = {
  'pom.xml': `<project>
  <modelVersion>4.0.0</modelVersion><groupId>example.acme</groupId><artifactId>app</artifactId><version>1.0.0</version>
  <repositories><repository><id>acme</id><url>https://packages.acme.example:{{PORT}}</url></repository></repositories>
  <dependencies>
    <dependency><groupId>example.acme</groupId><artifactId>lib</artifactId><version>1.0.0</version></dependency>
  </dependencies>
</project>
`,
}
const settings = (password: string): string =>
  `<settings><servers><server><id>acme</id><username>ci</username><password>${password}</password></server></servers></settings>`
const args = { NEXUS_PASSWORD: '{{TOKEN}}' }

proveFixes({ title: 'Maven', image: 'maven', startServer: startMavenRepository }, [
  {
    title: 'settings.xml is copied to its place and stays',
    dockerfile: `
      FROM debian
      WORKDIR /app
      COPY settings.xml /root/.m2/settings.xml
      COPY pom.xml .
      RUN mvn -B -q dependency:copy-dependencies && ls target/dependency/lib-1.0.0.jar
    `,
    files: { ...pom, 'settings.xml': settings('{{TOKEN}}') },
  },
  {
    title: 'settings.xml that refers to a variable is named by an option',
    dockerfile: `
      FROM debian
      ARG NEXUS_PASSWORD
      WORKDIR /app
      COPY pom.xml settings.xml ./
      RUN mvn -B -q -s settings.xml dependency:copy-dependencies && ls target/dependency/lib-1.0.0.jar
    `,
    files: { ...pom, 'settings.xml': settings('${env.NEXUS_PASSWORD}') },
    args,
  },
  {
    title: 'settings.xml is written in the step that needs it',
    dockerfile: `
      FROM debian
      ARG NEXUS_PASSWORD
      WORKDIR /app
      COPY pom.xml .
      RUN mkdir -p ~/.m2 && echo "${settings('${NEXUS_PASSWORD}')}" > ~/.m2/settings.xml \\
       && mvn -B -q dependency:copy-dependencies && ls target/dependency/lib-1.0.0.jar
    `,
    files: pom,
    args,
  },
])
