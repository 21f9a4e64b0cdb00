import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'

import { cachedSteps, layersOf, savedImage, type SecretValue } from '../support/dockerBuild.ts'
import { docker, runDocker, testImage } from '../support/dockerEngine.ts'
import { searchImage, type Leak } from '../support/imageSearch.ts'
import { startPythonIndex } from '../support/registryPython.ts'
import type { Registry } from '../support/registryServer.ts'
import { copyExample, fixWithCommandLine, type ExampleProject } from './exampleProject.ts'

// Each example is built as people build it today, fixed by the command line, and built again, by a real BuildKit with
// the real pip and Poetry against an index that demands the password.

interface Scenario {
  readonly title: string
  readonly example: string
  /** As whom the index sees the build. */
  readonly user: string
  /** Files next to the Dockerfile that a developer or the CI writes; never in git. */
  readonly files?: (password: string) => Readonly<Record<string, string>>
  /** Build arguments that the CI passes. */
  readonly args?: (password: string, index: Registry) => Readonly<Record<string, string>>
  /** The stage that somebody pushes; the last one when not given. */
  readonly target?: string
  /** Where the password is found before the fix: "layer: path", "history", "attestation". */
  readonly leaks: readonly string[]
}

const scenarios: readonly Scenario[] = [
  {
    title: 'Poetry with auth.toml',
    example: '1-poetry-auth-toml',
    user: 'dev',
    files: password => ({ 'auth.toml': `[http-basic.acme]\nusername = "dev"\npassword = "${password}"\n` }),
    leaks: ['layer: app/auth.toml', 'layer: root/.config/pypoetry/auth.toml'],
  },
  {
    title: 'pip with .netrc in a stage that is thrown away',
    example: '2-pip-netrc-multistage',
    user: 'oauth2accesstoken',
    files: netrc,
    leaks: [],
  },
  {
    title: 'pip with .netrc in a stage that somebody pushes after all',
    example: '2-pip-netrc-multistage',
    user: 'oauth2accesstoken',
    files: netrc,
    target: 'builder',
    leaks: ['layer: root/.netrc'],
  },
  {
    title: 'PIP_EXTRA_INDEX_URL from a pipeline',
    example: '3-azure-pip-extra-index',
    user: 'build',
    args: (password, index) => ({ PIP_EXTRA_INDEX_URL: indexUrl(index, 'build', password) }),
    leaks: ['attestation', 'history'],
  },
  {
    title: "GitLab's CI_JOB_TOKEN with Poetry",
    example: '5-gitlab-poetry-token',
    user: 'gitlab-ci-token',
    args: password => ({ CI_JOB_TOKEN: password }),
    leaks: ['attestation', 'history', 'layer: root/.config/pypoetry/auth.toml'],
  },
]

const images: string[] = []
let index: Registry
const passwords = new Set<string>()

before(async () => {
  index = await startPythonIndex(['private-lib'], { accepts: it => passwords.has(it.password) })
})
after(async () => {
  await index.close()
  await runDocker(['image', 'rm', '--force', ...images])
})

for (const scenario of scenarios) {
  describe(scenario.title, () => {
    let project: ExampleProject
    let password: string

    before(async () => {
      password = newPassword()
      project = await copyExample(scenario.example)
      for (const [path, text] of Object.entries(scenario.files?.(password) ?? {})) await project.write(path, text)
    })
    after(() => project.remove())

    it(scenario.leaks.length === 0 ? 'leaves nothing in the image' : 'leaves the password in the image', async () => {
      const original = await copyExample(scenario.example)
      for (const [path, text] of Object.entries(scenario.files?.(password) ?? {})) await original.write(path, text)
      await original.usePrivateIndex(index.url)
      const image = await build(original, scenario, { args: scenario.args?.(password, index) ?? {} })
      assert.deepEqual(places(await leaksIn(image, password)), scenario.leaks)
      await original.remove()
    })

    it('installs the package after the fix and leaves nothing', async () => {
      const fixed = await fixWithCommandLine(project, 'Dockerfile')
      assert.deepEqual(fixed.refused, [])
      const args = scenario.args?.(password, index) ?? {}
      const secrets = fixed.secrets.map(({ id, from }): [string, SecretValue] => {
        const value = args[from.name]
        return [id, value === undefined ? { file: join(project.directory, from.name) } : { value }]
      })
      await project.usePrivateIndex(index.url)
      const seen = index.requests.length
      const image = await build(project, scenario, { secrets: Object.fromEntries(secrets), noCache: true })
      const downloads = index.requests.slice(seen).filter(it => it.path.endsWith('.whl') && it.authorized)
      assert.ok(0 < downloads.length)
      assert.deepEqual([...new Set(downloads.map(it => it.credential?.user))], [scenario.user])
      assert.deepEqual(await leaksIn(image, password), [])
      await assertImportable(image, scenario)
    })

    it('looks after the fix as its README says', async () => {
      const fixed = await project.read('Dockerfile')
      const readme = await project.read('README.md')
      const [, excerpt = ''] = readme.split('```dockerfile\n')
      const expected = excerpt.split('```')[0] ?? ''
      assert.ok(fixed.includes(expected), `${fixed}\ndoes not have\n${expected}`)
    })
  })
}

