import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { analyze } from '../../../server/src/core/analyze.ts'
import { describe as describeExposures, exposuresOf } from '../../../server/src/core/secrets/exposures.ts'
import type { VariableSecret } from '../../../server/src/core/secrets/trace.ts'
import { dedent } from '../../support/fixtures.ts'

describe('a secret', () => {
  it('has the name under which it enters', () => {
    const [secret] = secretsOf('FROM a\nARG NPM_TOKEN\nENV NODE_AUTH_TOKEN=$NPM_TOKEN\nRUN npm ci\n')
    assert.equal(secret?.name, 'NPM_TOKEN')
    assert.equal(secret?.entry, 'arg')
    assert.deepEqual(declared(secret), ['arg NPM_TOKEN', 'env NODE_AUTH_TOKEN'])
  })

  it('is one through a global argument and all stages that take it', () => {
    const secrets = secretsOf('ARG T_TOKEN\nFROM a\nARG T_TOKEN\nFROM b\nARG T_TOKEN\n')
    assert.equal(secrets.length, 1)
    assert.deepEqual(declared(secrets[0]), ['arg T_TOKEN', 'arg T_TOKEN', 'arg T_TOKEN'])
  })

  it('of the same name in two stages is one', () =>
    assert.equal(secretsOf('FROM a\nARG T_TOKEN\nFROM b\nARG T_TOKEN\n').length, 1))

  it('enters with ENV when it is written there', () => {
    const [secret] = secretsOf('FROM a\nENV PIP_INDEX_URL=https://ci:hunter2@h/simple\n')
    assert.deepEqual([secret?.entry, secret?.evidence.certain], ['env', true])
  })

  it('is found backwards from what it turns out to be', () => {
    const [secret] = secretsOf('FROM a\nARG PLAIN\nENV NPM_TOKEN=$PLAIN\nRUN npm ci\n')
    assert.equal(secret?.name, 'PLAIN')
  })

  it('is what ENV puts where the password of a URL stands, and not what else is in it', () => {
    const secrets = secretsOf('FROM a\nARG PLAIN\nARG HOST\nARG WHO\nENV URL=https://$WHO:$PLAIN@$HOST/\nRUN x $URL\n')
    assert.deepEqual(
      secrets.map(it => it.name),
      ['PLAIN'],
    )
  })

  it('with a sample for a default is none because of its place alone', () =>
    assert.deepEqual(secretsOf('FROM a\nARG PLAIN=postgres\nENV URL=postgres://u:$PLAIN@db/x\n'), []))

  it('knows where it is used', () => {
    const [secret] = secretsOf(`
      FROM a
      ARG DEPLOY_TOKEN
      WORKDIR /$DEPLOY_TOKEN/
      LABEL a=$DEPLOY_TOKEN
      RUN curl -H "X: $DEPLOY_TOKEN" h
    `)
    assert.deepEqual(
      secret?.wordUses.map(it => it.instruction.kind),
      ['WORKDIR', 'LABEL'],
    )
    assert.deepEqual(
      secret?.uses.map(it => it.name),
      ['DEPLOY_TOKEN'],
    )
  })

  it('in the body of a COPY is used there, unless nothing is expanded', () => {
    const kinds = (name: string) =>
      secretsOf(`FROM a\nARG X_TOKEN\nCOPY <<${name} /f\nx $X_TOKEN\nEOF\n`)[0]?.wordUses.map(it => it.instruction.kind)
    assert.deepEqual(kinds('EOF'), ['COPY'])
    assert.deepEqual(kinds('"EOF"'), [])
  })

  it('is what the settings say', () => {
    const named = (secretNames: string[], publicNames: string[]) =>
      analyze('FROM a\nARG CORP_GATE\nARG NPM_TOKEN\n', {
        settings: { rules: {}, secretNames, publicNames, mountStyle: 'auto' },
      }).trace.secrets.map(it => it.name)
    assert.deepEqual(named(['CORP_*'], []), ['CORP_GATE', 'NPM_TOKEN'])
    assert.deepEqual(named([], ['npm_token']), [])
    assert.deepEqual(named(['*'], ['*']), [])
  })
})

describe('where a secret can be read', () => {
  const exposures = (text: string) => {
    const { build, trace } = analyze(dedent(text))
    const [secret] = trace.secrets
    return secret?.declarations.map(it => exposuresOf(build, secret, it).join(' '))
  }

  it('is the history and the provenance, for an argument', () =>
    assert.deepEqual(exposures('FROM a\nARG NPM_TOKEN\nRUN npm ci\n'), ['history provenance']))

  it('is the log, when a command expands it', () =>
    assert.deepEqual(exposures('FROM a\nARG NPM_TOKEN\nRUN x $NPM_TOKEN\n'), ['history provenance log']))

  it('is the config, for ENV', () =>
    assert.deepEqual(exposures('FROM a\nARG NPM_TOKEN\nENV NPM_TOKEN=$NPM_TOKEN\nRUN npm ci\n'), [
      'history provenance',
      'history config provenance',
    ]))

  it('is not the image, in a stage that is not a part of it', () =>
    assert.deepEqual(exposures('FROM a\nARG NPM_TOKEN\nRUN npm ci\nFROM b\n'), ['provenance']))

  it('is told in words', () => {
    assert.equal(describeExposures(['history']), 'the image history')
    assert.equal(
      describeExposures(['history', 'config', 'log']),
      'the image history, the image config and the build log',
    )
  })
})

function secretsOf(text: string): readonly VariableSecret[] {
  return analyze(dedent(text)).trace.secrets
}

function declared(secret: VariableSecret | undefined): readonly string[] | undefined {
  return secret?.declarations.map(it => `${it.kind} ${it.name.text}`)
}
