import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { findProblems } from '../../../server/src/core/analyze.ts'
import { defaultSettings } from '../../../server/src/core/context.ts'
import { fixAll } from '../../../server/src/core/fixes/fixAll.ts'

const TOKEN = ['ghp_', 'q7Rk2vT9xwZb41mLc83Hs6Yd5NfPj0GaQeUo'].join('')

describe('A credential in clear text is reported once,', () => {
  const cases: readonly (readonly [place: string, rule: string])[] = [
    [`ARG GH_TOKEN=${TOKEN}`, 'secret-in-arg'],
    [`ENV GH_TOKEN=${TOKEN}`, 'secret-in-env'],
    [`ENV REMOTE=https://ci:${TOKEN}@github.com/acme/app`, 'secret-in-env'],
    [`LABEL token=${TOKEN}`, 'secret-in-metadata'],
    [`CMD ["deploy", "--token", "${TOKEN}"]`, 'secret-in-metadata'],
    [`ENTRYPOINT deploy --token=${TOKEN}`, 'secret-in-metadata'],
    [`HEALTHCHECK CMD curl -H "Authorization: token ${TOKEN}" https://api.github.com`, 'secret-in-metadata'],
    [`ADD https://${TOKEN}@github.com/acme/app.git /src`, 'secret-in-url'],
    [`RUN git clone https://${TOKEN}@github.com/acme/app`, 'secret-in-url'],
    [`RUN git clone https://ci:${TOKEN}@github.com/acme/app`, 'secret-in-url'],
    [`RUN curl -H "Authorization: token ${TOKEN}" https://api.github.com`, 'hardcoded-secret'],
    [`RUN curl -u ci:${TOKEN} https://api.github.com`, 'hardcoded-secret'],
    [`RUN deploy --token=${TOKEN}`, 'hardcoded-secret'],
    [`RUN deploy --token ${TOKEN}`, 'hardcoded-secret'],
    [`RUN GH_TOKEN=${TOKEN} deploy`, 'hardcoded-secret'],
    [`RUN export GH_TOKEN=${TOKEN} && deploy`, 'hardcoded-secret'],
    [`RUN sh -c 'deploy --token ${TOKEN}'`, 'hardcoded-secret'],
    [`RUN echo "$(deploy --token ${TOKEN})"`, 'hardcoded-secret'],
    [`RUN ["deploy", "--token", "${TOKEN}"]`, 'hardcoded-secret'],
    [`RUN poetry config http-basic.acme ci ${TOKEN}`, 'hardcoded-secret'],
    [`RUN echo ${TOKEN} | docker login -u ci --password-stdin`, 'hardcoded-secret'],
    [`RUN echo "machine github.com login ci password ${TOKEN}" > ~/.netrc`, 'hardcoded-secret'],
    [`RUN cat <<EOF > ~/.npmrc\n//npm.example.com/:_authToken=${TOKEN}\nEOF`, 'hardcoded-secret'],
    [`COPY <<EOF /root/.npmrc\n//npm.example.com/:_authToken=${TOKEN}\nEOF`, 'hardcoded-secret'],
    [`COPY <<EOF /app/settings\n${TOKEN}\nEOF`, 'hardcoded-secret'],
    [`ONBUILD RUN deploy --token ${TOKEN}`, 'hardcoded-secret'],
  ]
  for (const [place, rule] of cases)
    it(`by ${rule}, in ${place.replace(TOKEN, '***').replaceAll('\n', ' ')}`, () =>
      assert.deepEqual(
        findProblems(`FROM alpine\n${place}\n`).map(it => it.rule),
        [rule],
      ))

  it('by hardcoded-secret, in an argument that no stage sees', () =>
    assert.deepEqual(
      findProblems(`ARG GH_TOKEN=${TOKEN}\nFROM alpine\n`).map(it => it.rule),
      ['hardcoded-secret'],
    ))

  it('and never told', () => {
    for (const [place] of cases)
      for (const { fix, ...others } of findProblems(`FROM alpine\n${place}\n`)) {
        assert.ok(!JSON.stringify([others, fix?.title, fix?.secrets]).includes(TOKEN), place)
      }
  })
})

