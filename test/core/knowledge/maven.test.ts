import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { credentialFileFor } from '../../../server/src/core/knowledge/index.ts'
import rule from '../../../server/src/core/rules/copied-credential-file.ts'
import secretInArg from '../../../server/src/core/rules/secret-in-arg.ts'
import { expectClean, expectFix, expectRefusal } from '../../support/fixtures.ts'
import { copying, fixed, holds, SECRET } from '../../support/knowledge.ts'

const server = (password: string) =>
  `<settings><servers><server><id>corp</id><username>ci</username>${password}</server></servers></settings>`

describe('settings.xml', () => {
  it('is likely to hold a credential where Maven looks for it', () => {
    assert.equal(copying('settings.xml', '/root/.m2/settings.xml'), 'warning')
    assert.equal(copying('docker/mvn.xml', '/home/ci/.m2/settings.xml'), 'warning')
    assert.equal(copying('settings.xml', '/usr/share/maven/conf/'), 'warning')
  })

  it('is told by its text elsewhere, as many programs have a file of this name', () => {
    assert.equal(copying('settings.xml', '/usr/local/tomcat/conf/settings.xml'), undefined)
    assert.equal(copying('settings.xml', './'), undefined)
    assert.equal(copying('settings.xml', './', server(`<password>${SECRET}</password>`)), 'error')
    assert.equal(copying('ci_settings.xml', './', server(`<password>${SECRET}</password>`)), 'error')
  })

  it('holds passwords, passphrases and headers', () => {
    const header = '<name>Private-Token</name>'
    for (const text of [
      server(`<password>${SECRET}</password>`),
      server(`<privateKey>/k</privateKey>\n  <passphrase>\n${SECRET}\n</passphrase>`),
      server(`<password><![CDATA[${SECRET}]]></password>`),
      server(
        `<configuration><httpHeaders><property>${header}<value>${SECRET}</value></property></httpHeaders></configuration>`,
      ),
      `<settings><proxies><proxy><password>${SECRET}</password></proxy></proxies></settings>`,
      `<settings><mirrors><mirror><url>https://ci:${SECRET}@nexus.example/</url></mirror></mirrors></settings>`,
    ])
      assert.ok(holds('settings.xml', text), text)
  })

  it('is harmless with mirrors, references, encrypted values, placeholders and in comments', () => {
    for (const text of [
      '<settings><mirrors><mirror><url>https://nexus.example/</url></mirror></mirrors></settings>',
      server('<password>${env.MVN_PASS}</password>'),
      server('<password>${nexus.password}</password>'),
      server('<password>{COQLCE6DU6GtcS5P=}</password>'),
      server('<password>your-password</password>'),
      server('<password/>'),
      `<settings><!-- ${server(`<password>${SECRET}</password>`)} --></settings>`,
    ])
      assert.ok(!holds('settings.xml', text), text)
  })

  it('names the variables that Maven expands', () =>
    assert.deepEqual(credentialFileFor('settings.xml')?.references?.(server('<password>${env.A_1}</password>${b}')), [
      'A_1',
    ]))

  it('is mounted where Maven runs', () =>
    expectFix(
      rule,
      `
      FROM maven:3 AS build
      COPY settings.xml $MAVEN_CONFIG/settings.xml
      RUN mvn --version
      RUN mvn -B dependency:go-offline
      COPY . .
      RUN ./mvnw -B package && rm /root/.m2/settings.xml
    `,
      `
      FROM maven:3 AS build
      RUN mvn --version
      RUN --mount=type=secret,id=settings_xml,target=/root/.m2/settings.xml,required=true mvn -B dependency:go-offline
      COPY . .
      RUN --mount=type=secret,id=settings_xml,target=/root/.m2/settings.xml,required=true ./mvnw -B package
    `,
    ))

  it('stays in an image for builds, in which no RUN reads it', () =>
    expectRefusal(
      rule,
      `
      FROM jenkins/jenkins
      COPY settings.xml /var/jenkins_home/.m2/settings.xml
      RUN ./prepare.sh
    `,
      'The running container may read settings.xml; give it to docker run as a mount, and take it out of the image by hand.',
    ))

  it('is mounted where it is named', () =>
    expectFix(
      rule,
      `
      -- Dockerfile --
      FROM maven:3 AS build
      WORKDIR /app
      COPY settings.xml pom.xml ./
      RUN mvn -B -s settings.xml package
      -- settings.xml --
      ${server(`<password>${SECRET}</password>`)}
      -- .dockerignore --
      settings.xml
    `,
      `
      -- Dockerfile --
      FROM maven:3 AS build
      WORKDIR /app
      COPY pom.xml ./
      RUN --mount=type=secret,id=settings_xml,target=/app/settings.xml,required=true mvn -B -s settings.xml package
      -- settings.xml --
      ${server(`<password>${SECRET}</password>`)}
      -- .dockerignore --
      settings.xml
    `,
    ))

  it('may refer to a variable, which Maven then needs', () =>
    expectFix(
      secretInArg,
      `
      -- Dockerfile --
      FROM maven:3 AS build
      ARG MVN_PASS
      ENV MVN_PASS=$MVN_PASS
      COPY settings.xml pom.xml ./
      RUN mvn -B -s settings.xml package
      -- settings.xml --
      ${server('<password>${env.MVN_PASS}</password>')}
    `,
      `
      -- Dockerfile --
      FROM maven:3 AS build
      COPY settings.xml pom.xml ./
      RUN --mount=type=secret,id=mvn_pass,env=MVN_PASS,required=true mvn -B -s settings.xml package
      -- settings.xml --
      ${server('<password>${env.MVN_PASS}</password>')}
    `,
    ))

  it('is taken to refer to a variable that nothing else explains', () => {
    const dockerfile = (mount: string) => `
      FROM maven:3
      COPY settings.xml /root/.m2/
      RUN ${mount}mvn package
    `
    expectClean(rule, dockerfile('--mount=type=secret,id=mvn_pass,env=MVN_PASS,required=true '))
    expectClean(rule, dockerfile('true && ').replace('COPY', 'ARG NEXUS_PASSWORD\n      COPY'))
  })

  it('is written only where it is read', () =>
    assert.deepEqual(
      fixed(`mkdir -p ~/.m2 && echo "${server('<password>$TOKEN</password>')}" > ~/.m2/settings.xml`, 'mvn package'),
      {
        runs: [
          'mkdir -p ~/.m2',
          `echo "${server('<password>$TOKEN</password>')}" > ~/.m2/settings.xml && mvn package && rm -f /root/.m2/settings.xml`,
        ],
        mounted: ['', 'TOKEN'],
      },
    ))
})

describe('settings-security.xml', () => {
  it('makes encrypted passwords readable', () => {
    assert.equal(copying('settings-security.xml', '/root/.m2/'), 'error')
    assert.ok(holds('settings-security.xml', '<settingsSecurity><master>{jSMOWnoPFgsHVp=}</master></settingsSecurity>'))
    assert.ok(!holds('settings-security.xml', '<settingsSecurity><relocation>/x</relocation></settingsSecurity>'))
  })
})
