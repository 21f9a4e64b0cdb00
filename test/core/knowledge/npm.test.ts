import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fixAll } from '../../../server/src/core/fixes/fixAll.ts'
import { copying, fixed, holds, refusal, SECRET, storedBy } from '../../support/knowledge.ts'

const KEY = '//npm.corp.example/:_authToken'

describe('commands that store a token', () => {
  const places: Readonly<Record<string, string>> = {
    [`npm config set ${KEY} $TOKEN`]: '/root/.npmrc',
    [`npm config set ${KEY}=$TOKEN`]: '/root/.npmrc',
    [`npm config set "${KEY}=\${TOKEN}"`]: '/root/.npmrc',
    [`npm set ${KEY} "$TOKEN"`]: '/root/.npmrc',
    [`npm set ${KEY}=$TOKEN`]: '/root/.npmrc',
    'npm config set //$HOST/:_authToken=$TOKEN': '/root/.npmrc',
    [`npm config set ${KEY} $TOKEN --global`]: '/usr/local/etc/npmrc',
    [`npm config -g set ${KEY} $TOKEN`]: '/usr/local/etc/npmrc',
    [`npm config set --location=global ${KEY}=$TOKEN`]: '/usr/local/etc/npmrc',
    [`npm config set --location=project ${KEY}=$TOKEN`]: '/app/.npmrc',
    'printf "ci\\n$TOKEN\\nci@corp.example\\n" | npm login --registry https://npm.corp.example --scope @corp':
      '/root/.npmrc',
    'echo "$TOKEN" | npm adduser': '/root/.npmrc',
    'npm-cli-login -u ci -p $TOKEN -e ci@corp.example -r https://npm.corp.example': '/root/.npmrc',
    [`npm ci --${KEY}=$TOKEN`]: '/root/.npm/_logs',
    [`npm publish "--${KEY}=$TOKEN"`]: '/root/.npm/_logs',
    'npm install git+https://$TOKEN@github.com/corp/lib.git': '/app/package.json',
    'npx npm-cli-login -u ci -p $TOKEN -e ci@corp.example': '/root/.npmrc',
    [`pnpm config set ${KEY} $TOKEN`]: '/root/.npmrc',
    [`pnpm config set --location=project ${KEY} $TOKEN`]: '/app/.npmrc',
    'echo $TOKEN | pnpm login': '/root/.npmrc',
    [`yarn config set ${KEY} $TOKEN`]: '/usr/local/share/.yarnrc',
    'yarn config set registry https://ci:$TOKEN@npm.corp.example': '/usr/local/share/.yarnrc',
    'yarn config set npmAuthToken $TOKEN': '/app/.yarnrc.yml',
    'yarn config set -H npmAuthToken $TOKEN': '/root/.yarnrc.yml',
    'yarn config set npmAuthIdent "ci:$TOKEN" --home': '/root/.yarnrc.yml',
    'yarn config set npmScopes.corp.npmAuthToken $TOKEN': '/app/.yarnrc.yml',
    'yarn config set npmScopes --json "{\\"corp\\":{\\"npmAuthToken\\":\\"$TOKEN\\"}}"': '/app/.yarnrc.yml',
    'echo $TOKEN | yarn npm login': '/root/.yarnrc.yml',
  }
  for (const [command, path] of Object.entries(places))
    it(`${path}: ${command}`, () => assert.deepEqual(storedBy(command), [path]))

  it('are told from commands that only look alike', () =>
    assert.deepEqual(
      storedBy(
        'npm config get registry && npm config set registry https://npm.corp.example',
        'npm config set fetch-retries 5 && npm ci',
        `npm config delete ${KEY}`,
        'yarn config set nodeLinker node-modules',
        'pnpm config set store-dir /store',
        'npm whoami',
        'npm ci --registry=https://npm.corp.example --omit dev',
        'npm install --global git+https://ci:$TOKEN@github.com/corp/lib.git',
        'npm install lib && TOKEN=$TOKEN npm run build',
      ),
      [],
    ))
})

