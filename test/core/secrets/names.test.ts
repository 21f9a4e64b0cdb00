import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { judgeName } from '../../../server/src/core/secrets/names.ts'
import { wordsOf } from '../../../server/src/core/secrets/names/words.ts'
import { realNames } from './realNames.ts'

/** The names whose verdict is not `expected`, each with its verdict. */
function others(names: readonly string[], expected: string): readonly string[] {
  return names.map(it => `${it}: ${judgeName(it).kind}`).filter(it => !it.endsWith(`: ${expected}`))
}

describe('the words of a name', () => {
  const cases: readonly (readonly [name: string, words: string])[] = [
    ['NPM_TOKEN', 'npm token'],
    ['npm-token', 'npm token'],
    ['npm.token', 'npm token'],
    ['npmToken', 'npm token'],
    ['NPMToken', 'npm token'],
    ['npmtoken', 'npm token'],
    ['NPMTOKEN', 'npm token'],
    ['PGPASSWORD', 'pg password'],
    ['ACMETOKEN', 'acme token'],
    ['//npm.pkg.github.com/:_authToken', 'npm pkg github com auth token'],
    ['OAuth2Token', 'oauth token'],
    ['S3_KEY2', 's3 key'],
    ['GITHUB_PATs', 'github pat'],
    ['SECRET_1', 'secret'],
    ['TOKEN_2022', 'token 2022'],
    ['PassWord', 'password'],
    ['KEY_RING', 'keyring'],
    ['API_KEYS', 'api keys'],
    ['APIKEY', 'api key'],
    ['contraseña', 'contrasena'],
    ['HASŁO', 'haslo'],
    ['ПАРОЛЬ_БД', 'пароль бд'],
    ['', ''],
    ['__', ''],
  ]
  for (const [name, words] of cases) {
    it(`are "${words}" for "${name}"`, () => assert.equal(wordsOf(name).join(' '), words))
  }

  it('are not cut out of ordinary words', () => {
    for (const word of [
      'monkey',
      'tokenizer',
      'author',
      'compass',
      'keyboard',
      'compatible',
      'passenger',
      'secretary',
    ]) {
      assert.deepEqual(wordsOf(word), [word])
    }
  })

  it('do not depend on what only happens to consist of known words', () => {
    assert.deepEqual(wordsOf('TESTLINK_PASSWORD'), ['testlink', 'password'])
    assert.deepEqual(wordsOf('webcompass'), ['webcompass'])
  })
})

describe('a real name', () => {
  for (const [kind, names] of Object.entries(realNames)) {
    it(`is judged as ${kind} (${names.length} names)`, () => assert.deepEqual(others(names, kind), []))
  }
})

describe('a name which is close to that of a credential', () => {
  const pairs: readonly (readonly [secret: string, other: string])[] = [
    ['DB_PASSWORD', 'DB_PASSWORD_FILE'],
    ['GPR_KEY', 'GPR_USER'],
    ['TAILSCALE_KEY', 'TAILSCALE_HOST'],
    ['NR_LICENSE', 'LICENSE'],
    ['SUSE_REGCODE', 'COUNTRY_CODE'],
    ['SECRET_1', 'STEP_1'],
    ['API_TOKEN', 'API_TOKEN_TTL'],
    ['API_TOKENS', 'MAX_API_TOKENS'],
    ['PRIVATE_KEY', 'PUBLIC_KEY'],
    ['GITHUB_APP_PRIVATE_KEY', 'GITHUB_APP_PRIVATE_KEY_PATH'],
    ['SECRET_KEY', 'SECRET_KEY_FILE'],
    ['ACCESS_KEY', 'CACHE_KEY'],
    ['ROOT_PASSWORD', 'ALLOW_EMPTY_ROOT_PASSWORD'],
    ['ADMIN_PASS', 'SECOND_PASS'],
    ['MYSQL_PWD', 'SCRIPT_PWD'],
    ['GH_PAT', 'GH_PATH'],
    ['STRIPE_SECRET_KEY', 'STRIPE_PUBLISHABLE_KEY'],
    ['SUPABASE_SERVICE_ROLE_KEY', 'SUPABASE_ANON_KEY'],
    ['VPN_PSK', 'VPN_PSK_IDENTITY'],
    ['SLACK_WEBHOOK_URL', 'SLACK_WEBHOOK_CHANNEL'],
    ['BUNDLE_GEM__FURY__IO', 'BUNDLE_GEM__TEST'],
    ['SECRET_KEY_BASE', 'SECRET_KEY_BASE_DUMMY'],
    ['VITESSE_PASSWORD', 'VITE_PASSWORD'],
    ['BUILD_PASS', 'BUILD_PWD'],
    ['FILE_PASSWORD', 'FILE_PASSWORDS'],
    ['DB_PASSWORD_CONFIRMATION', 'DB_PASSWORD_CHANGE'],
    ['CLONE_TOKEN', 'SPLIT_TOKEN'],
    ['STORE_PASSWORD', 'SAVE_PASSWORD'],
    ['GITHUB_PUBLIC_ACCESS_TOKEN', 'MAPBOX_PUBLIC_TOKEN'],
    ['WIFI_PASSPHRASE', 'NETWORK_PASSPHRASE'],
    ['AZURE_STORAGE_KEY', 'LOCAL_STORAGE_KEY'],
    ['SERVER_PASSWORD', 'PROMPT_PASSWORD'],
    ['API_TOKEN_DOCS', 'API_TOKEN_POLICIES'],
  ]
  for (const [secret, other] of pairs) {
    it(`${secret} is one, ${other} is none`, () => {
      assert.equal(judgeName(secret).kind, 'secret')
      assert.notEqual(judgeName(other).kind, 'secret')
      assert.notEqual(judgeName(other).kind, 'possible')
    })
  }

  it('is open when the name of the file is followed by what it contains', () => {
    assert.equal(judgeName('KEYSTORE_KEY_FILE').kind, 'public')
    assert.equal(judgeName('KEYSTORE_KEY_FILE_BASE64').kind, 'possible')
  })

  it('likely is one when it is the contents of a file', () => {
    for (const name of ['SSH_KEY_B64', 'NPMRC_CONTENT', 'KEYSTORE_BASE64', 'ID_RSA_B64'])
      assert.equal(judgeName(name).likely, true, name)
    for (const name of ['SSH_KEY', 'KEYSTORE', 'PGRST_SECRET_IS_BASE64', 'LOGO_BASE64', 'CACHE_KEY_BASE64'])
      assert.equal(judgeName(name).likely, undefined, name)
  })

  it('likely is one when it authorizes at a service, but not when it says how users of a server are checked', () => {
    for (const name of ['GITLAB_AUTH', 'REDIS_AUTH']) assert.equal(judgeName(name).likely, true, name)
    for (const name of ['SMTP_AUTH', 'MAIL_AUTH', 'LDAP_AUTH', 'KAFKA_AUTH'])
      assert.equal(judgeName(name).likely, undefined, name)
  })

  it('says what its value would be', () => {
    assert.equal(judgeName('NPM_TOKEN').holds, 'token')
    assert.equal(judgeName('PIP_EXTRA_INDEX_URL').holds, 'url')
    assert.equal(judgeName('DATABASE_URL').holds, 'url')
    assert.equal(judgeName('AWS_ACCESS_KEY_ID').holds, 'user')
    assert.equal(judgeName('NODE_ENV').holds, undefined)
  })
})

