import assert from 'node:assert/strict'
import { chmodSync } from 'node:fs'
import { delimiter } from 'node:path'
import { describe, it } from 'node:test'
import { runCommand, type Run } from '../support/commandLine.ts'
import { createFolder, type Folder } from '../support/folder.ts'

const DOCKERFILE = `FROM python:3.12 AS builder
RUN --mount=type=secret,id=netrc,target=/root/.netrc,required=true pip install x
FROM builder AS test
RUN --mount=type=secret,id=test_token,env=TEST_TOKEN,required=true pytest
FROM builder
RUN --mount=type=secret,id=sentry,env=SENTRY_TOKEN true
`

describe('build', () => {
  it('starts docker in the directory of the user, with what was asked for', async () => {
    const folder = createFolder({ Dockerfile: DOCKERFILE, '.netrc': 'machine x' })
    const { code, stdout, stderr } = await build(
      folder,
      ['--secret', 'id=netrc,src=.netrc', '--secret', 'id=sentry,env=S'],
      { S: 'x' },
      ['-t', 'a b', '--progress=plain'],
    )
    assert.deepEqual([code, stderr], [0, ''])
    const [first, ...args] = stdout.split('\n').slice(0, -1)
    assert.equal(first, `in ${folder.path} with DOCKER_BUILDKIT=1`)
    assert.equal(
      args.join(' | '),
      'buildx | build | --file | Dockerfile | --secret | type=file,id=netrc,src=.netrc | ' +
        '--secret | type=env,id=sentry,env=S | -t | a b | --progress=plain | .',
    )
  })

  it('hands the exit code of docker on', async () => {
    const folder = createFolder({ Dockerfile: 'FROM scratch\n' })
    assert.equal((await build(folder, [], { FAKE_EXIT: '17' })).code, 17)
  })

  it('hands the end by a signal on', async () => {
    const folder = createFolder({ Dockerfile: 'FROM scratch\n' })
    assert.equal((await build(folder, [], { FAKE_KILL: 'TERM' })).code, 128 + 15)
  })

  it('takes a Dockerfile in a folder, and its build context from where its sources are', async () => {
    const folder = createFolder({ 'docker/Dockerfile.api': 'FROM scratch\nCOPY src /\n', 'src/a': '' })
    const { stdout } = await build(folder, ['docker/Dockerfile.api'])
    assert.deepEqual(stdout.split('\n').slice(3, -1), ['--file', 'docker/Dockerfile.api', '.'])
  })

  it('takes the build context that it is told', async () => {
    const folder = createFolder({ 'api/Dockerfile': 'FROM scratch\n' })
    const { stdout } = await build(folder, ['api', '--context', '..'])
    assert.deepEqual(stdout.split('\n').slice(3, -1), ['--file', 'api/Dockerfile', '..'])
  })

  it('wants only the secrets of the target', async () => {
    const folder = createFolder({ Dockerfile: DOCKERFILE, '.netrc': 'machine x' })
    const secrets = ['--secret', 'id=netrc,src=.netrc', '--secret', 'id=test_token,env=T']
    assert.equal((await build(folder, secrets, { T: 'x' }, ['--target', 'test'])).code, 0)
    assert.equal((await build(folder, secrets.slice(0, 2), {}, ['--target=builder'])).code, 0)
    assert.equal((await build(folder, secrets.slice(0, 2), {}, ['--target', 'test'])).code, 2)
  })

  it('warns about an optional secret that is not given, and about one that nothing mounts', async () => {
    const folder = createFolder({ Dockerfile: DOCKERFILE, '.netrc': 'machine x' })
    const { code, stderr } = await build(folder, ['--secret', 'id=netrc,src=.netrc', '--secret', 'id=nope,src=.netrc'])
    assert.equal(code, 0)
    assert.match(stderr, /^dockerfile-secrets: The optional secret sentry is not given/m)
    assert.match(stderr, /^dockerfile-secrets: No RUN of this build mounts the secret nope\.$/m)
  })
})

