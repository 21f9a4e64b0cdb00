import type { Dockerfile, Instruction, Word } from '../../../server/src/core/dockerfile/index.ts'
import { expandedBody } from '../../../server/src/core/dockerfile/index.ts'
import type { Image } from '../../support/imageSearch.ts'
import { readTar } from '../../support/imageTar.ts'
import { expand } from './expand.ts'

/** What a parser decides about an image. */
export interface ImageFacts {
  readonly scripts: readonly string[]
  readonly environment: readonly string[]
  readonly labels: Readonly<Record<string, string>>
  readonly command: readonly string[]
  readonly entrypoint: readonly string[]
  readonly healthcheck: readonly string[]
  readonly workdir: string
  readonly user: string
  readonly volumes: readonly string[]
  /** Content of the files that here-documents have made, by path. */
  readonly files: Readonly<Record<string, string>>
}

const SHELL = ['/bin/sh', '-c']

/** What the image of a Dockerfile with one stage must be. */
export function expectedImage(dockerfile: Dockerfile): ImageFacts {
  const facts = newFacts()
  for (const instruction of dockerfile.stages[0]?.instructions ?? []) apply(instruction, facts)
  const { variables, ...others } = facts
  return { ...others, environment: [...variables].map(it => it.join('=')) }
}

/** What an image is. */
export function imageFacts({ config: { config, history }, layers }: Image): ImageFacts {
  const files: Record<string, string> = {}
  for (const { tar } of layers)
    for (const { path, type, content } of readTar(tar))
      if (type === 'file' && path.startsWith('heredoc/')) files[`/${path}`] = content.toString()
  const steps = history.map(it => it.created_by ?? '')
  return {
    scripts: steps.flatMap(it => /^RUN \/bin\/sh -c ([^]*) # buildkit$/.exec(it)?.[1] ?? []),
    environment: strings(config['Env']).filter(it => !it.startsWith('PATH=')),
    labels: { ...record(config['Labels']) },
    command: strings(config['Cmd']),
    entrypoint: strings(config['Entrypoint']),
    healthcheck: strings(record(config['Healthcheck'])['Test']),
    workdir: text(config['WorkingDir']),
    user: text(config['User']),
    volumes: Object.keys(record(config['Volumes'])).sort(),
    files,
  }
}

type Building = {
  -readonly [Name in keyof Omit<ImageFacts, 'environment'>]: ImageFacts[Name]
} & { readonly variables: Map<string, string> }

function newFacts(): Building {
  return {
    scripts: [],
    variables: new Map(),
    labels: {},
    command: [],
    entrypoint: [],
    healthcheck: [],
    workdir: '/',
    user: '',
    volumes: [],
    files: {},
  }
}

function apply(instruction: Instruction, facts: Building): void {
  const value = (word: Word) => expand(word, facts.variables)
  switch (instruction.kind) {
    case 'RUN': {
      const { command } = instruction
      if (command.form === 'exec') return
      const isProgram = command.shebang !== undefined
      const script = isProgram ? `/dev/pipes/${instruction.heredocs[0]?.name}` : command.script.text
      facts.scripts = [...facts.scripts, script]
      return
    }
    case 'ENV': {
      const values = instruction.pairs.map(it => value(it.value))
      instruction.pairs.forEach((it, index) => facts.variables.set(it.name.text, values[index] ?? ''))
      return
    }
    case 'LABEL':
      for (const it of instruction.pairs) facts.labels = { ...facts.labels, [it.name.text]: value(it.value) }
      return
    case 'CMD':
      facts.command = commandOf(instruction.command)
      return
    case 'ENTRYPOINT':
      facts.entrypoint = commandOf(instruction.command)
      return
    case 'HEALTHCHECK':
      facts.healthcheck = healthcheckOf(instruction.command)
      return
    case 'WORKDIR':
      facts.workdir = instruction.words.map(value).join(' ')
      return
    case 'USER':
      facts.user = instruction.words.map(value).join(' ')
      return
    case 'VOLUME':
      facts.volumes = [...new Set([...facts.volumes, ...instruction.words.map(value)])].sort()
      return
    case 'COPY':
    case 'ADD':
      addFiles(instruction, facts)
      return
    default:
  }
}

type Command = (Instruction & { kind: 'CMD' })['command']

function commandOf(command: Command): readonly string[] {
  if (!command) return SHELL
  return command.form === 'exec' ? command.args.map(it => it.text) : [...SHELL, command.script.text]
}

function healthcheckOf(command: Command): readonly string[] {
  if (!command) return ['NONE']
  return command.form === 'exec' ? ['CMD', ...command.args.map(it => it.text)] : ['CMD-SHELL', command.script.text]
}

function addFiles({ heredocs, destination }: Instruction & { kind: 'COPY' | 'ADD' }, facts: Building): void {
  const path = destination ? expand(destination, facts.variables) : ''
  for (const heredoc of heredocs) {
    const body = expandedBody(heredoc)
    const content = body ? expand(body, facts.variables) : heredoc.body.text
    facts.files = { ...facts.files, [path.endsWith('/') ? path + heredoc.name : path]: content }
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : []
}

function record(value: unknown): Readonly<Record<string, string>> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