describe('the lists of the user', () => {
  const lists = { secretNames: ['ACME_*', 'LOGIN', '*_LOGIN'], publicNames: ['acme_public_*', 'DB_PASSWORD'] }

  it('make a name a secret, or none', () => {
    assert.equal(judgeName('ACME_THING', lists).kind, 'secret')
    assert.equal(judgeName('login', lists).kind, 'secret')
    assert.equal(judgeName('SONAR_LOGIN', lists).kind, 'secret')
    assert.equal(judgeName('DB_PASSWORD', lists).kind, 'public')
  })

  it('leave other names alone', () => {
    assert.equal(judgeName('LOGIN_URL', lists).kind, 'none')
    assert.equal(judgeName('DB_PASSWORD_2', lists).kind, 'secret')
    assert.equal(judgeName('MY_ACME_THING', lists).kind, 'none')
  })

  it('overrule each other: public names win', () => assert.equal(judgeName('ACME_PUBLIC_KEY', lists).kind, 'public'))

  it('know the star only, at every place', () => {
    const judge = (pattern: string) => judgeName('ACME_BUILD_KEYS', { secretNames: [], publicNames: [pattern] }).kind
    for (const pattern of ['*', 'ACME*', '*KEYS', '*BUILD*', 'A*B*S', 'acme_*_keys', '**KEYS']) {
      assert.equal(judge(pattern), 'public', pattern)
    }
    for (const pattern of ['', 'ACME', 'KEYS', 'A*X*S', 'ACME_BUILD_KEYS*S', '.*', 'ACME?BUILD_KEYS']) {
      assert.notEqual(judge(pattern), 'public', pattern)
    }
  })
})

describe('every name', () => {
  const word = fc.constantFrom(
    ...(
      'acme api app auth base64 cache clave db docker file github gpg index key keys login max next node npm ' +
      'oauth2 pass password pat path proxy public pwd react s3 secret ssh token tokens ttl url user version vite'
    ).split(' '),
  )

  it('is judged the same in every style', () => {
    fc.assert(
      fc.property(fc.uniqueArray(word, { minLength: 1, maxLength: 5 }), parts => {
        const pascal = parts.map(it => it.charAt(0).toUpperCase() + it.slice(1)).join('')
        const camel = pascal.charAt(0).toLowerCase() + pascal.slice(1)
        const expected = judgeName(parts.join('_'))
        for (const name of [parts.join('_').toUpperCase(), parts.join('-'), parts.join('.'), pascal, camel]) {
          assert.deepEqual(judgeName(name), expected, name)
        }
      }),
    )
  })

  it('gets a verdict with a reason that is the same again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), name => {
        const verdict = judgeName(name)
        assert.ok(verdict.why !== '')
        assert.deepEqual(judgeName(name), verdict)
      }),
    )
  })

  it('is no secret if the user says so', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), name => {
        assert.equal(judgeName(name, { secretNames: ['*', name], publicNames: ['*'] }).kind, 'public')
      }),
    )
  })

  it('takes time in proportion to its length', () => {
    for (const piece of ['token', 'a', 'A', 'aB', '_', 'passwor', 'é', '*']) {
      const name = piece.repeat(20_000)
      const start = performance.now()
      judgeName(name, { secretNames: ['*a*b*c'], publicNames: [] })
      assert.ok(performance.now() - start < 2000, piece)
    }
  })
})
