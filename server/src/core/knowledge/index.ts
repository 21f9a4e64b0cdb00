import { conda } from './conda.ts'
import { deno } from './deno.ts'
import { dotenv } from './dotenv.ts'
import { git } from './git.ts'
import type { CredentialFile, Ecosystem } from './model.ts'
import { netrc } from './netrc.ts'
import { npm } from './npm.ts'
import { nx } from './nx.ts'
import { pdm } from './pdm.ts'
import { pip } from './pip.ts'
import { poetry } from './poetry.ts'
import { turbo } from './turbo.ts'
import { twine } from './twine.ts'
import { uv } from './uv.ts'

export const ecosystems: readonly Ecosystem[] = [
  conda,
  deno,
  dotenv,
  git,
  netrc,
  npm,
  nx,
  pdm,
  pip,
  poetry,
  turbo,
  twine,
  uv,
]

export const credentialFiles: readonly CredentialFile[] = ecosystems.flatMap(it => it.files)

/**
 * The kind of credential file that a slash-separated path names: by its base name, or by its directory and base
 * name where the tool's own name says nothing (`git/credentials`).
 */
export function credentialFileFor(path: string): CredentialFile | undefined {
  const [name, directory] = path.split('/').reverse()
  if (name === undefined) return undefined
  return byName.get(name) ?? (directory === undefined ? undefined : byPlace.get(`${directory}/${name}`))
}

/** Whether a file at this path is for builds only, so that a fix may take it out of the image. */
export function isBuildFile(path: string): boolean {
  const file = credentialFileFor(path)
  return file !== undefined && file.readAtRunTime !== true
}

const byName = new Map(
  credentialFiles.flatMap(file =>
    [file.name, ...(file.aliases ?? [])].map((name): [string, CredentialFile] => [name, file]),
  ),
)

const byPlace = new Map(
  credentialFiles.flatMap(file =>
    file.places.map((place): [string, CredentialFile] => [place.split('/').slice(-2).join('/'), file]),
  ),
)

/** Project files that name package sources, and files that make a directory a build context. */
const PROJECT_FILES = new Set(['pyproject.toml', 'package.json', '.gitignore', 'Dockerfile', 'Containerfile'])

/** Whether the analysis looks into a file of the build context: credential files, ignore files, project files. */
export function isInterestingFile(path: string): boolean {
  if (credentialFileFor(path)) return true
  const name = path.slice(path.lastIndexOf('/') + 1)
  return PROJECT_FILES.has(name) || name.endsWith('.dockerignore') || isRequirements(name)
}

/** `requirements.txt`, `requirements-dev.in`. */
export function isRequirements(name: string): boolean {
  return name.startsWith('requirements') && (name.endsWith('.txt') || name.endsWith('.in'))
}
