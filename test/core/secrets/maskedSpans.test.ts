import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { masked } from '../../../server/src/cli/format/excerpt.ts'
import { keyedValues } from '../../../server/src/core/secrets/keyedValues.ts'
import { maskedSpans } from '../../../server/src/core/secrets/maskedSpans.ts'

// Assembled here, because a scanner would take the whole for a token somebody lost.
const GITHUB_TOKEN = `ghp_${'a1B2c3D4'.repeat(5).slice(0, 36)}`
describe('Masks hide, in a line,', () => {
  const lines: Readonly<Record<string, string>> = {
    'ENV API_TOKEN=hunter2': 'ENV API_TOKEN=***',
    'ENV API_TOKEN="correct horse"': 'ENV API_TOKEN="***"',
    'ENV API_TOKEN="a\\"b"': 'ENV API_TOKEN="***"',
    'ENV A=1 DB_PASSWORD=hunter2 \\': 'ENV A=1 DB_PASSWORD=*** \\',
    'ENV DB_PASSWORD hunter2': 'ENV DB_PASSWORD ***',
    'ARG NPM_TOKEN=hunter2': 'ARG NPM_TOKEN=***',
    'ARG INDEX=https://ci:hunter2@pypi.example/simple': 'ARG INDEX=https://***:***@pypi.example/simple',
    'RUN curl -u ci:hunter2 https://x.example': 'RUN curl -u ci:*** https://x.example',
    'RUN curl -H "Authorization: Bearer hunter2" https://x.example':
      'RUN curl -H "Authorization: Bearer ***" https://x.example',
    'RUN twine upload --password hunter2 dist/*': 'RUN twine upload --password *** dist/*',
    'RUN poetry config http-basic.corp ci hunter2': 'RUN poetry config http-basic.corp ci ***',
    'RUN poetry config pypi-token.corp hunter2': 'RUN poetry config pypi-token.corp ***',
    'RUN npm config set //npm.example/:_authToken hunter2': 'RUN npm config set //npm.example/:_authToken ***',
    'RUN npm config set //npm.example/:_authToken=hunter2': 'RUN npm config set //npm.example/:_authToken=***',
    'RUN echo "machine x login ci password hunter2" > ~/.netrc':
      'RUN echo "machine x login ci password ***" > ~/.netrc',
    'RUN echo "{\\"token\\": \\"hunter2\\"}" > auth.json': 'RUN echo "{\\"token\\": \\"***\\"}" > auth.json',
    "RUN echo 'machine x login y password hunter2' | tee ~/.netrc":
      "RUN echo 'machine x login y password ***' | tee ~/.netrc",
    'RUN echo hunter2x7 | docker login -u ci --password-stdin': 'RUN echo *** | docker login -u ci --password-stdin',
    [`RUN curl https://x.example/?access_token=${'q7Rk2vT9'.repeat(2)}`]:
      'RUN curl https://x.example/?access_token=***',
    'RUN git clone git@github.com:acme/lib.git': 'RUN git clone git@github.com:acme/lib.git',
    "RUN echo 'root:hunter2' | chpasswd": "RUN echo 'root:***' | chpasswd",
    'CMD mysql -phunter2': 'CMD mysql -p***',
    'ENTRYPOINT ["ssserver", "-k", "hunter2"]': 'ENTRYPOINT ["ssserver", "-k", "***"]',
    'HEALTHCHECK CMD mysqladmin -phunter2 ping': 'HEALTHCHECK CMD mysqladmin -p*** ping',
    'RUN R -e "f(auth_token = \'hunter2\')"': 'RUN R -e "f(auth_token = \'***\')"',
    'RUN (echo hunter2; echo hunter2) | passwd': 'RUN (echo ***; echo ***) | passwd',
    'RUN TOKEN=${TOKEN:-hunter2} make': 'RUN TOKEN=${TOKEN:-***} make',
    [`RUN git clone https://x/y # ${GITHUB_TOKEN}`]: 'RUN git clone https://x/y # ***',
    [`LABEL note=${GITHUB_TOKEN}`]: 'LABEL note=***',
  }
  for (const [line, shown] of Object.entries(lines)) it(`the value in ${shown}`, () => assert.equal(show(line), shown))

  it('the value of a name that the analysis knows to be a secret', () =>
    assert.equal(show('ENV FOO=hunter2 BAR=x', ['FOO']), 'ENV FOO=*** BAR=x'))
})

describe('Masks hide', () => {
  it('a value on the next line', () =>
    assert.equal(show('RUN x --password \\\r\n  hunter2 \\\n && y'), 'RUN x --password \\\r\n  *** \\\n && y'))

  it('values in here-documents', () =>
    assert.equal(
      show('RUN cat > .netrc <<EOF\nmachine x.example\n  login ci\n  password hunter2\nEOF\n'),
      'RUN cat > .netrc <<EOF\nmachine x.example\n  login ci\n  password ***\nEOF\n',
    ))

  it('all of a line that no person wrote', () =>
    assert.equal(show(`RUN a\nRUN ${'b '.repeat(20_000)}\nRUN c`), 'RUN a\n***\nRUN c'))

  it('what they hide in time that grows with the length', () => {
    for (const piece of ['$(', 'a=', 'TOKEN=', 'TOKEN="', '-u a:b ', '://a:b@', '${TOKEN:-', 'x\\\n', '"'])
      for (const end of ['', '\n']) {
        const text = (piece + end).repeat(300_000 / piece.length)
        const start = performance.now()
        assert.ok([...keyedValues(text, new Set())].length < text.length)
        assert.ok(performance.now() - start < 5000, piece)
      }
  })
})

describe('Masks leave open', () => {
  const lines = [
    'FROM python:3.12-slim AS builder',
    'ARG NPM_TOKEN',
    'ENV NODE_ENV=production PORT=8080',
    'COPY .npmrc /root/.npmrc',
    'RUN poetry config http-basic.corp ci $CI_JOB_TOKEN && poetry install',
    'RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true npm ci',
    'RUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci',
    'RUN pip install --extra-index-url=https://${USER}:${TOKEN}@pypi.example/simple x',
    'RUN echo "//npm.example/:_authToken=${NPM_TOKEN}" > .npmrc',
    'RUN TOKEN=$(cat /run/secrets/token) make',
    'RUN curl -H "Authorization: Bearer $TOKEN" https://x.example',
  ]
  for (const line of lines) it(line, () => assert.equal(show(line), line))
})

function show(instructions: string, names: readonly string[] = []): string {
  const from = 'FROM a\n'
  const text = from + instructions
  return masked(text, { start: from.length, end: text.length }, maskedSpans(text, new Set(names)))
}
