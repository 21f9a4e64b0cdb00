import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { parse } from '../../server/src/core/dockerfile/index.ts'
import type { Word } from '../../server/src/core/dockerfile/model.ts'
import { buildArchive, layersOf } from '../support/dockerBuild.ts'
import { testImage } from '../support/dockerEngine.ts'
import { searchImage, type Image, type Leak } from '../support/imageSearch.ts'
import type { Invocation } from './recorder/invocation.ts'
import type { Recorder } from './recorder/recorder.ts'

/** Everything that a build depends on. Credentials stand as `{{NAME}}` in all texts and values. */
export interface Recipe {
  readonly dockerfile: string
  /** The build context: texts by path. */
  readonly files?: Readonly<Record<string, string>>
  readonly args?: Readonly<Record<string, string>>
  /** Values by id. */
  readonly secrets?: Readonly<Record<string, string>>
  readonly target?: string
  /** A stage that is searched as well, since somebody could push it or its cache. */
  readonly alsoSearched?: string
}

/** Values of credentials by name, made for one comparison. */
export type Credentials = Readonly<Record<string, string>>

/** What a build did. */
export interface Observation {
  readonly ok: boolean
  readonly log: string
  readonly invocations: readonly Invocation[]
  readonly image: Image | undefined
  readonly leaks: readonly Leak[]
}

/** Builds `recipe` with recording tools in place of the real ones, whatever its FROM lines ask for. */
export async function observe(recipe: Recipe, credentials: Credentials, recorder: Recorder): Promise<Observation> {
  const { base, layers } = await recorderImage()
  const context = await mkdtemp(join(tmpdir(), 'dockerfile-secrets-context-'))
  try {
    await writeFiles(context, fillAll(recipe.files ?? {}, credentials))
    const recording = recorder.record()
    const dockerfile = fill(recipe.dockerfile, credentials)
    const args = fillAll(recipe.args ?? {}, credentials)
    const secrets = Object.entries(fillAll(recipe.secrets ?? {}, credentials))
    const request = {
      dockerfile,
      context,
      args,
      secrets: Object.fromEntries(secrets.map(([id, value]) => [id, { value }])),
      bases: Object.fromEntries(baseImages(dockerfile, args).map(it => [it, base])),
      hosts: [recording.host],
    }
    const target = recipe.target === undefined ? {} : { target: recipe.target }
    const { ok, log, image } = await buildArchive({ ...request, ...target, noCache: true }, layers)
    const invocations = [...recording.invocations]
    const stage = recipe.alsoSearched
    const other = ok && stage !== undefined ? await buildArchive({ ...request, target: stage }, layers) : undefined
    const leaks = [image, other?.image].flatMap(it => (it ? searchImage(it, credentials) : []))
    return { ok, log, invocations, image, leaks }
  } finally {
    await rm(context, { recursive: true })
  }
}

let recorderBase: Promise<{ readonly base: string; readonly layers: ReadonlySet<string> }> | undefined

function recorderImage(): NonNullable<typeof recorderBase> {
  recorderBase ??= testImage('recorder', ['debian']).then(async base => ({ base, layers: await layersOf(base) }))
  return recorderBase
}

/** Images that FROM lines name; those that a stage of the same file makes are left out. */
export function baseImages(dockerfile: string, args: Readonly<Record<string, string>>): readonly string[] {
  const { globals, stages } = parse(dockerfile)
  const values = new Map<string, string>()
  for (const instruction of globals) {
    if (instruction.kind !== 'ARG') continue
    for (const { name, value } of instruction.declarations) {
      values.set(name.text, args[name.text] ?? (value ? expand(value, values) : ''))
    }
  }
  const own = new Set(stages.flatMap(it => it.name ?? []))
  const images = stages.flatMap(it => (it.from.image ? expand(it.from.image, values) : []))
  return [...new Set(images)].filter(it => it !== 'scratch' && !own.has(it.toLowerCase()))
}

function expand(word: Word, values: ReadonlyMap<string, string>): string {
  return word.parts
    .map(part => {
      if (part.kind === 'literal') return part.value
      const value = values.get(part.name) ?? ''
      return value === '' && part.operator === ':-' && part.operand ? expand(part.operand, values) : value
    })
    .join('')
}

/** New values for all the `{{NAME}}`s of a recipe. Letters and digits only: they mean the same in every file and URL. */
export function makeCredentials(recipe: Recipe): Credentials {
  const { dockerfile, files, args, secrets } = recipe
  const texts = [dockerfile, ...[files, args, secrets].flatMap(it => Object.values(it ?? {}))]
  const names = texts.flatMap(text => [...text.matchAll(/\{\{(\w+)\}\}/g)].flatMap(match => match[1] ?? []))
  return Object.fromEntries([...new Set(names)].map(name => [name, randomBytes(20).toString('hex')]))
}

export function fill(text: string, credentials: Credentials): string {
  return Object.entries(credentials).reduce((filled, [name, value]) => filled.replaceAll(`{{${name}}}`, value), text)
}

function fillAll(texts: Readonly<Record<string, string>>, credentials: Credentials): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, fill(text, credentials)]))
}

async function writeFiles(directory: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    const file = join(directory, path)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, text)
  }
}
