import { type Build, type BuildStage, descendants } from '../build/build.ts'
import { effective } from '../dockerfile/effective.ts'
import { baseName, evaluate, join, workdirAt } from '../build/evaluate.ts'
import type { BuildContext } from '../context.ts'
import type { Copy, Instruction, Word } from '../dockerfile/model.ts'
import { credentialFileFor } from '../knowledge/index.ts'
import { knownVariable } from '../knowledge/match.ts'
import type { CredentialFile } from '../knowledge/model.ts'
import type { Trace } from './trace.ts'

/** A credential file that COPY or ADD brings from the build context into a layer. */
export interface FileSecret {
  readonly kind: 'file'
  /** Base name as written: `.npmrc`. */
  readonly name: string
  readonly file: CredentialFile
  /** False when the file may well hold no credential. */
  readonly certain: boolean
  readonly copies: readonly FileCopy[]
}

/** One COPY of it. */
export interface FileCopy {
  readonly copy: Copy
  readonly instruction: Instruction
  readonly source: Word
  readonly stage: BuildStage
  /** Where the file is in the image, absolute; undefined when it can't be known. */
  readonly path: string | undefined
  /** Path in the build context; undefined when it can't be known. */
  readonly contextPath: string | undefined
}

/** All credential files that are copied, one secret for each base name and destination. */
export function findFileSecrets(build: Build, trace: Trace, context: BuildContext | undefined): readonly FileSecret[] {
  const tokens = tokenVariables(trace)
  const groups = new Map<string, { file: CredentialFile; certain: boolean; copies: FileCopy[] }>()
  for (const stage of build.stages)
    for (const instruction of stage.stage.instructions) {
      const copy = effective(instruction)
      if ((copy.kind !== 'COPY' && copy.kind !== 'ADD') || copy.from) continue
      for (const source of copy.sources) {
        const found = credentialFileCopy(build, stage, instruction, copy, source)
        if (!found) continue
        const verdict = judgeFile(found, context)
        if (verdict === 'harmless' || (verdict === 'likely' && found.file.references && tokens.has(found.file)))
          continue
        const group = groups.get(found.name)
        if (group) group.copies.push(found)
        else groups.set(found.name, { file: found.file, certain: verdict === 'certain', copies: [found] })
      }
    }
  return [...groups].map(([name, group]) => ({ kind: 'file', name, ...group }))
}

function credentialFileCopy(
  build: Build,
  stage: BuildStage,
  instruction: Instruction,
  copy: Copy,
  source: Word,
): (FileCopy & { readonly name: string; readonly file: CredentialFile }) | undefined {
  const text = evaluate(build, stage, source, instruction.span.start)
  if (text === undefined || text.includes('://')) return undefined
  // `.npmrc*` stands for a file that may be missing.
  const contextPath = text.replace(/[*?]+$/, '')
  const name = baseName(contextPath)
  if (contextPath.includes('*') || isTemplate(name) || copy.heredocs.length > 0) return undefined
  const path = destinationPath(build, stage, copy, name, instruction.span.start)
  const file = credentialFileFor(contextPath) ?? (path === undefined ? undefined : credentialFileFor(path))
  if (!file) return undefined
  return { name, file, copy, instruction, source, stage, contextPath: contextPath.replace(/^(?:\.?\/)+/, ''), path }
}

/** `.npmrc.template` is filled in later. */
function isTemplate(name: string): boolean {
  return name.split(/[.-]/).some(it => ['template', 'tpl', 'tmpl', 'example', 'sample', 'dist'].includes(it))
}

/**
 * A destination that ends in a slash, or gets several sources, is a directory.
 * https://docs.docker.com/reference/dockerfile/#copy---destination
 */
function destinationPath(
  build: Build,
  stage: BuildStage,
  copy: Copy,
  name: string,
  offset: number,
): string | undefined {
  const destination = copy.destination && evaluate(build, stage, copy.destination, offset)
  const workdir = workdirAt(build, stage, offset)
  if (destination === undefined || workdir === undefined) return undefined
  const path = join(workdir, destination)
  const last = baseName(destination)
  const directory =
    destination.endsWith('/') || last === '.' || last === '..' || copy.sources.length > 1 || path === workdir
  return directory || (last !== name && !looksLikeFile(path)) ? join(path, name) : path
}

/** An existing directory needs no slash at its end; `/root` and `/app` are such, `/root/.netrc` is a file. */
function looksLikeFile(path: string): boolean {
  return credentialFileFor(path) !== undefined || 0 < baseName(path).lastIndexOf('.')
}

/**
 * Files that may refer to a variable which the build has: `.npmrc` with `${NPM_TOKEN}` beside `ARG NPM_TOKEN`. Then
 * the variable is the credential.
 */
function tokenVariables({ secrets, flows }: Trace): ReadonlySet<CredentialFile> {
  const names = [
    ...secrets.flatMap(it => it.declarations.map(declaration => declaration.name.text)),
    ...flows.flatMap(it => it.mounts.flatMap(mount => mount.env ?? [])),
  ]
  return new Set(names.flatMap(it => knownVariable(it)?.ecosystem.files ?? []))
}

/** The file itself tells, when it is there; else its name does. */
function judgeFile(
  { file, name, contextPath }: Pick<FileCopy, 'contextPath'> & Pick<FileSecret, 'file' | 'name'>,
  context: BuildContext | undefined,
): 'certain' | 'likely' | 'harmless' {
  const text = contextPath === undefined ? undefined : context?.files.get(contextPath)
  if (text !== undefined) return file.holdsCredential(text) ? 'certain' : 'harmless'
  // `COPY docker/settings.env .env` takes defaults that are in the repository under another name.
  const renamed = name !== file.name && file.aliases?.includes(name) !== true
  return file.readAtRunTime === true && renamed ? 'harmless' : FROM_NAME[file.certainty]
}

const FROM_NAME = { always: 'certain', content: 'likely', rarely: 'harmless' } as const

/** Stages in which the file is, with the offset from which on. */
export function whereCopied(
  build: Build,
  { stage, instruction }: FileCopy,
): readonly (readonly [BuildStage, number])[] {
  return descendants(build, stage).map(it => [it, it === stage ? instruction.span.end : 0])
}