describe('A credential in clear text', () => {
  it('becomes a secret that says where it was', () => {
    const secretsOf = (place: string) => fixAll(`FROM node:24\n${place}\nRUN npm ci\n`).secrets
    assert.deepEqual(secretsOf(`ARG NPM_TOKEN=${TOKEN}`), [
      { id: 'npm_token', from: { kind: 'literal', name: 'NPM_TOKEN' } },
    ])
    assert.deepEqual(secretsOf(`ENV NPM_TOKEN=${TOKEN}`), [
      { id: 'npm_token', from: { kind: 'env', name: 'NPM_TOKEN' } },
    ])
    assert.deepEqual(secretsOf(`ARG NPM_TOKEN=changeme`), [
      { id: 'npm_token', from: { kind: 'arg', name: 'NPM_TOKEN' } },
    ])
  })

  it('has to be revoked', () => {
    const title = (place: string) => findProblems(`FROM node:24\n${place}\nRUN npm ci\n`)[0]?.fix?.title
    assert.equal(title(`ARG NPM_TOKEN=${TOKEN}`), 'Move NPM_TOKEN to a secret mount, and revoke its value: it is known')
    assert.equal(title('ARG NPM_TOKEN'), 'Move NPM_TOKEN to a secret mount')
  })

  it('comes from a file where the frontend knows no variables', () => {
    const settings = { ...defaultSettings, mountStyle: 'file' } as const
    assert.equal(
      fixAll(`FROM alpine\nRUN deploy --token ${TOKEN}\n`, { settings }).text,
      [
        'FROM alpine',
        'RUN --mount=type=secret,id=github_token,required=true GITHUB_TOKEN="$(cat /run/secrets/github_token)" && export GITHUB_TOKEN && deploy --token "$GITHUB_TOKEN"',
        '',
      ].join('\n'),
    )
  })
})

describe('An argument of a script that is downloaded', () => {
  const KEY = ['q7Rk2vT9xw', 'Zb41mLc83Hs6Yd5'].join('')
  const found = (run: string) => findProblems(`FROM alpine\nRUN ${run}\n`).map(it => it.rule)

  it('is a credential when it looks like one', () => {
    assert.deepEqual(found(`curl https://example.com/install.sh | sh -s install ${KEY} me@example.com`), [
      'hardcoded-secret',
    ])
    assert.deepEqual(found(`wget -qO- https://example.com/install.sh | sudo bash -s -- ${KEY}`), ['hardcoded-secret'])
  })

  it('is none when it is a version, a commit, a path or a variable, or of another program', () => {
    const commit = 'e83c5163316f89bfbde7d9ab23ca2e25604af290'
    assert.deepEqual(found(`curl https://example.com/x | sh -s -- -b /usr/bin v1.2.3-rc.1 ${commit} $KEY`), [])
    assert.deepEqual(found(`cat install.sh | sh -s ${KEY} && curl https://example.com/x | tee ${KEY}`), [])
  })
})

describe('Code in an argument', () => {
  const found = (run: string) => findProblems(`FROM alpine\nRUN ${run}\n`).map(it => it.secret)

  it('has a credential in quotes after the name of one', () => {
    assert.deepEqual(found(`R -e "install_github('acme/app', auth_token = 'hunter2')"`), ['auth_token'])
    assert.deepEqual(found(`python3 -c 'import x; x.login(user="ci", password="hunter2")'`), ['password'])
  })

  it('has none in a variable or a call', () => {
    assert.deepEqual(found(`R -e "install_github('acme/app', auth_token = Sys.getenv('X'), token = '$X')"`), [])
    assert.deepEqual(found(`python -c 'from notebook.auth import passwd; print(passwd(token))'`), [])
  })

  it('has none for OpenSSL, whose words say where a password is', () =>
    assert.deepEqual(found('openssl pkcs12 -in a.p12 -password env:PHRASE'), []))
})

describe('A default of the shell', () => {
  const found = (run: string) => findProblems(`FROM alpine\nRUN ${run}\n`).map(it => it.secret)

  it('is a password where one is taken', () => {
    assert.deepEqual(found('useradd -m -p ${GIVEN:-hunter2} bob'), ['bob'])
    assert.deepEqual(found('echo "root:${GIVEN:=hunter2}" | chpasswd'), ['root'])
  })

  it('is none when it is empty, made by a command, or says so', () => {
    assert.deepEqual(found('echo "root:${GIVEN:-}" | chpasswd && echo "bob:${GIVEN:-$(pwgen)}" | chpasswd'), [])
    assert.deepEqual(found('curl -H "X-Token: ${GIVEN:-none}" https://files.acme.example/a'), [])
  })
})
