import { accounts } from './accounts.ts'
import { ansible } from './ansible.ts'
import { apk } from './apk.ts'
import { apt } from './apt.ts'
import { aws } from './aws.ts'
import { azure } from './azure.ts'
import { bundler } from './bundler.ts'
import { cargo } from './cargo.ts'
import { commandLines } from './commandLines.ts'
import { compilerCaches } from './compilerCaches.ts'
import { composer } from './composer.ts'
import { conan } from './conan.ts'
import { conda } from './conda.ts'
import { cypress } from './cypress.ts'
import { databases } from './databases.ts'
import { deno } from './deno.ts'
import { dnf } from './dnf.ts'
import { docker } from './docker.ts'
import { dotenv } from './dotenv.ts'
import { downloads } from './downloads.ts'
import { frameworks } from './frameworks.ts'
import { gcloud } from './gcloud.ts'
import { git } from './git.ts'
import { go } from './go.ts'
import { gpg } from './gpg.ts'
import { gradle } from './gradle.ts'
import { helm } from './helm.ts'
import { hex } from './hex.ts'
import { huggingFace } from './huggingFace.ts'
import { jfrog } from './jfrog.ts'
import { kaggle } from './kaggle.ts'
import { keystores } from './keystores.ts'
import { kubernetes } from './kubernetes.ts'
import { languageModels } from './languageModels.ts'
import { perText } from '../memo.ts'
import { maven } from './maven.ts'
import type { CredentialFile, Ecosystem } from './model.ts'
import { netrc } from './netrc.ts'
import { npm } from './npm.ts'
import { nuget } from './nuget.ts'
import { nx } from './nx.ts'
import { pdm } from './pdm.ts'
import { pip } from './pip.ts'
import { poetry } from './poetry.ts'
import { pub } from './pub.ts'
import { r } from './r.ts'
import { rubygems } from './rubygems.ts'
import { sbt } from './sbt.ts'
import { secretFiles } from './secretFiles.ts'
import { sentry } from './sentry.ts'
import { ssh } from './ssh.ts'
import { swift } from './swift.ts'
import { terraform } from './terraform.ts'
import { turbo } from './turbo.ts'
import { twine } from './twine.ts'
import { uv } from './uv.ts'
import { vault } from './vault.ts'
import { vcpkg } from './vcpkg.ts'
import { wandb } from './wandb.ts'

export const ecosystems: readonly Ecosystem[] = [
  accounts,
  ansible,
  apk,
  apt,
  aws,
  azure,
  bundler,
  cargo,
  commandLines,
  compilerCaches,
  composer,
  conan,
  conda,
  cypress,
  databases,
  deno,
  dnf,
  docker,
  dotenv,
  downloads,
  frameworks,
  gcloud,
  git,
  go,
  gpg,
  gradle,
  helm,
  hex,
  huggingFace,
  jfrog,
  kaggle,
  keystores,
  kubernetes,
  languageModels,
  maven,
  netrc,
  npm,
  nuget,
  nx,
  pdm,
  pip,
  poetry,
  pub,
  r,
  rubygems,
  sbt,
  secretFiles,
  sentry,
  ssh,
  swift,
  terraform,
  turbo,
  twine,
  uv,
  vault,
  vcpkg,
  wandb,
]

export const credentialFiles: readonly CredentialFile[] = ecosystems.flatMap(it => it.files)

/**
 * The kind of credential file that a slash-separated path names: by its base name, or by its directory and base
 * name where the tool's own name says nothing (`git/credentials`) or several tools have it (`containers/auth.json`).
 */
export const credentialFileFor = perText((path): CredentialFile | undefined => {
  const [name, directory] = path.split('/').reverse()
  if (name === undefined) return undefined
  const there = directory === undefined ? undefined : byPlace.get(`${directory}/${name}`)
  return there ?? byPlace.get(`${directory}/*`) ?? byName.get(name) ?? named.find(it => it.named?.(name, directory))
})

/** Whether a file at this path may be for builds only, so that a fix may take it out of the image. */
export function isBuildFile(path: string): boolean {
  const file = credentialFileFor(path)
  return file !== undefined && (file.readAtRunTime ?? 'unless a RUN reads it') === 'unless a RUN reads it'
}

/** The kind of directory with credential files that a path names: `.ssh`. */
export function credentialDirectoryFor(path: string): CredentialFile | undefined {
  const [name] = path
    .split('/')
    .filter(it => it !== '')
    .slice(-1)
  return directories.find(it => it.name === name)
}

const directories = credentialFiles.filter(it => it.directory)

const plainFiles = credentialFiles.filter(it => !it.directory)

const named = plainFiles.filter(it => it.named)

const byName = new Map(
  plainFiles.flatMap(file =>
    [file.name, ...(file.aliases ?? [])].map((name): [string, CredentialFile] => [name, file]),
  ),
)

const byPlace = new Map(
  plainFiles.flatMap(file =>
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