describe('pip.conf as a secret that lies elsewhere', () => {
  it('installs the package before and after its syntax line is raised, and leaves nothing', async () => {
    const password = newPassword()
    const elsewhere = await mkdtemp(join(tmpdir(), 'dockerfile-secrets-elsewhere-'))
    const file = join(elsewhere, 'pip.conf')
    await writeFile(file, `[global]\nindex-url = ${indexUrl(index, 'dev', password)}\n`)
    const project = await copyExample('4-pip-conf-target')
    const request = { secrets: { pip_conf: { file } }, noCache: true }
    assert.deepEqual(await leaksIn(await build(project, {}, request), password), [])

    const original = await project.read('Dockerfile')
    await fixWithCommandLine(project, 'Dockerfile')
    const fixed = await project.read('Dockerfile')
    assert.equal(fixed, original.replace('docker/dockerfile:1.0-experimental', 'docker/dockerfile:1'))
    const image = await build(project, {}, request)
    assert.deepEqual(await leaksIn(image, password), [])
    await assertImportable(image, {})
    await Promise.all([project.remove(), rm(elsewhere, { recursive: true })])
  })
})

describe('the two right ways to pass PIP_EXTRA_INDEX_URL', () => {
  it('install the package, leave nothing and are left alone', async () => {
    const password = newPassword()
    const project = await copyExample('3-azure-pip-extra-index')
    const fixed = await fixWithCommandLine(project, 'Dockerfile.secret-safe')
    assert.deepEqual([fixed.changed, fixed.refused], [false, []])
    const image = await build(
      project,
      {},
      {
        dockerfile: await project.read('Dockerfile.secret-safe'),
        secrets: { PIP_EXTRA_URL: { value: indexUrl(index, 'build', password) } },
        noCache: true,
      },
    )
    assert.deepEqual(await leaksIn(image, password), [])
    await assertImportable(image, {})
    await project.remove()
  })
})

describe('a new CI_JOB_TOKEN', () => {
  const install = 'poetry install'

  it('installs everything again before the fix', async () => {
    const project = await copyExample('5-gitlab-poetry-token')
    await project.usePrivateIndex(index.url)
    await build(project, {}, { args: { CI_JOB_TOKEN: newPassword() } })
    const cached = await stepsFromCache(project, { args: { CI_JOB_TOKEN: newPassword() } })
    assert.ok(!cached.some(step => step.includes(install)), cached.join('\n'))
    await project.remove()
  })

  it('takes the installation from the cache after the fix', async () => {
    const project = await copyExample('5-gitlab-poetry-token')
    const { secrets } = await fixWithCommandLine(project, 'Dockerfile')
    const [id = ''] = secrets.map(it => it.id)
    await project.usePrivateIndex(index.url)
    await build(project, {}, { secrets: { [id]: { value: newPassword() } }, noCache: true })
    const cached = await stepsFromCache(project, { secrets: { [id]: { value: newPassword() } } })
    assert.ok(
      cached.some(step => step.includes(install)),
      cached.join('\n'),
    )
    await project.remove()
  })
})

type Request = NonNullable<Parameters<ExampleProject['build']>[1]>

async function build(project: ExampleProject, { target }: Partial<Scenario>, request: Request): Promise<string> {
  const { image, log, ok } = await buildTagged(project, { ...request, ...(target === undefined ? {} : { target }) })
  assert.ok(ok, log)
  return image
}

async function stepsFromCache(project: ExampleProject, request: Request): Promise<readonly string[]> {
  const { ok, log } = await buildTagged(project, request)
  assert.ok(ok, log)
  return cachedSteps(log)
}

async function buildTagged(
  project: ExampleProject,
  request: Request,
): Promise<{ image: string; ok: boolean; log: string }> {
  const image = `dockerfile-secrets-test/scenario-${randomBytes(6).toString('hex')}`
  images.push(image)
  return { image, ...(await project.build(image, request)) }
}

async function leaksIn(image: string, password: string): Promise<readonly Leak[]> {
  const base = await testImage('python', ['debian'])
  return searchImage(await savedImage(image, await layersOf(base)), { password })
}

function places(leaks: readonly Leak[]): readonly string[] {
  const found = leaks.map(({ where, path }) => (path === undefined ? where : `${where}: ${path}`))
  return [...new Set(found)].sort()
}

async function assertImportable(image: string, { target }: Partial<Scenario>): Promise<void> {
  // The builder stage has no program of its own.
  const command =
    target === undefined
      ? []
      : ['/venv/bin/python', '-c', 'import private_lib as it; print("private-lib", it.__version__)']
  const printed = await docker(['run', '--rm', '--network=none', image, ...command])
  assert.equal(printed.trim(), 'private-lib 1.0.0')
}

function netrc(password: string): Readonly<Record<string, string>> {
  return { '.netrc': `machine python.pkg.example\nlogin oauth2accesstoken\npassword ${password}\n` }
}

function newPassword(): string {
  const password = randomBytes(16).toString('hex')
  passwords.add(password)
  return password
}

function indexUrl(registry: Registry, user: string, password: string): string {
  const url = new URL('/simple/', registry.url)
  url.username = user
  url.password = password
  return url.href
}
