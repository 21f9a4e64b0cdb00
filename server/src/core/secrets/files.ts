import { type Build, type BuildStage, descendants } from '../build/build.ts'
import { effective } from '../dockerfile/effective.ts'
import { baseName, evaluate, isWithin, join, workdirAt } from '../build/evaluate.ts'
import type { BuildContext } from '../context.ts'
import { isInContext } from '../ignore/contextIgnore.ts'
import type { Copy, Instruction, Word } from '../dockerfile/model.ts'
import { isNoSecret, wordsOfFile } from '../knowledge/files/privateKeys.ts'
import { credentialDirectoryFor, credentialFileFor } from '../knowledge/index.ts'
import { knownVariable } from '../knowledge/match.ts'
import type { CredentialFile } from '../knowledge/model.ts'
import { namedFiles } from './namedFiles.ts'
import type { Trace } from './trace.ts'
import { perObject } from '../memo.ts'

/** A credential file that COPY or ADD brings from the build context into a layer. */
export interface FileSecret {
  readonly kind: 'file'
  /** Base name as written: `.npmrc`. With its directory where that alone says nothing: `.aws/credentials`. */
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
  const named = namedFiles(build, trace.flows)
  const readByFile = isForFiles(trace)
  const groups = new Map<string, { name: string; file: CredentialFile; certain: boolean; copies: FileCopy[] }>()
  for (const stage of build.stages)
    for (const instruction of stage.stage.instructions) {
      const copy = effective(instruction)
      if ((copy.kind !== 'COPY' && copy.kind !== 'ADD') || copy.from) continue
      for (const source of copy.sources) {
        const found = credentialFileCopy(build, named, stage, instruction, copy, source)
        if (!found) continue
        const verdict = judgeFile(found, context)
        const refers = found.file.references && (readByFile || tokens.has(found.file))
        if (verdict === 'harmless' || (verdict === 'likely' && refers)) continue
        const { name, file } = found
        const group = groups.get(`${file.name} ${name}`)
        if (group) group.copies.push(found)
        else groups.set(`${file.name} ${name}`, { name, file, certain: verdict === 'certain', copies: [found] })
      }
    }
  return [...groups.values()].map(group => ({ kind: 'file', ...group }))
}

function credentialFileCopy(
  build: Build,
  named: ReadonlyMap<string, CredentialFile>,
  stage: BuildStage,
  instruction: Instruction,
  copy: Copy,
  source: Word,
): (FileCopy & { readonly name: string; readonly file: CredentialFile }) | undefined {
  const text = evaluate(build, stage, source, instruction.span.start)
  if (text === undefined) return copyToPlace(build, named, stage, instruction, copy, source)
  if (text.includes('://')) return undefined
  // `.npmrc*` stands for a file that may be missing.
  const contextPath = text.replace(/[*?]+$/, '')
  const base = baseName(contextPath)
  if (isTemplate(base) || copy.heredocs.length > 0) return undefined
  if (contextPath.includes('*')) return copyOfMany(build, named, stage, instruction, copy, source, base)
  const path = destinationPath(build, named, stage, copy, base, instruction.span.start)
  const places = mayBeFile(path, base, credentialFileFor(path ?? '')) ? [path ?? '', contextPath] : [contextPath]
  const kinds = places.flatMap(it => [credentialFileFor(it) ?? [], named.get(it) ?? []].flat())
  // `COPY deploy.pem .ssh/id_rsa`: one name may say more than the other.
  const isMany = text !== contextPath
  const file = surest(kinds) ?? keyDirectory(build, contextPath, path) ?? (isMany ? keysOf(path, base) : undefined)
  // `get-ssh-key.sh`, which is installed as `05-get-ssh-key`.
  if (!file || (file.whole && /\.(?:sh|bash|py|rb|pl)$/.test(base))) return undefined
  const name = base === '' || baseName(file.name) === base ? file.name : base
  return { name, file, copy, instruction, source, stage, contextPath: contextPath.replace(/^(?:\.?\/)+/, ''), path }
}

/** `COPY . /src/sealed-secrets`, `COPY app /opt/vault-token` are a directory and a program that are named for secrets. */
function mayBeFile(path: string | undefined, base: string, file: CredentialFile | undefined): boolean {
  if (/^\.{0,2}$/.test(base)) return false
  return baseName(path ?? '') === base || file?.places.length !== 0 || baseName(path ?? '').includes('.')
}

function surest(kinds: readonly CredentialFile[]): CredentialFile | undefined {
  const of = (certainty: CredentialFile['certainty']) => kinds.find(it => it.certainty === certainty)
  return of('always') ?? of('content') ?? of('rarely')
}

/** `COPY *.key /etc/ssl/private/`: whatever it is called. */
function copyOfMany(
  build: Build,
  named: ReadonlyMap<string, CredentialFile>,
  stage: BuildStage,
  instruction: Instruction,
  copy: Copy,
  source: Word,
  name: string,
): (FileCopy & { readonly name: string; readonly file: CredentialFile }) | undefined {
  const path = destinationPath(build, named, stage, copy, name.replaceAll('*', 'x'), instruction.span.start)
  const file = path === undefined ? undefined : credentialFileFor(path)
  if (!file || file.certainty === 'rarely') return undefined
  return { name, file, copy, instruction, source, stage, contextPath: undefined, path: undefined }
}