describe('build does not start docker, says why and exits with 2', () => {
  const folder = () =>
    createFolder({ Dockerfile: DOCKERFILE, '.netrc': 'machine x\n  password hunter2', empty: '', 'dir/a': '' })
  const cases: Readonly<Record<string, readonly [readonly string[], RegExp]>> = {
    'when the file of a secret does not exist': [['--secret', 'id=netrc,src=nope'], /nope: There is no such file/],
    'when the file of a secret is a directory': [['--secret', 'id=netrc,src=dir'], /dir is a directory/],
    'when the file of a secret is empty': [['--secret', 'id=netrc,src=empty'], /empty is empty/],
    'when a variable is not set': [['--secret', 'id=netrc,env=NOPE'], /The variable NOPE is not set/],
    'when a variable is empty': [['--secret', 'id=netrc,env=EMPTY'], /The variable EMPTY is empty/],
    'when a secret is given twice': [
      ['--secret', 'id=netrc,src=.netrc', '--secret', 'id=netrc,env=X'],
      /The secret netrc is given twice/,
    ],
    'when there is no such Dockerfile': [['api/Dockerfile'], /api\/Dockerfile: There is no such file/],
    'when there is no Dockerfile in the directory': [['dir'], /There is no Dockerfile in dir/],
    'when it is to verify the image, which comes later': [['--verify'], /cannot verify images yet/],
  }
  for (const [name, [args, message]] of Object.entries(cases))
    it(name, async () => {
      const { code, stdout, stderr } = await build(folder(), args, { EMPTY: '', X: 'x' })
      assert.deepEqual([code, stdout], [2, ''])
      assert.match(stderr, message)
    })

  it('when there is no such target, naming those that are', async () => {
    const { code, stderr } = await build(folder(), [], {}, ['--target', 'nope'])
    assert.equal(code, 2)
    assert.match(stderr, /Dockerfile has no stage "nope"\. Its stages are builder, test\./)
  })

  it('when secrets are missing, with the arguments that would supply them', async () => {
    const { code, stderr } = await build(folder(), [], { TEST_TOKEN: 'hunter2' }, ['--target', 'test'])
    assert.equal(code, 2)
    const lines = stderr.split('\n').map(it => it.trim())
    assert.ok(lines.includes('netrc: required; as file /root/.netrc in stage builder'), stderr)
    assert.ok(
      lines.some(it => it.startsWith('--secret id=netrc,src=.netrc ')),
      stderr,
    )
    assert.ok(lines.includes('test_token: required; as variable TEST_TOKEN in stage test'), stderr)
    assert.ok(
      lines.some(it => it.startsWith('--secret id=test_token,env=TEST_TOKEN ')),
      stderr,
    )
    assert.ok(!stderr.includes('hunter2'))
  })

  it('when there is no docker', async () => {
    const { path } = createFolder({ Dockerfile: 'FROM scratch\n' })
    const { code, stderr } = await runCommand(['build'], { cwd: path, env: { PATH: path } })
    assert.deepEqual(
      [code, stderr],
      [
        2,
        'dockerfile-secrets: docker was not found on the PATH. Install Docker with the buildx plugin, or correct the PATH.\n',
      ],
    )
  })
})

/** Runs `build` with a docker that only tells how it was started. */
async function build(
  folder: Folder,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  forDocker: readonly string[] = [],
): Promise<Run> {
  const tools = createFolder({
    docker: `#!/bin/sh
echo "in $PWD with DOCKER_BUILDKIT=$DOCKER_BUILDKIT"
for it; do echo "$it"; done
[ -z "$FAKE_KILL" ] || kill -s "$FAKE_KILL" $$
exit "\${FAKE_EXIT:-0}"
`,
  })
  chmodSync(tools.join('docker'), 0o755)
  const rest = forDocker.length > 0 ? ['--', ...forDocker] : []
  return await runCommand(['build', ...args, ...rest], {
    cwd: folder.path,
    env: { PATH: `${tools.path}${delimiter}${process.env['PATH'] ?? ''}`, ...env },
  })
}
