import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'

import { fixAll } from '../../server/src/core/fixes/fixAll.ts'
import { buildArchive, buildImage, layersOf } from '../support/dockerBuild.ts'
import { docker, nodeContexts, runDocker, testImage } from '../support/dockerEngine.ts'
import { dedent } from '../support/fixtures.ts'
import { searchImage } from '../support/imageSearch.ts'
import { startNpmRegistry } from '../support/registryNpm.ts'
import type { Registry } from '../support/registryServer.ts'

// The real npm against a registry that demands a token, before and after the fix.

interface Project {
  readonly title: string
  readonly dockerfile: string
  /** `REGISTRY` stands for host and port, `TOKEN` for the token. */
  readonly npmrc?: string
  /** Whether the token is passed as the argument NPM_TOKEN. */
  readonly asArgument: boolean
}

const projects: readonly Project[] = [
  {
    title: '.npmrc refers to an argument',
    dockerfile: `
      FROM node:24
      WORKDIR /app
      ARG NPM_TOKEN
      COPY package.json .npmrc ./
      RUN npm install --no-audit --no-fund
    `,
    npmrc: 'registry=http://REGISTRY/\n//REGISTRY/:_authToken=${NPM_TOKEN}\n',
    asArgument: true,
  },
  {
    title: '.npmrc with a token is copied',
    dockerfile: `
      FROM node:24
      WORKDIR /app
      COPY package.json .npmrc ./
      RUN npm install --no-audit --no-fund && rm -f .npmrc
    `,
    npmrc: 'registry=http://REGISTRY/\n//REGISTRY/:_authToken=TOKEN\n',
    asArgument: false,
  },
  {
    title: 'a command writes .npmrc',
    dockerfile: `
      FROM node:24
      ARG NPM_TOKEN
      WORKDIR /app
      COPY package.json ./
      RUN npm config set registry http://REGISTRY/
      RUN echo "//REGISTRY/:_authToken=\${NPM_TOKEN}" > .npmrc && npm install --no-audit --no-fund
    `,
    asArgument: true,
  },
  {
    title: 'npm config set stores the token',
    dockerfile: `
      FROM node:24
      ARG NPM_TOKEN
      WORKDIR /app
      COPY package.json ./
      RUN npm config set --location=global registry http://REGISTRY/
      RUN npm config set //REGISTRY/:_authToken $NPM_TOKEN && npm install --no-audit --no-fund
    `,
    asArgument: true,
  },
  {
    title: 'an option has the token',
    dockerfile: `
      FROM node:24
      ARG NPM_TOKEN
      WORKDIR /app
      COPY package.json ./
      RUN npm install --registry=http://REGISTRY/ --//REGISTRY/:_authToken=$NPM_TOKEN --no-audit --no-fund
    `,
    asArgument: true,
  },
]

const token = randomBytes(20).toString('hex')
const tag = `dockerfile-secrets-test/npm-${randomBytes(4).toString('hex')}`
let registry: Registry
let base: string

before(async () => {
  registry = await startNpmRegistry(['@acme/private-lib'], { accepts: it => it.password === token })
  base = await testImage('node', ['debian'], nodeContexts())
})
after(async () => {
  await registry.close()
  await runDocker(['image', 'rm', '--force', tag])
})

for (const { title, dockerfile, npmrc, asArgument } of projects) {
  describe(`the real npm when ${title}`, () => {
    const text = (template: string): string =>
      template.replaceAll('REGISTRY', new URL(registry.url).host).replaceAll('=TOKEN', `=${token}`)
    let context: string

    before(async () => {
      context = await mkdtemp(join(tmpdir(), 'dockerfile-secrets-npm-'))
      const manifest = { name: 'app', version: '1.0.0', dependencies: { '@acme/private-lib': '^1.0.0' } }
      await writeFile(join(context, 'package.json'), JSON.stringify(manifest))
      if (npmrc !== undefined) await writeFile(join(context, '.npmrc'), text(npmrc))
    })
    after(() => rm(context, { recursive: true }))

    it('leaves the token in the image', async () => {
      const request = { dockerfile: text(dedent(dockerfile)), context, bases: { 'node:24': base } }
      const args = asArgument ? { NPM_TOKEN: token } : {}
      const { ok, log, image } = await buildArchive({ ...request, args, noCache: true }, await layersOf(base))
      assert.ok(ok && image, log)
      assert.notDeepEqual(searchImage(image, { token }), [])
    })

    it('installs the package after the fix and leaves nothing', async () => {
      const files = new Map(npmrc === undefined ? [] : [['.npmrc', text(npmrc)]])
      const fixed = fixAll(text(dedent(dockerfile)), { context: { files, dockerfilePath: 'Dockerfile' } })
      assert.deepEqual(fixed.refused, [])
      const secrets = fixed.secrets.map(({ id, from }) => {
        return [id, from.kind === 'file' ? { file: join(context, from.name) } : { value: token }] as const
      })
      const request = {
        dockerfile: fixed.text,
        context,
        bases: { 'node:24': base },
        secrets: Object.fromEntries(secrets),
      }
      const seen = registry.requests.length
      const { ok, log, image } = await buildArchive({ ...request, noCache: true }, await layersOf(base))
      assert.ok(ok && image, `${fixed.text}\n${log}`)
      assert.ok(registry.requests.slice(seen).some(it => it.authorized && it.path.endsWith('.tgz')))
      assert.deepEqual(searchImage(image, { token }), [], fixed.text)
      // From the cache of the build above.
      await buildImage(request, tag)
      const program = 'console.log(require("@acme/private-lib"))'
      assert.equal(await docker(['run', '--rm', '--network=none', tag, 'node', '-e', program]), '@acme/private-lib\n')
    })
  })
}
