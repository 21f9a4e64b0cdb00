import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { dotenvEntries } from '../../../server/src/core/knowledge/formats/dotenv.ts'
import copied from '../../../server/src/core/rules/copied-credential-file.ts'
import { expectFix, expectRefusal } from '../../support/fixtures.ts'
import { copying, holds, refusal, SECRET } from '../../support/knowledge.ts'

describe('the entries of a dotenv file', () => {
  it('may be quoted, exported, commented and of several lines', () =>
    assert.deepEqual(
      dotenvEntries(
        `\uFEFF# A=0\nA=1 # one\nexport B = 'two # 2'\r\nC="three\nlines"\nD=\nE="open\nF=\`six\`\nno entry\n`,
      ),
      [
        { name: 'A', value: '1' },
        { name: 'B', value: 'two # 2' },
        { name: 'C', value: 'three\nlines' },
        { name: 'D', value: '' },
        { name: 'E', value: '"open' },
        { name: 'F', value: 'six' },
      ],
    ))
})

describe('a dotenv file that is copied', () => {
  it('is likely to hold a credential', () => {
    assert.equal(copying('production.env', '/etc/app/'), 'warning')
    assert.equal(copying('java.env', '/etc/app/'), undefined)
    for (const name of ['.env', '.env.local', '.env.production', '.env.production.local', 'api/.env'])
      assert.equal(copying(name, './'), 'warning', name)
    assert.equal(copying('.env*', './'), 'warning')
    assert.equal(copying('.env.prod', './.env'), 'warning')
  })

  it('is told by its text when it is shared by a team, made from a template, or has another name', () => {
    const names = ['.env.example', '.env.development', '.env.test', 'docker/settings.env', 'env.dist', 'default.env']
    for (const name of names) assert.equal(copying(name, './.env'), undefined, name)
    assert.equal(copying('.env.development', './', `API_TOKEN=${SECRET}\n`), 'error')
  })

  it('is one where applications look for it, whatever it was called', () => {
    for (const name of ['dotenv', 'production_env', '.env.docker', 'conf.env', '$SETTINGS'])
      assert.equal(copying(name, './.env'), 'warning', name)
    assert.equal(copying('.env.docker', './'), undefined)
  })

  it('holds a credential in the value of a name, in a URL, or by its form', () => {
    assert.equal(copying('.env', './', `PORT=80\nDB_PASSWORD="${SECRET}"\n`), 'error')
    assert.ok(holds('.env', `DATABASE_URL=postgres://app:${SECRET}@db/app`))
    assert.ok(holds('.env.local', `export STRIPE=${['sk', 'live', SECRET].join('_')}${SECRET}`))
  })

  it('is harmless with settings, what pages show, placeholders and references', () => {
    for (const text of [
      'NODE_ENV=production\nPORT=80\nAPI_URL=https://api.corp.example\n',
      `NEXT_PUBLIC_API_KEY=${SECRET}\nVITE_TOKEN=${SECRET}\n`,
      'DB_PASSWORD=changeme\nAPI_TOKEN=\nSECRET_KEY=${SECRET_KEY}\n',
      `# API_TOKEN=${SECRET}\n`,
      'PASSWORD_FILE=/run/secrets/password\nTOKEN_REQUIRED=true\n',
    ])
      assert.equal(copying('.env', './', text), undefined, text)
  })
})

describe('the fix for a dotenv file', () => {
  it('mounts it for the build of an earlier stage', () =>
    expectFix(
      copied,
      `
      FROM node:24 AS build
      WORKDIR /app
      COPY .env package.json ./
      RUN npm run build
      FROM nginx
      COPY --from=build /app/dist /usr/share/nginx/html
    `,
      `
      FROM node:24 AS build
      WORKDIR /app
      COPY package.json ./
      RUN --mount=type=secret,id=env,target=/app/.env,required=true npm run build
      FROM nginx
      COPY --from=build /app/dist /usr/share/nginx/html
    `,
    ))

  const reason =
    'The running container may read .env; give it to docker run with --env-file or as a mount, and take it out of the image by hand.'

  it('is left to the author where the container has it', () =>
    expectRefusal(
      copied,
      'FROM node:24\nWORKDIR /app\nCOPY .env ./\nRUN npm run build\nCMD ["node", "server.js"]\n',
      reason,
    ))

  it('is left to the author where it comes with a directory', () => {
    for (const source of ['/app', '/app/', '/', '/app/.next/standalone'])
      expectRefusal(
        copied,
        `FROM node:24 AS build\nWORKDIR /app\nCOPY .env ./\nRUN npm run build\nFROM node:24\nCOPY --from=build ${source} /srv/\n`,
        reason,
      )
  })

  it('takes no file away that a RUN writes for the container', () =>
    assert.match(
      refusal('echo "API_TOKEN=$TOKEN" > .env', 'npm run build'),
      /\/app\/.env, which the running container may need/,
    ))
})
