import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import * as fc from 'fast-check'
import { parse } from '../../server/src/core/dockerfile/index.ts'
import { buildCommand } from '../../server/src/core/plan/buildCommand.ts'
import type { SecretSource } from '../../server/src/core/plan/model.ts'
import { planSecrets, targets } from '../../server/src/core/plan/planSecrets.ts'
import { docker, runDocker, testImage } from '../support/dockerEngine.ts'

const SEED = Number(process.env['SEED'] ?? 20_240_301)

describe('the secrets of a plan', () => {
  it(`are those in the outline of BuildKit (SEED=${SEED})`, async () => {
    const samples = fc.sample(dockerfile, { seed: SEED, numRuns: 25 })
    let compared = 0
    for (const text of samples) {
      const parsed = parse(text)
      for (const target of [undefined, targets(parsed).at(-2)]) {
        const outline = await outlineOf(text, target)
        if (!outline) continue
        compared++
        const planned = planSecrets(parsed, undefined, { target }).map(({ id, required }) => `${id} ${required}`)
        assert.deepEqual([...planned].sort(), outline, `${target ?? 'last stage'} of\n${text}`)
      }
    }
    assert.ok(30 <= compared, `BuildKit accepted only ${compared} builds`)
  })
})

describe('the command of a build', () => {
  let directory = ''
  before(() => (directory = mkdtempSync(join(tmpdir(), 'plan-'))))
  after(() => rmSync(directory, { recursive: true, force: true }))

  it('hands over files with strange names, and variables', async () => {
    const names = ['plain', 'with space', 'a,b', '"quoted"', "it's", 'a=b', '$HOME', 'é']
    const sources = names.map((path, index): SecretSource => ({ id: `file${index}`, kind: 'file', path }))
    const secrets: SecretSource[] = [...sources, { id: 'variable', kind: 'env', name: 'PLAN_TEST' }]
    const mounts = secrets.map(({ id }) => `--mount=type=secret,id=${id},required=true`).join(' ')
    const image = await testImage('debian')
    const text = `FROM ${image} AS read\nRUN ${mounts} mkdir /out && cp /run/secrets/* /out/\nFROM scratch\nCOPY --from=read /out /\n`
    writeFileSync(join(directory, 'Dockerfile'), text)
    for (const name of names) writeFileSync(join(directory, name), `content of ${name}`)
    const extra = ['--output', 'type=local,dest=out', '--no-cache', '--network', 'none']
    const { args, env } = buildCommand({
      dockerfile: 'Dockerfile',
      context: '.',
      target: undefined,
      tags: [],
      secrets,
      extra,
    })
    await docker(args, { cwd: directory, env: { ...env, PLAN_TEST: 'content of the variable' } })
    for (const [index, name] of names.entries())
      assert.equal(readFileSync(join(directory, 'out', `file${index}`), 'utf8'), `content of ${name}`)
    assert.equal(readFileSync(join(directory, 'out', 'variable'), 'utf8'), 'content of the variable')
  })
})

/** `id required` of each secret, sorted; undefined for a Dockerfile that BuildKit rejects. */
async function outlineOf(text: string, target: string | undefined): Promise<readonly string[] | undefined> {
  const options = target === undefined ? [] : ['--target', target]
  const args = ['buildx', 'build', '--call=outline,format=json', ...options, '-']
  const { code, stdout } = await runDocker(args, { input: text })
  if (code !== 0) return undefined
  const outline: { secrets?: { name: string; required?: boolean }[] } = JSON.parse(stdout.toString())
  return (outline.secrets ?? []).map(({ name, required }) => `${name} ${required ?? false}`).sort()
}

/** A line of a stage, given the stages before it. */
type Line = (earlier: readonly string[]) => string

const id = fc.integer({ min: 0, max: 5 }).map(it => `s${it}`)
const mount: fc.Arbitrary<Line> = fc.oneof(
  id.map(it => () => `--mount=type=secret,id=${it}`),
  id.map(it => () => `--mount=type=secret,id=${it},env=X`),
  id.map(it => () => `--mount=type=secret,target=/x/${it},required=true`),
  id.map(it => () => `--mount=TYPE=secret,source=d/${it}`),
  id.map(it => () => `--mount=type=secret,id=$ID-${it}`),
  fc.nat().map(
    (it): Line =>
      earlier =>
        `--mount=type=bind,from=${pick(earlier, it)},target=/m`,
  ),
)
const run = fc.array(mount, { maxLength: 2 }).map(
  (mounts): Line =>
    earlier =>
      ['RUN', ...mounts.map(it => it(earlier)), 'true'].join(' '),
)
const copy = fc.tuple(fc.nat(), fc.boolean()).map(([it, byNumber]): Line => earlier => {
  const source = byNumber ? String(it % earlier.length) : pick(earlier, it).toUpperCase()
  return `COPY --from=${source} / /copied/`
})
const line: fc.Arbitrary<Line> = fc.oneof(
  run,
  run.map(
    (it): Line =>
      earlier =>
        `ONBUILD ${it(earlier)}`,
  ),
  copy,
  copy.map(
    (it): Line =>
      earlier =>
        `ONBUILD ${it(earlier)}`,
  ),
  fc.constantFrom<Line>(
    () => 'ARG ID=local',
    () => 'ARG ID',
    () => 'WORKDIR /w',
  ),
)
const stage = fc.tuple(fc.option(fc.nat()), fc.array(line, { maxLength: 4 }))
const dockerfile = fc.array(stage, { minLength: 2, maxLength: 5 }).map(stages => {
  const names = ['first']
  const texts = ['ARG BASE=first', 'ARG ID=global', 'FROM scratch AS first']
  for (const [base, lines] of stages) {
    const name = `Stage${names.length}`
    texts.push(`FROM ${base === null ? '$BASE' : pick(names, base)} AS ${name}`, ...lines.map(it => it(names)))
    names.push(name.toLowerCase())
  }
  return texts.join('\n')
})

function pick(names: readonly string[], index: number): string {
  return names[index % names.length] ?? ''
}
