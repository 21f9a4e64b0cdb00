import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { parse, type Dockerfile } from '../../server/src/core/dockerfile/index.ts'
import { buildArchive } from '../support/dockerBuild.ts'
import { expectedOutline, expectedStages, lineAt } from './parser/expected.ts'
import { expectedImage, imageFacts } from './parser/images.ts'
import { LONG_LINES, ODD_FILES, ODD_INSTRUCTIONS } from './parser/oddities.ts'
import { outlineOf, stagesOf } from './parser/outline.ts'
import { silentShell } from './parser/silentShell.ts'
import { buildableTexts, dockerfileTexts } from '../support/dockerfileTexts.ts'

/** How many Dockerfiles are generated, and from which seed. */
const RUNS = Number(process.env['RUNS'] ?? 100)
const SEED = Number(process.env['SEED'] ?? 20_240_301)

describe('Dockerfiles as BuildKit reads them', () => {
  it('agrees on odd instructions that are right', async () => {
    const right = ODD_INSTRUCTIONS.filter(isCompleteAndRight)
    const all = ['FROM scratch', ...right, 'ARG LAST'].join('\n')
    await compare(all).catch(async (error: unknown) => {
      await compareAll(right.map(onScratch))
      throw error
    })
  })

  it('agrees on odd instructions that are wrong', () =>
    compareAll(ODD_INSTRUCTIONS.filter(it => !isCompleteAndRight(it)).map(onScratch)))

  it('agrees on odd first lines', () => compareAll(ODD_FILES))

  it('agrees on how long a line may be', () => compareAll(LONG_LINES.map(onScratch)))

  it('agrees on generated Dockerfiles', () =>
    fc.assert(fc.asyncProperty(dockerfileTexts(), compare), { includeErrorInReport: true, seed: SEED, numRuns: RUNS }))
})

describe('Images that BuildKit makes', () => {
  let context = ''
  before(async () => {
    context = await mkdtemp(join(tmpdir(), 'dockerfile-parser-'))
    await writeFile(join(context, 'sh'), silentShell(), { mode: 0o755 })
  })
  after(() => rm(context, { recursive: true }))

  it('hold the scripts, values and here-documents of generated Dockerfiles', () =>
    fc.assert(
      fc.asyncProperty(buildableTexts().filter(isRight), async dockerfile => {
        const { image, log } = await buildArchive({ dockerfile, context }, new Set())
        assert.ok(image, log)
        assert.deepEqual(imageFacts(image), expectedImage(parse(dockerfile)))
      }),
      { includeErrorInReport: true, seed: SEED, numRuns: Math.ceil(RUNS / 15) },
    ))
})

function isRight(text: string): boolean {
  return parse(text).problems.length === 0
}

function onScratch(instruction: string): string {
  return `FROM scratch\n${instruction}`
}

/** True when others may follow in the same Dockerfile. */
function isCompleteAndRight(instruction: string): boolean {
  const { problems, instructions } = parse(`FROM scratch\n${instruction}\nARG LAST`)
  const last = instructions.at(-1)
  return (
    problems.length === 0 && last?.kind === 'ARG' && !last.continued && expectedOf(onScratch(instruction)) !== undefined
  )
}

/** Two at a time; tells all that differ. */
async function compareAll(texts: readonly string[]): Promise<void> {
  const left = [...texts]
  const failures: string[] = []
  const work = async () => {
    for (let text = left.pop(); text !== undefined; text = left.pop()) {
      const subject = JSON.stringify(text.slice(0, 200))
      await compare(text).catch((error: unknown) => failures.push(`${subject}: ${String(error)}`))
    }
  }
  await Promise.all([work(), work()])
  assert.deepEqual(failures, [])
}

/** Both reject it for the same line, or both see the same build arguments, secrets and stages. */
async function compare(text: string): Promise<void> {
  const dockerfile = parse(text)
  const expected = expectedOf(text)
  const actual = await outlineOf(text)
  if (!actual.accepted) {
    assert.equal(expected, undefined, `BuildKit rejects it: ${actual.message}`)
    const lines = problemLines(dockerfile)
    const isSameLine = actual.lines.some(it => lines.includes(it)) || lines.length === 0 || actual.lines.length === 0
    assert.ok(isSameLine, `${actual.message}, on lines ${actual.lines.join(' ')} and not ${lines.join(' ')}`)
    return
  }
  assert.ok(expected, `BuildKit accepts it: ${dockerfile.problems.map(it => it.message).join(' ')}`)
  assert.deepEqual(byName(actual.args), byName(expected.args))
  assert.deepEqual(byName(actual.secrets), byName(expected.secrets))
  assert.deepEqual(await stagesOf(text), expectedStages(dockerfile))
}

function expectedOf(text: string) {
  const dockerfile = parse(text)
  return dockerfile.problems.length === 0 ? expectedOutline(dockerfile) : undefined
}

function problemLines({ text, problems }: Dockerfile): readonly number[] {
  return problems.map(it => lineAt(text, it.span.start))
}

function byName<T extends { readonly name: string }>(all: readonly T[]): readonly T[] {
  return all.toSorted((a, b) => (a.name < b.name ? -1 : 1))
}
