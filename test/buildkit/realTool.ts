import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, before, describe, it } from 'node:test'

import { fixAll } from '../../server/src/core/fixes/fixAll.ts'
import { buildArchive, layersOf, type BuildRequest } from '../support/dockerBuild.ts'
import { docker, testImage } from '../support/dockerEngine.ts'
import { dedent } from '../support/fixtures.ts'
import { searchImage, type Leak } from '../support/imageSearch.ts'
import type { Registry, RegistryOptions } from '../support/registryServer.ts'

/** A Dockerfile whose build shows by its success that the tool got what is private. */
export interface ToolProject {
  readonly title: string
  /** `{{PORT}}` stands for the port of https://packages.acme.example, also in the files. */
  readonly dockerfile: string
  /** Files of the context; `{{TOKEN}}` stands for the token, also in the arguments. */
  readonly files?: Readonly<Record<string, string>>
  readonly args?: Readonly<Record<string, string>>
}

export interface RealTool {
  readonly title: string
  /** Stands in for `debian`: an image of test/buildkit/images that is `git` or made from it. */
  readonly image: string
  /** Directories that the image is made from. */
  readonly contexts?: () => Readonly<Record<string, string>>
  readonly startServer: (options: RegistryOptions) => Promise<Registry>
}

const HOST = 'packages.acme.example'

/**
 * Proves fixes with a real tool and a real server: the build works before and leaves the token in the image; works
 * after and leaves nothing; and fails in the same way when the token is wrong.
 */
export function proveFixes({ title, image, contexts, startServer }: RealTool, projects: readonly ToolProject[]): void {
  const token = randomBytes(20).toString('hex')
  const wrong = randomBytes(20).toString('hex')
  let server: Registry
  let base: string

  before(async () => {
    await testImage('git', ['debian'])
    base = await testImage(image, ['git'], contexts?.())
    server = await startServer({ accepts: it => it.password === token, tls: await certificateOf(base) })
  })
  after(() => server.close())

  for (const project of projects) {
    describe(`the real ${title} when ${project.title}`, () => {
      let users: readonly string[]

      it('leaves the token in the image', async () => {
        const { ok, log, leaks, accepted } = await build(project, { server, base, token, isFixed: false })
        assert.ok(ok, log)
        assert.notDeepEqual(leaks, [])
        users = accepted
      })

      it('works after the fix and leaves nothing', async () => {
        const { ok, log, leaks, accepted } = await build(project, { server, base, token, isFixed: true })
        assert.ok(ok, log)
        assert.deepEqual(leaks, [], log)
        assert.notDeepEqual(accepted, [])
        assert.deepEqual(accepted, users)
      })

      it('fails with a wrong token after the fix as before', async () => {
        const [old, fixed] = await Promise.all([
          build(project, { server, base, token: wrong, isFixed: false }),
          build(project, { server, base, token: wrong, isFixed: true }),
        ])
        assert.deepEqual([old.ok, fixed.ok], [false, false])
        assert.match(old.log, EXIT_CODE)
        assert.equal(EXIT_CODE.exec(fixed.log)?.[0], EXIT_CODE.exec(old.log)?.[0], fixed.log)
      })
    })
  }
}

const EXIT_CODE = /exit code: \d+/

async function certificateOf(base: string): Promise<NonNullable<RegistryOptions['tls']>> {
  const read = (path: string) => docker(['run', '--rm', '--network=none', base, 'cat', path])
  const [key, cert] = [await read('/srv/packages.key'), await read('/usr/local/share/ca-certificates/packages.crt')]
  return { name: HOST, key, cert }
}

interface Circumstances {
  readonly server: Registry
  readonly base: string
  readonly token: string
  readonly isFixed: boolean
}

interface Outcome {
  readonly ok: boolean
  readonly log: string
  readonly leaks: readonly Leak[]
  /** As whom the server answered requests. */
  readonly accepted: readonly string[]
}

async function build(project: ToolProject, { server, base, token, isFixed }: Circumstances): Promise<Outcome> {
  const context = await mkdtemp(join(tmpdir(), 'dockerfile-secrets-tool-'))
  try {
    const fill = (text: string): string =>
      text.replaceAll('{{PORT}}', new URL(server.url).port).replaceAll('{{TOKEN}}', token)
    const files = mapValues(project.files ?? {}, fill)
    const plain = { dockerfile: fill(dedent(project.dockerfile)), args: mapValues(project.args ?? {}, fill) }
    const request = isFixed ? fixedRequest(plain, files, context) : plain
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(context, path)), { recursive: true })
      await writeFile(join(context, path), text)
    }
    const seen = server.requests.length
    const common = { context, bases: { debian: base }, hosts: [`${HOST}:127.0.0.1`], noCache: true }
    const { ok, log, image } = await buildArchive({ ...common, ...request }, await layersOf(base))
    const answered = server.requests.slice(seen).filter(it => it.authorized)
    return {
      ok,
      log: `${request.dockerfile}\n${log}`,
      leaks: image ? searchImage(image, { token }) : [],
      accepted: [...new Set(answered.map(it => it.credential?.user ?? ''))].sort(),
    }
  } finally {
    await rm(context, { recursive: true })
  }
}

type Plain = Pick<BuildRequest, 'dockerfile'> & { readonly args: Readonly<Record<string, string>> }

function fixedRequest({ dockerfile, args }: Plain, files: Readonly<Record<string, string>>, context: string) {
  const around = { files: new Map(Object.entries(files)), dockerfilePath: 'Dockerfile' }
  const { text, refused, secrets } = fixAll(dockerfile, { context: around })
  assert.deepEqual(refused, [])
  const sources = secrets.map(({ id, from }) => {
    return [id, from.kind === 'file' ? { file: join(context, from.name) } : { value: args[from.name] ?? '' }] as const
  })
  const given = new Set(secrets.map(it => it.from.name))
  const others = Object.entries(args).filter(([name]) => !given.has(name))
  return { dockerfile: text, secrets: Object.fromEntries(sources), args: Object.fromEntries(others) }
}

function mapValues(record: Readonly<Record<string, string>>, change: (value: string) => string) {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]))
}