describe('a stored token', () => {
  const undone: Readonly<Record<string, string>> = {
    [`npm config set ${KEY} $TOKEN && npm ci`]: `npm config delete ${KEY} && rm -rf /root/.npm/_logs`,
    [`npm config set ${KEY}=$TOKEN && npm ci`]: `npm config delete ${KEY} && rm -rf /root/.npm/_logs`,
    [`npm config set --global ${KEY}=$TOKEN && npm ci`]: `npm config delete --global ${KEY} && rm -rf /root/.npm/_logs`,
    [`npm config set --location=project ${KEY}=$TOKEN && npm ci`]: `npm config delete --location=project ${KEY} && rm -rf /root/.npm/_logs`,
    [`pnpm config set ${KEY} $TOKEN && pnpm install`]: `pnpm config delete ${KEY} && rm -rf /root/.npm/_logs`,
    [`yarn config set ${KEY} $TOKEN && yarn`]: `yarn config delete ${KEY}`,
    'yarn config set npmScopes.corp.npmAuthToken $TOKEN && yarn install':
      'yarn config unset npmScopes.corp.npmAuthToken',
    'yarn config set --home npmScopes.corp.npmAuthToken $TOKEN && yarn install':
      'yarn config unset --home npmScopes.corp.npmAuthToken',
  }
  for (const [command, last] of Object.entries(undone))
    it(`is taken out again, and other settings stay: ${command}`, () =>
      assert.deepEqual(fixed(command).runs, [`${command} && ${last}`]))

  it('is stored only where it is read', () =>
    assert.deepEqual(fixed(`npm config set ${KEY} $TOKEN`, 'mkdir x', 'npm ci').runs, [
      'mkdir x',
      `npm config set ${KEY} $TOKEN && npm ci && npm config delete ${KEY} && rm -rf /root/.npm/_logs`,
    ]))

  it('is not taken out twice, but its copy in the log is', () =>
    assert.deepEqual(fixed(`npm config set ${KEY} $TOKEN && npm ci && npm config delete ${KEY}`).runs, [
      `npm config set ${KEY} $TOKEN && npm ci && npm config delete ${KEY} && rm -rf /root/.npm/_logs`,
    ]))

  it('that is an option is in the debug log of its own RUN, which nobody reads', () =>
    assert.deepEqual(fixed(`npm ci "--${KEY}=$TOKEN"`, `npm publish --${KEY}=$TOKEN && rm -rf ~/.npm`).runs, [
      `npm ci "--${KEY}=$TOKEN" && rm -rf /root/.npm/_logs`,
      `npm publish --${KEY}=$TOKEN && rm -rf ~/.npm`,
    ]))

  it('that stays in the manifest is left to the user', () =>
    assert.match(refusal('npm install git+https://$TOKEN@github.com/corp/lib.git'), /written to \/app\/package\.json/))

  it('of the default registry is a variable for Yarn 2 and later', () => {
    assert.deepEqual(fixed('yarn config set npmAuthToken $TOKEN', 'yarn install --immutable'), {
      runs: ['yarn install --immutable'],
      mounted: ['YARN_NPM_AUTH_TOKEN'],
    })
    assert.deepEqual(fixed('yarn config set -H npmAuthIdent "ci:$TOKEN" && yarn install'), {
      runs: ['YARN_NPM_AUTH_IDENT="ci:$TOKEN" yarn install'],
      mounted: ['TOKEN'],
    })
  })

  it('that a login in another RUN has stored is stored where it is used', () =>
    assert.deepEqual(fixed('echo "$TOKEN" | npm login', 'npm ci').runs, [
      'echo "$TOKEN" | npm login && npm ci && rm -f /root/.npmrc',
    ]))
})

describe('variables', () => {
  const readers: Readonly<Record<string, string>> = {
    NPM_TOKEN: 'bun install',
    BUN_CONFIG_TOKEN: 'bun install --frozen-lockfile',
    YARN_NPM_AUTH_TOKEN: 'yarn workspaces focus --production',
    pnpm_config__auth: 'pnpm install --frozen-lockfile',
    COREPACK_NPM_TOKEN: 'corepack prepare pnpm@9 --activate',
  }
  for (const [name, command] of Object.entries(readers))
    it(`${name} is read by ${command}, and not by what only sets a tool up`, () => {
      const { text } = fixAll(`FROM node:24\nARG ${name}\nRUN corepack enable\nRUN ${command}\n`)
      const id = name.toLowerCase().replace('__', '_')
      const mount = `--mount=type=secret,id=${id},env=${name},required=true`
      assert.equal(text, `FROM node:24\nRUN corepack enable\nRUN ${mount} ${command}\n`)
    })
})

describe('files', () => {
  it('are told by their name and place', () => {
    assert.equal(copying('.npmrc', './'), 'warning')
    assert.equal(copying('auth.ini', '/root/.config/pnpm/auth.ini'), 'warning')
    assert.equal(copying('auth.ini', '/app/auth.ini'), undefined)
    assert.equal(copying('.yarnrc.yml', './'), undefined)
    assert.equal(copying('bunfig.toml', './'), undefined)
  })

  it('are told by their text', () => {
    assert.equal(copying('.yarnrc.yml', './', `npmAuthToken: ${SECRET}\n`), 'error')
    assert.equal(
      copying('bunfig.toml', './', `[install.scopes]\ncorp = { token = "${SECRET}", url = "https://h.example/" }\n`),
      'error',
    )
  })

  it('of Bun may refer to variables, and may have settings that only look like credentials', () => {
    assert.ok(holds('.bunfig.toml', `[install]\nregistry = "https://ci:${SECRET}@npm.corp.example"\n`))
    assert.ok(!holds('bunfig.toml', '[install.scopes]\ncorp = { token = "$NPM_TOKEN", url = "https://h.example/" }\n'))
    assert.ok(!holds('bunfig.toml', `[test]\ntoken = "${SECRET}"\n`))
  })
})
