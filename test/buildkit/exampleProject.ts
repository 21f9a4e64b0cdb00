import { execFile } from 'node:child_process'
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

import { testImage } from '../support/dockerEngine.ts'
import { buildImage, type BuildOutput, type BuildRequest } from '../support/dockerBuild.ts'

/** A copy of one of the examples, to change and to build. */
export interface ExampleProject {
  readonly directory: string
  read(path: string): Promise<string>
  write(path: string, text: string): Promise<void>
  /** Makes all files of the project refer to `url` where they name a host of the company. */
  usePrivateIndex(url: string): Promise<void>
  /** Builds the project's Dockerfile as it is now. */
  build(tag: string, request?: Partial<BuildRequest>): Promise<BuildOutput>
  remove(): Promise<void>
}

/** What `fix --format json` says about one file. */
export interface FixedFile {
  readonly path: string
  readonly changed: boolean
  readonly applied: readonly string[]
  readonly refused: readonly { readonly rule: string; readonly secret: string | null; readonly reason: string }[]
  readonly secrets: readonly { readonly id: string; readonly from: { readonly kind: string; readonly name: string } }[]
}

const repository = fileURLToPath(new URL('../..', import.meta.url))

export async function copyExample(name: string): Promise<ExampleProject> {
  const directory = await mkdtemp(join(tmpdir(), 'dockerfile-secrets-example-'))
  await cp(join(repository, 'examples', name), directory, { recursive: true })
  const read = (path: string): Promise<string> => readFile(join(directory, path), 'utf8')
  return {
    directory,
    read,
    write: (path, text) => writeFile(join(directory, path), text),
    usePrivateIndex: url => replaceHosts(directory, url),
    build: async (tag, request) =>
      buildImage(
        {
          dockerfile: await read('Dockerfile'),
          context: directory,
          bases: { 'python:3.12-slim': await testImage('python', ['debian']) },
          // Where nothing listens: an index that is not the private one shall cost no time.
          hosts: ['pypi.org:127.0.0.1'],
          ...request,
        },
        tag,
      ),
    remove: () => rm(directory, { recursive: true }),
  }
}

/** Runs the command line's `fix` on a file of the project, as a person would do. */
export async function fixWithCommandLine(project: ExampleProject, path: string): Promise<FixedFile> {
  const program = join(repository, 'server', 'bin', 'dockerfile-secrets.cjs')
  const args = [program, 'fix', path, '--format', 'json']
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: project.directory })
  const report: { readonly files: readonly FixedFile[] } = JSON.parse(stdout)
  const [file] = report.files
  if (!file) throw new Error(`fix says nothing about ${path}`)
  return file
}

/** Hosts of the examples and the scheme in front of them; `machine` lines of a .netrc have no scheme. */
async function replaceHosts(directory: string, url: string): Promise<void> {
  const host = new URL(url).hostname
  for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const text = await readFile(path, 'utf8')
    const pointed = text
      .replaceAll(/https:\/\/([a-z]+\.)+example\b/g, url)
      .replaceAll(/^machine [a-z.]+\.example$/gm, `machine ${host}`)
    if (pointed !== text) await writeFile(path, pointed)
  }
}
