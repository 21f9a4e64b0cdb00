import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { findProblems } from '../../../server/src/core/analyze.ts'

/** Private keys that RUNs leave, with the severity of the finding. */
function keysOf(...lines: readonly string[]): readonly string[] {
  return findProblems(['FROM debian:12', 'WORKDIR /app', ...lines, ''].join('\n'))
    .filter(it => it.rule === 'persisted-credential')
    .map(({ severity, secret }) => `${severity} ${secret}`)
}

describe('private keys that a build makes', () => {
  const commands: Readonly<Record<string, string>> = {
    'ssh-keygen -A': '/etc/ssh/ssh_host_rsa_key',
    'ssh-keygen -q -N "" -t rsa -f /etc/ssh/ssh_host_rsa_key': '/etc/ssh/ssh_host_rsa_key',
    'ssh-keygen -t ed25519 -f ~/.ssh/deploy -P ""': '/root/.ssh/deploy',
    "ssh-keygen -t rsa -N ''": '/root/.ssh/id_rsa',
    'cd /etc/ssh && ssh-keygen -f server_key': '/etc/ssh/server_key',
    'openssl req -x509 -newkey rsa:2048 -nodes -keyout /etc/nginx/tls.key -out /etc/nginx/tls.crt':
      '/etc/nginx/tls.key',
    'openssl genrsa -out tls.key 2048': '/app/tls.key',
    'openssl genrsa 2048 > tls.key': '/app/tls.key',
    'openssl genpkey -algorithm ed25519 -out jwt.pem': '/app/jwt.pem',
    'openssl ecparam -name prime256v1 -genkey -noout -out jwt.pem': '/app/jwt.pem',
    'keytool -genkeypair -alias a -keystore app.jks -storepass changeit': '/app/app.jks',
  }
  for (const [command, path] of Object.entries(commands))
    it(`stay in the image: ${command}`, () => assert.deepEqual(keysOf(`RUN ${command}`), [`warning ${path}`]))

  it('stay in the cache when an earlier stage makes them', () =>
    assert.deepEqual(keysOf('RUN openssl genrsa -out tls.key', 'FROM alpine'), ['info /app/tls.key']))

  it('stay in their layer when a later RUN removes them', () =>
    assert.deepEqual(keysOf('RUN ssh-keygen -f key', 'RUN rm key'), ['warning /app/key']))

  it('are gone when the same RUN removes them', () => {
    assert.deepEqual(keysOf('RUN ssh-keygen -A && make && rm -f /etc/ssh/ssh_host_*'), [])
    assert.deepEqual(keysOf('RUN openssl genrsa -out /tmp/x/tls.key && rm -rf /tmp/x'), [])
    assert.deepEqual(keysOf('RUN --mount=type=tmpfs,target=/keys openssl genrsa -out /keys/tls.key'), [])
  })

  it('are of no interest when they are for tests', () =>
    assert.deepEqual(
      keysOf(
        'RUN openssl genrsa -out dummy.key',
        'RUN openssl req -x509 -keyout /etc/ssl/private/ssl-cert-snakeoil.key -out x.pem',
        'RUN ssh-keygen -f /app/tests/test_rsa',
      ),
      [],
    ))

  const others = [
    'ssh-keygen -lf /etc/ssh/key.pub',
    'ssh-keygen -R h.example',
    'ssh-keygen -F h.example || ssh-keyscan h.example >> ~/.ssh/known_hosts',
    'ssh-keygen -y -f key > key.pub',
    'openssl req -new -key tls.key -out tls.csr',
    'openssl rsa -in tls.key -pubout -out tls.pub',
    'openssl x509 -req -in tls.csr -signkey tls.key -out tls.crt',
    'openssl ecparam -name prime256v1 -out params.pem',
    'openssl genrsa 2048',
    'keytool -importcert -file ca.crt -keystore cacerts -storepass changeit',
    'echo ssh-keygen -A >> /start.sh',
  ]
  for (const command of others) it(`are none: ${command}`, () => assert.deepEqual(keysOf(`RUN ${command}`), []))
})
