import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import rule from '../../../server/src/core/rules/copied-credential-file.ts'
import { expectFix } from '../../support/fixtures.ts'
import { copying, fixed, holds, readersOf, SECRET } from '../../support/knowledge.ts'

describe('Gradle', () => {
  it('reads properties of the project from variables', () =>
    assert.deepEqual(
      readersOf('ORG_GRADLE_PROJECT_corpPassword', 'gradle --version', 'gradle wrapper', 'gradle build', 'true'),
      ['gradle build'],
    ))

  it('has other properties, which are no credentials', () =>
    assert.deepEqual(readersOf('ORG_GRADLE_PROJECT_version', 'gradle build'), []))

  it('keeps its command line when that has the credential', () =>
    assert.deepEqual(fixed('./gradlew build -PcorpPassword=$TOKEN'), {
      runs: ['./gradlew build -PcorpPassword=$TOKEN'],
      mounted: ['TOKEN'],
    }))

  it('finds in its properties what was there before', () =>
    assert.deepEqual(
      fixed(
        'mkdir -p ~/.gradle && echo "org.gradle.daemon=false" > ~/.gradle/gradle.properties',
        'echo "corpPassword=$TOKEN" >> ~/.gradle/gradle.properties',
        './gradlew build',
      ).runs,
      [
        'mkdir -p ~/.gradle && echo "org.gradle.daemon=false" > ~/.gradle/gradle.properties',
        'cp -p /root/.gradle/gradle.properties /tmp/gradle.properties && echo "corpPassword=$TOKEN" >> ~/.gradle/gradle.properties && ./gradlew build && cp /tmp/gradle.properties /root/.gradle/gradle.properties && rm -f /tmp/gradle.properties',
      ],
    ))
})

describe('gradle.properties', () => {
  it('is told by its text', () => {
    assert.equal(copying('gradle.properties', './'), undefined)
    assert.equal(copying('gradle.properties', '/root/.gradle/'), undefined)
    assert.equal(copying('gradle.properties', './', `corpPassword=${SECRET}\n`), 'error')
  })

  it('holds passwords and tokens, however they are called', () => {
    for (const line of [
      `corpPassword=${SECRET}`,
      `gpr.key = ${SECRET}`,
      `signing.password: ${SECRET}`,
      `systemProp.https.proxyPassword=${SECRET}`,
      `nexus_token=${SECRET}`,
      `repoUrl=https://ci:${SECRET}@maven.example/`,
    ])
      assert.ok(holds('gradle.properties', `org.gradle.daemon=false\n${line}\n`), line)
  })

  it('is harmless with settings, names of keys and placeholders', () => {
    for (const line of [
      'org.gradle.jvmargs=-Xmx2048M',
      'signing.keyId=24875D73',
      'keyAlias=upload',
      'kotlin.code.style=official',
      'corpUser=ci',
      'corpPassword=',
      'corpPassword=changeme',
      `# corpPassword=${SECRET}`,
    ])
      assert.ok(!holds('gradle.properties', line), line)
  })

  it('is mounted where Gradle looks for it', () =>
    expectFix(
      rule,
      `
      -- Dockerfile --
      FROM gradle:8-jdk21 AS build
      ENV GRADLE_USER_HOME=/cache
      COPY ci/gradle.properties /cache/gradle.properties
      COPY src ./src
      RUN gradle build --no-daemon
      -- ci/gradle.properties --
      corpPassword=${SECRET}
    `,
      `
      -- Dockerfile --
      FROM gradle:8-jdk21 AS build
      ENV GRADLE_USER_HOME=/cache
      COPY src ./src
      RUN --mount=type=secret,id=gradle_properties,target=/cache/gradle.properties,required=true gradle build --no-daemon
      -- ci/gradle.properties --
      corpPassword=${SECRET}
    `,
    ))
})
