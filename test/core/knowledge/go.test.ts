import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import rule from '../../../server/src/core/rules/copied-credential-file.ts'
import { expectFix } from '../../support/fixtures.ts'
import { copying, fixed, holds, SECRET, storedBy } from '../../support/knowledge.ts'

const PROXY = 'https://ci:$TOKEN@goproxy.corp.example,direct'

describe('go env -w', () => {
  it('stores a URL with a credential', () =>
    assert.deepEqual(storedBy(`go env -w GOPROXY=${PROXY}`), ['/root/.config/go/env']))

  it('becomes the variable itself for every command that fetches modules', () =>
    assert.deepEqual(
      fixed(`go env -w GOPROXY=${PROXY}`, 'go mod download && go fmt ./...', 'CGO_ENABLED=0 go build .'),
      {
        runs: [`GOPROXY=${PROXY} go mod download && go fmt ./...`, `GOPROXY=${PROXY} CGO_ENABLED=0 go build .`],
        mounted: ['TOKEN', 'TOKEN'],
      },
    ))

  it('is undone where it sets something else, too', () =>
    assert.deepEqual(fixed(`go env -w GOPRIVATE=corp.example GOPROXY=${PROXY} && go mod download`).runs, [
      `go env -w GOPRIVATE=corp.example GOPROXY=${PROXY} && go mod download && go env -u GOPRIVATE GOPROXY`,
    ]))

  it('stores nothing that is no credential, and nothing that it takes away', () =>
    assert.deepEqual(
      storedBy(
        'go env -w GOPRIVATE=corp.example',
        `go env -w GOPROXY=${PROXY} && go mod download && go env -u GOPROXY`,
      ),
      [],
    ))
})

describe('a Go build', () => {
  it('gets the rewritten URL of git from the environment', () =>
    assert.deepEqual(
      fixed('git config --global url."https://$TOKEN@github.com/".insteadOf "https://github.com/"', 'go mod download'),
      {
        runs: [
          'GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=url."https://$TOKEN@github.com/".insteadOf GIT_CONFIG_VALUE_0="https://github.com/" go mod download',
        ],
        mounted: ['TOKEN'],
      },
    ))

  it('writes a .netrc only where it is read', () =>
    assert.deepEqual(fixed('echo "machine h.example login ci password $TOKEN" > ~/.netrc', 'go mod download').runs, [
      'echo "machine h.example login ci password $TOKEN" > ~/.netrc && go mod download && rm -f /root/.netrc',
    ]))

  it('reads a copied .netrc when it fetches modules', () =>
    expectFix(
      rule,
      `
      FROM golang:1.24
      COPY .netrc /root/
      RUN go mod download && rm /root/.netrc
      RUN go build -o /app .
    `,
      `
      FROM golang:1.24
      RUN --mount=type=secret,id=netrc,target=/root/.netrc,required=true go mod download
      RUN go build -o /app .
    `,
    ))
})

describe('go/env', () => {
  it('is told by its text', () => {
    assert.equal(copying('go/env', '/root/.config/go/env'), undefined)
    assert.equal(copying('go/env', '/root/.config/go/env', `GOPROXY=https://ci:${SECRET}@h.example\n`), 'error')
    assert.ok(!holds('go/env', 'GOPRIVATE=corp.example\nGOPROXY=https://h.example,direct\n'))
  })
})
