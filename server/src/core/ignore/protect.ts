import type { FileEdit } from '../finding.ts'
import { credentialFileFor } from '../knowledge/index.ts'
import type { CredentialFile } from '../knowledge/model.ts'
import { isIgnored } from './dockerignore.ts'
import { addIgnoreEntries } from './edits.ts'
import { gitVerdict, parseGitignores } from './gitignore.ts'

/** A file of the workspace that holds a credential, or is there to hold one. */
export interface AuthFile {
  readonly path: string
  readonly file: CredentialFile
  /** False while it has only placeholders. */
  readonly holdsCredential: boolean
  /** Paths of the ignore files that lack an entry for it; some may not exist yet. */
  readonly missingFrom: readonly string[]
}

export interface Protection {
  readonly authFiles: readonly AuthFile[]
  /** New texts of the ignore files that lack an entry. */
  readonly edits: readonly FileEdit[]
}

/** Texts by slash-separated path relative to a directory, which is the root of a build context. */
type Files = ReadonlyMap<string, string>

/** Finds the auth files of a directory, and keeps them out of git and of the build context. */
export function protect(files: Files): Protection {
  const authFiles: AuthFile[] = []
  for (const [path, text] of files) {
    const file = credentialFileFor(path)
    if (!file || !isAuthFile(file, text)) continue
    const missingFrom = ignoreFilesFor(files, path)
      .filter(it => !it.covers)
      .map(it => it.path)
    authFiles.push({ path, file, holdsCredential: file.holdsCredential(text), missingFrom })
  }
  return {
    authFiles,
    edits: protectPaths(
      files,
      authFiles.map(it => it.path),
    ),
  }
}

/** Edits that keep some files, which need not exist yet, out of git and of the build context. */
export function protectPaths(files: Files, paths: readonly string[]): readonly FileEdit[] {
  const current = new Map(files)
  for (const path of paths)
    for (const ignoreFile of ignoreFilesFor(current, path)) {
      if (ignoreFile.covers) continue
      const relative = path.slice(ignoreFile.root.length)
      const text = current.get(ignoreFile.path)
      current.set(
        ignoreFile.path,
        addIgnoreEntries(text, ignoreFile.kind, [relative], it => isSecretAnywhere(files, it)),
      )
    }
  return [...current].filter(([path, text]) => files.get(path) !== text).map(([path, newText]) => ({ path, newText }))
}

/** A file with settings counts only with a literal credential in it; one that exists for credentials also as a template. */
function isAuthFile(file: CredentialFile, text: string): boolean {
  if (file.holdsCredential(text)) return true
  return file.certainty === 'always' && (text.trim() === '' || file.credentials(text).length > 0)
}

/** Whether every file of this name is an auth file: a project may have another `auth.toml` that its build needs. */
function isSecretAnywhere(files: Files, path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const file = credentialFileFor(name)
  if (file?.certainty !== 'always') return false
  return [...files].every(([other, text]) => !`/${other}`.endsWith(`/${name}`) || isAuthFile(file, text))
}

interface IgnoreFile {
  readonly path: string
  readonly kind: 'git' | 'docker'
  /** Directory that its patterns are relative to; ends in a slash unless it is ''. */
  readonly root: string
  readonly covers: boolean
}

function ignoreFilesFor(files: Files, path: string): readonly IgnoreFile[] {
  return [gitignoreFor(files, path), ...dockerignoresFor(files, path)]
}

/** The .gitignore that re-includes the file, else the one of the root. */
function gitignoreFor(files: Files, path: string): IgnoreFile {
  const verdict = gitVerdict(parseGitignores(files), path)
  const root = verdict.decidedIn ?? ''
  return { path: `${root}.gitignore`, kind: 'git', root, covers: verdict.ignored }
}

/** Those of all build contexts that the file may be in, and those of single Dockerfiles. */
function dockerignoresFor(files: Files, path: string): readonly IgnoreFile[] {
  const found: IgnoreFile[] = []
  for (const [ignorePath, text] of files) {
    const name = ignorePath.slice(ignorePath.lastIndexOf('/') + 1)
    if (!name.endsWith('.dockerignore')) continue
    const root = name === '.dockerignore' ? ignorePath.slice(0, -name.length) : ''
    if (!path.startsWith(root)) continue
    found.push({ path: ignorePath, kind: 'docker', root, covers: isIgnored(text, path.slice(root.length)) })
  }
  const contexts = contextsOf(files, path).filter(root => !found.some(it => it.path === `${root}.dockerignore`))
  const hasContext = 0 < contexts.length || found.some(it => it.path === `${it.root}.dockerignore`)
  const missing = hasContext ? contexts : ['']
  return [
    ...found,
    ...missing.map(root => ({ path: `${root}.dockerignore`, kind: 'docker' as const, root, covers: false })),
  ]
}

/** Directories above the file that have a Dockerfile, and so are build contexts by default. */
function contextsOf(files: Files, path: string): readonly string[] {
  const roots: string[] = []
  for (let slash = path.lastIndexOf('/'); ; slash = path.lastIndexOf('/', slash - 1)) {
    const root = path.slice(0, slash + 1)
    if (['Dockerfile', 'Containerfile'].some(it => files.has(root + it))) roots.push(root)
    if (slash <= 0) return roots
  }
}
