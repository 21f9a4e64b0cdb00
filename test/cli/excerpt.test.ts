import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { excerptOf, maskLine } from '../../server/src/cli/format/excerpt.ts'

// Assembled here, because a scanner would take the whole for a token somebody lost.
const GITHUB_TOKEN = `ghp_${'a1B2c3D4'.repeat(5).slice(0, 36)}`
const NONE: ReadonlySet<string> = new Set()

describe('A printed line hides', () => {
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
    "RUN echo 'root:hunter2' | chpasswd": "RUN echo 'root:***' | chpasswd",
    'RUN TOKEN=${TOKEN:-hunter2} make': 'RUN TOKEN=${TOKEN:-***} make',
    [`RUN git clone https://x/y # ${GITHUB_TOKEN}`]: 'RUN git clone https://x/y # ***',
    [`LABEL note=${GITHUB_TOKEN}`]: 'LABEL note=***',
  }
  for (const [line, shown] of Object.entries(lines))
    it(`the value in ${shown}`, () => assert.equal(maskLine(line, NONE), shown))

  it('the value of a name that the analysis knows to be a secret', () =>
    assert.equal(maskLine('ENV FOO=hunter2 BAR=x', new Set(['FOO'])), 'ENV FOO=*** BAR=x'))
})

describe('A printed line shows', () => {
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
  for (const line of lines) it(line, () => assert.equal(maskLine(line, NONE), line))
})

describe('An excerpt', () => {
  it('marks the name', () => {
    const text = 'FROM node:24\nARG NPM_TOKEN\n'
    assert.deepEqual(excerptOf(text, 2, { start: 17, end: 26 }, NONE), {
      line: 2,
      text: 'ARG NPM_TOKEN',
      marker: '    ^^^^^^^^^',
    })
  })

  it('keeps the mark under the name when a value before it is hidden, behind tabs, and behind wide characters', () => {
    assert.deepEqual(markIn('ENV A_TOKEN=hunter2 B_TOKEN=x', 'B_TOKEN'), [
      'ENV A_TOKEN=*** B_TOKEN=***',
      '                ^^^^^^^',
    ])
    assert.deepEqual(markIn('ENV\tB_TOKEN=x', 'B_TOKEN'), ['ENV\tB_TOKEN=***', '   \t^^^^^^^'])
    assert.deepEqual(markIn('# 😀 B_TOKEN', 'B_TOKEN'), ['# 😀 B_TOKEN', '    ^^^^^^^'])
  })

  it('shows the first line of what goes over several', () => {
    const text = 'RUN a \\\r\n  b\r\n'
    assert.deepEqual(excerptOf(text, 1, { start: 4, end: text.length }, NONE), {
      line: 1,
      text: 'RUN a \\',
      marker: '    ^^^',
    })
  })

  it('cuts a long line around the mark', () => {
    const [text, marker] = markIn(`RUN ${'a '.repeat(500)}NAME ${'b '.repeat(500)}`, 'NAME')
    assert.equal(text, `…${'a '.repeat(30)}NAME ${'b '.repeat(50).slice(0, 99)}…`)
    assert.equal(marker, `${' '.repeat(61)}^^^^`)
  })

  it('does not show a line that no person wrote', () => {
    assert.deepEqual(markIn(`ENV A_TOKEN=x ${'y'.repeat(1_000_000)}`, 'A_TOKEN')[0], '(a line of 1000014 characters)')
  })

  it('cannot steer the terminal', () => {
    const [text] = markIn('ENV A_TOKEN=x \x1b[2J\x9b\u202e', 'A_TOKEN')
    assert.equal(text, 'ENV A_TOKEN=*** \uFFFD[2J\uFFFD\uFFFD')
  })

  it('exists for every span of every text', () =>
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'A_TOKEN=x\n\r\t "$😀') }), fc.nat(), fc.nat(), (text, a, b) => {
        const [start, end] = [a % (text.length + 1), b % (text.length + 1)].sort((x, y) => x - y)
        const excerpt = excerptOf(text, 1, { start: start ?? 0, end: end ?? 0 }, NONE)
        assert.doesNotMatch(excerpt.text + excerpt.marker, /[\r\n]/)
        assert.match(excerpt.marker, /^[ \t]*\^+$/)
      }),
    ))
})

function markIn(text: string, name: string): readonly [string, string] {
  const start = text.indexOf(name)
  const excerpt = excerptOf(text, 1, { start, end: start + name.length }, NONE)
  return [excerpt.text, excerpt.marker]
}
