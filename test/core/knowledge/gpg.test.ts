import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { findProblems } from '../../../server/src/core/analyze.ts'
import { fixAll } from '../../../server/src/core/fixes/fixAll.ts'
import { copying, holds, refusal, SECRET } from '../../support/knowledge.ts'

/** Put together at run time, because scanners search for the first line. */
function armored(label: string): string {
  const dashes = '-'.repeat(5)
  return `${dashes}BEGIN PGP ${label} KEY BLOCK${dashes}\n\n${SECRET}\n${dashes}END PGP ${label} KEY BLOCK${dashes}\n`
}

/** Where the RUNs leave what an argument of this name brings. */
function stored(name: string, ...runs: readonly string[]): readonly string[] {
  const findings = findProblems(['FROM debian:12', `ARG ${name}`, ...runs.map(it => `RUN ${it}`), ''].join('\n'))
  return findings.filter(it => it.rule === 'persisted-credential').map(it => /to (\S+) and/.exec(it.message)?.[1] ?? '')
}

describe('keys of GnuPG', () => {
  it('are known by the names that say that they are private', () => {
    for (const name of ['secring.gpg', 'private.asc', 'gpg-private-key.asc', 'secret.gpg'])
      assert.equal(copying(name, '/tmp/'), 'error', name)
    assert.equal(copying('.gnupg', '/root/.gnupg'), 'warning')
  })

  it('are most often public keys of package sources', () => {
    for (const name of ['nodesource.gpg', 'release-key.asc', 'RPM-GPG-KEY', 'pubring.kbx'])
      assert.equal(copying(name, '/tmp/'), undefined, name)
    assert.equal(copying('release-key.asc', '/tmp/', armored('PUBLIC')), undefined)
    assert.equal(copying('release-key.asc', '/tmp/', armored('PRIVATE')), 'error')
    assert.ok(!holds('private.asc', armored('PUBLIC')))
  })

  it('stay in the keyring when they are imported', () => {
    const keyring = ['/root/.gnupg/private-keys-v1.d']
    assert.deepEqual(stored('GPG_PRIVATE_KEY', 'echo "$GPG_PRIVATE_KEY" | gpg --batch --import'), keyring)
    assert.deepEqual(stored('GPG_PRIVATE_KEY', 'echo "$GPG_PRIVATE_KEY" | base64 -d | gpg --import -'), keyring)
    assert.deepEqual(
      stored('GPG_PRIVATE_KEY', 'echo "$GPG_PRIVATE_KEY" > /tmp/k && gpg --import /tmp/k && rm /tmp/k'),
      keyring,
    )
    assert.match(
      findProblems(
        'FROM debian:12\nRUN --mount=type=secret,id=signing,required=true gpg --import /run/secrets/signing\n',
      )[0]?.message ?? '',
      /^signing is written to \/root\/\.gnupg/,
    )
  })

  it('are gone with the keyring, and with a temporary one', () => {
    assert.deepEqual(stored('GPG_PRIVATE_KEY', 'echo "$GPG_PRIVATE_KEY" | gpg --import && make && rm -rf ~/.gnupg'), [])
    assert.deepEqual(
      stored(
        'GPG_PRIVATE_KEY',
        'export GNUPGHOME="$(mktemp -d)" && echo "$GPG_PRIVATE_KEY" | gpg --import && make && rm -rf "$GNUPGHOME"',
      ),
      [],
    )
  })

  it('may be public and then no secret', () => {
    for (const name of ['GPG_KEY', 'GPG_KEYS', 'GPGKEY', 'GPG_PUBLIC_KEY', 'GPG_FINGERPRINT', 'RELEASE'])
      assert.deepEqual(
        findProblems(`FROM debian:12\nARG ${name}\nRUN echo "$${name}" | gpg --import\n`).map(it => it.message),
        [],
        name,
      )
  })

  it('can not be mounted where they are imported', () => {
    const build =
      'FROM debian:12 AS build\nCOPY private.asc /tmp/\nRUN gpg --import /tmp/private.asc && make\nFROM scratch\n'
    const { text, refused } = fixAll(build)
    assert.equal(text, build)
    assert.match(refused[0]?.reason ?? '', /^The RUN on line 3 does something with \/tmp\/private\.asc/)
    assert.match(refusal('gpg --import - <<< "$TOKEN"'), /from which no command takes it out/)
  })
})

describe('passphrases of GnuPG', () => {
  it('are credentials as arguments and in clear text', () => {
    const rules = (...lines: readonly string[]) =>
      findProblems(['FROM debian:12', ...lines, ''].join('\n')).map(it => it.rule)
    assert.deepEqual(rules('ARG stuff', 'RUN gpg --batch --passphrase "$stuff" -c file'), ['secret-in-arg'])
    assert.deepEqual(rules(`RUN gpg --batch --passphrase ${SECRET} -c file`), ['hardcoded-secret'])
    assert.deepEqual(rules(`RUN gpg --batch --passphrase '' --quick-gen-key me`), [])
  })
})