/** `COPY $KEY /root/.ssh/id_rsa`: the destination tells, when such a file commonly has a credential. */
function copyToPlace(
  build: Build,
  named: ReadonlyMap<string, CredentialFile>,
  stage: BuildStage,
  instruction: Instruction,
  copy: Copy,
  source: Word,
): (FileCopy & { readonly name: string; readonly file: CredentialFile }) | undefined {
  const offset = instruction.span.start
  const { destination } = copy
  const place = destination && (evaluate(build, stage, destination, offset) ?? destination.text)
  const name = baseName(place ?? '')
  const path = destinationPath(build, named, stage, copy, name, offset)
  const file = copy.sources.length === 1 ? credentialFileFor(path ?? name) : undefined
  if (!file || file.certainty === 'rarely') return undefined
  return { name, file, copy, instruction, source, stage, contextPath: undefined, path }
}

/** `.npmrc.template` is filled in later; a key that calls itself insecure is known to everybody. */
function isTemplate(name: string): boolean {
  return name.split(/[._-]/).some(it => TEMPLATES.has(it))
}

const TEMPLATES = new Set([
  'template',
  'tpl',
  'tmpl',
  'example',
  'sample',
  'dist',
  'insecure',
  'snakeoil',
  'dummy',
  'fake',
])

/** `COPY deploy* /root/.ssh/`, `ADD gpg/* /root/.gnupg/`: whatever there is, but no `authorized_keys*`. */
function keysOf(path: string | undefined, base: string): CredentialFile | undefined {
  const directory = path?.slice(0, path.length - base.length)
  return directory === undefined || isNoSecret(wordsOfFile(base)) ? undefined : credentialDirectoryFor(directory)
}

/** `COPY .ssh /root/.ssh`; also `COPY ssh /root/.ssh`, when the Dockerfile speaks of a key that is there then. */
function keyDirectory(build: Build, contextPath: string, path: string | undefined): CredentialFile | undefined {
  const renamed = path?.endsWith('/.ssh/ssh') && namesKey(build)
  return credentialDirectoryFor(renamed ? '.ssh' : contextPath)
}

const namesKey = perObject(({ dockerfile }: Build) => /\.ssh\/id_[a-z0-9]+\b(?!\.pub)/.test(dockerfile.text))

/**
 * A destination that ends in a slash, or gets several sources, is a directory.
 * https://docs.docker.com/reference/dockerfile/#copy---destination
 */
function destinationPath(
  build: Build,
  named: ReadonlyMap<string, CredentialFile>,
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
  const renamed =
    last === name || named.has(path) || looksLikeFile(path) || (isKey(name) && /key$|[-_]rsa$/i.test(last))
  return directory || !renamed ? join(path, name) : path
}

/** A private key may get a name without an extension: `/opt/deploykey`. */
function isKey(name: string): boolean {
  return credentialFileFor(name)?.whole === true
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

/** Whether there is a variable that no command names and no tool is known to read: some file refers to it. */
function isForFiles({ secrets, flows }: Trace): boolean {
  const unnamed = [
    ...secrets.flatMap(it => (it.entry === 'arg' && it.uses.length === 0 ? it.name : [])),
    ...flows.flatMap(({ mounts, uses }) =>
      mounts.flatMap(it =>
        uses.some(({ source }) => source.kind === 'mount' && source.mount === it) ? [] : (it.env ?? []),
      ),
    ),
  ]
  return unnamed.some(it => knownVariable(it) === undefined)
}

/** The file itself tells, when it is there; else its name does. */
function judgeFile(
  { file, name, contextPath, path }: Pick<FileCopy, 'contextPath' | 'path'> & Pick<FileSecret, 'file' | 'name'>,
  context: BuildContext | undefined,
): 'certain' | 'likely' | 'harmless' {
  if (file.directory) return judgeDirectory(contextPath, context)
  const text = contextPath === undefined ? undefined : context?.files.get(contextPath)
  if (text !== undefined) return file.holdsCredential(text) ? 'certain' : 'harmless'
  if (file.commonName && !isAtPlace(file, path)) return 'harmless'
  // `COPY defaults.env .env` takes what everybody may know under another name.
  const renamed = name !== file.name && file.aliases?.includes(name) !== true
  const isFilledIn = file.readAtRunTime === true && renamed && (file.anyName !== true || isDefault(name))
  return isFilledIn ? 'harmless' : FROM_NAME[file.certainty]
}

function isDefault(name: string): boolean {
  return name.split(/[._-]/).some(it => DEFAULTS.has(it))
}

const DEFAULTS = new Set('default defaults settings test tests testing dev devel development ci local build'.split(' '))

/** Whether a tool looks there, whoever's home it is. */
function isAtPlace({ places }: CredentialFile, path: string | undefined): boolean {
  return places.some(it => path !== undefined && (it.startsWith('/') ? path === it : path.endsWith(it.slice(1))))
}

function judgeDirectory(
  path: string | undefined,
  context: BuildContext | undefined,
): 'certain' | 'likely' | 'harmless' {
  const inside = [...(context?.files ?? [])].filter(
    ([it]) => path !== undefined && isWithin(it, path.replace(/\/$/, '')),
  )
  if (inside.length === 0) return 'likely'
  const arrives = inside.filter(([it]) => context && isInContext(context, it))
  return arrives.some(([it, text]) => credentialFileFor(it)?.holdsCredential(text)) ? 'certain' : 'harmless'
}

const FROM_NAME = { always: 'certain', content: 'likely', rarely: 'harmless' } as const

/** Stages in which the file is, with the offset from which on. */
export function whereCopied(
  build: Build,
  { stage, instruction }: FileCopy,
): readonly (readonly [BuildStage, number])[] {
  return descendants(build, stage).map(it => [it, it === stage ? instruction.span.end : 0])
}
