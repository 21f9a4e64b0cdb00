import assert from 'node:assert/strict'
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { setTimeout } from 'node:timers/promises'

import { fixAll } from '../../server/src/core/fixes/fixAll.ts'
import { buildArchive, layersOf } from '../support/dockerBuild.ts'
import { docker, runDocker, testImage } from '../support/dockerEngine.ts'
import { dedent } from '../support/fixtures.ts'
import { searchImage } from '../support/imageSearch.ts'

// The real git against a real ssh server that demands a key, before and after the fix. OpenSSH looks at the owner and
// the mode of a key, and at the hosts that are known.

interface Project {
  readonly title: string
  /** `ORIGIN` stands for the address of the repository, `SCAN` for the command that asks for the key of its host. */
  readonly dockerfile: string
  /** The argument that has the key; a file id_rsa when not given. */
  readonly argument?: string
}

const projects: readonly Project[] = [
  {
    title: 'a key is copied and used in several steps',
    dockerfile: `
      FROM debian
      COPY id_rsa /root/.ssh/id_rsa
      RUN chmod 600 /root/.ssh/id_rsa && SCAN >> /root/.ssh/known_hosts
      RUN git clone ORIGIN /src/lib
    `,
  },
  {
    title: 'one step removes the directory of the key',
    dockerfile: `
      FROM debian
      RUN mkdir /root/.ssh
      COPY id_rsa /root/.ssh/
      RUN chmod -R go= /root/.ssh && SCAN >> ~/.ssh/known_hosts && git clone ORIGIN /src/lib && rm -rf ~/.ssh
    `,
  },
  {
    title: 'a user whose number is not known has the key',
    dockerfile: `
      FROM debian
      RUN useradd --create-home app
      COPY --chown=app id_rsa /home/app/.ssh/id_rsa
      USER app
      RUN chmod 400 ~/.ssh/id_rsa && SCAN >> ~/.ssh/known_hosts
      RUN git clone ORIGIN /home/app/lib
    `,
  },
  {
    title: 'git is told where the key is',
    dockerfile: `
      FROM debian
      WORKDIR /src
      COPY id_rsa deploy_key
      RUN chmod 400 deploy_key
      RUN GIT_SSH_COMMAND='ssh -i /src/deploy_key -o StrictHostKeyChecking=no' git clone ORIGIN lib
      RUN rm deploy_key
    `,
  },
  {
    title: 'an argument is written by one step and protected by another',
    dockerfile: `
      FROM debian
      ARG SSH_PRIVATE_KEY
      RUN mkdir ~/.ssh && echo "$SSH_PRIVATE_KEY" > ~/.ssh/id_rsa
      RUN chmod 600 ~/.ssh/*
      RUN SCAN >> ~/.ssh/known_hosts
      RUN git clone ORIGIN /src/lib
    `,
    argument: 'SSH_PRIVATE_KEY',
  },
  {
    title: 'an agent gets the key of an argument',
    dockerfile: `
      FROM debian
      ARG DEPLOY_KEY
      RUN mkdir -p ~/.ssh && SCAN >> ~/.ssh/known_hosts
      RUN eval "$(ssh-agent -s)" && echo "$DEPLOY_KEY" | ssh-add - && git clone ORIGIN /src/lib
    `,
    argument: 'DEPLOY_KEY',
  },
]

const server = `dockerfile-secrets-test-ssh-${randomBytes(4).toString('hex')}`
const { privateKey: key } = generateKeyPairSync('rsa', {
  modulusLength: 3072,
  publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
})
/** A part that is in no other text. */
const part = key.split('\n')[8] ?? ''
let port: number
let base: string

before(async () => {
  base = await testImage('git', ['debian'])
  port = await freePort()
  const variables = ['--env', 'KEY', '--env', `PORT=${port}`]
  await docker(['run', '--detach', '--rm', '--name', server, '--network=host', ...variables, base, 'git-server'], {
    env: { KEY: key },
  })
  await answers(port)
})
after(() => runDocker(['rm', '--force', server]))

for (const { title, dockerfile, argument } of projects) {
  describe(`the real git when ${title}`, () => {
    const text = dedent(dockerfile)
    const filled = () =>
      text
        .replaceAll('ORIGIN', `ssh://root@127.0.0.1:${port}/srv/lib.git`)
        .replaceAll('SCAN', `ssh-keyscan -p ${port} 127.0.0.1`)
    let context: string

    before(async () => {
      context = await mkdtemp(join(tmpdir(), 'dockerfile-secrets-ssh-'))
      if (argument === undefined) await writeFile(join(context, 'id_rsa'), key, { mode: 0o600 })
    })
    after(() => rm(context, { recursive: true }))

    it('leaves the key in the image', async () => {
      const args = argument === undefined ? {} : { [argument]: key }
      const request = { dockerfile: filled(), context, bases: { debian: base }, args, noCache: true }
      const { ok, log, image } = await buildArchive(request, await layersOf(base))
      assert.ok(ok && image, log)
      assert.notDeepEqual(searchImage(image, { part }), [])
    })

    it('clones after the fix and leaves nothing', async () => {
      const fixed = fixAll(filled())
      assert.deepEqual(fixed.refused, [])
      const secrets = Object.fromEntries(fixed.secrets.map(({ id }) => [id, { value: key }]))
      const request = { dockerfile: fixed.text, context, bases: { debian: base }, secrets, noCache: true }
      const { ok, log, image } = await buildArchive(request, await layersOf(base))
      assert.ok(ok && image, `${fixed.text}\n${log}`)
      assert.deepEqual(searchImage(image, { part }), [], fixed.text)
    })
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}

async function answers(at: number): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const isOpen = await new Promise<boolean>(resolve => {
      const socket = connect(at, '127.0.0.1', () => resolve(true))
      socket.on('error', () => resolve(false))
      socket.unref()
    })
    if (isOpen) return
    await setTimeout(100)
  }
  throw new Error('The ssh server does not answer.')
}
