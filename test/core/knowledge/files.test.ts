import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { credentialFileFor, credentialFiles, isInterestingFile } from '../../../server/src/core/knowledge/index.ts'

/** Looks like a credential to us, and to nobody else: put together at run time. */
const TOKEN = ['q7Rk2', 'vT9xw', 'Zb41m', 'Lc83'].join('')

function holds(name: string, text: string): boolean {
  const file = credentialFileFor(name)
  assert.ok(file, `${name} is a known credential file`)
  return file.holdsCredential(text)
}

describe('which files are credential files', () => {
  it('knows them by their base name, wherever they are', () => {
    assert.equal(credentialFileFor('.npmrc')?.name, '.npmrc')
    assert.equal(credentialFileFor('services/api/.netrc')?.name, '.netrc')
    assert.equal(credentialFileFor('/etc/pip.conf')?.name, 'pip.conf')
  })

  it('knows the names on Windows', () => {
    assert.equal(credentialFileFor('_netrc')?.name, '.netrc')
    assert.equal(credentialFileFor('pip.ini')?.name, 'pip.conf')
  })

  it('needs the directory where the name says nothing', () => {
    assert.equal(credentialFileFor('/root/.config/git/credentials')?.name, '.git-credentials')
    assert.equal(credentialFileFor('app/config'), undefined)
  })

  it('looks into ignore files and project files, too', () => {
    for (const path of [
      '.gitignore',
      'docker/api.dockerignore',
      'a/pyproject.toml',
      'requirements-dev.txt',
      'package.json',
    ])
      assert.ok(isInterestingFile(path), path)
    for (const path of ['README.md', 'src/main.py', 'npmrc.ts', '']) assert.ok(!isInterestingFile(path), path)
  })
})

describe('.netrc', () => {
  it('holds a credential on one line or on several', () => {
    assert.ok(holds('.netrc', `machine pypi.corp.example login ci password ${TOKEN}`))
    assert.ok(holds('.netrc', `machine pypi.corp.example\n\tlogin ci\n\tpassword ${TOKEN}\n`))
    assert.ok(holds('.netrc', `default login ci password "${TOKEN} with \\" a quote"`))
  })

  it('is a template as long as the password is to be filled in', () => {
    for (const password of ['<TOKEN>', 'changeme', 'xxx', 'your-token-here', '${PIP_TOKEN}', '$PIP_TOKEN', '****'])
      assert.ok(!holds('.netrc', `machine pypi.corp.example login ci password ${password}`), password)
  })

  it('is not misled by comments, macros and names that look like keywords', () => {
    assert.ok(!holds('.netrc', `# machine h login ci password ${TOKEN}`))
    assert.ok(!holds('.netrc', `machine h login password\nmacdef init\nmachine x password ${TOKEN}\n\n`))
    assert.ok(!holds('.netrc', 'machine password login machine'))
    assert.ok(holds('.netrc', `macdef init\ncd /\n\nmachine h login ci password ${TOKEN}`))
  })
})

describe('.npmrc', () => {
  it('holds a credential by registry, or in the old keys without', () => {
    assert.ok(holds('.npmrc', `//npm.corp.example/:_authToken=${TOKEN}`))
    assert.ok(holds('.npmrc', `//npm.corp.example/npm/:_password = "${TOKEN}"`))
    assert.ok(holds('.npmrc', `_auth=${TOKEN}`))
    assert.ok(holds('.npmrc', `registry=https://ci:${TOKEN}@npm.corp.example/`))
  })

  it('is harmless with settings and references only', () => {
    assert.ok(!holds('.npmrc', '@corp:registry=https://npm.corp.example/\nalways-auth=true\nemail=a@b.example'))
    assert.ok(!holds('.npmrc', '//npm.corp.example/:_authToken=${NPM_TOKEN}'))
    assert.ok(!holds('.npmrc', '//npm.corp.example/:_authToken=${NPM_TOKEN?}'))
    assert.ok(!holds('.npmrc', `; //npm.corp.example/:_authToken=${TOKEN}`))
    assert.ok(!holds('.npmrc', '//npm.corp.example/:certfile=/etc/ssl/client.pem'))
  })

  it('names the variables that npm expands', () => {
    const text = '//a/:_authToken=${NPM_TOKEN}\n//b/:_authToken=${NPM_TOKEN?}\ncache=${HOME}/c\nx=${not a name}'
    assert.deepEqual(credentialFileFor('.npmrc')?.references?.(text), ['NPM_TOKEN', 'HOME'])
  })
})

describe('.yarnrc and .yarnrc.yml', () => {
  it('hold literal tokens', () => {
    assert.ok(holds('.yarnrc', `"//npm.corp.example/:_authToken" "${TOKEN}"`))
    assert.ok(holds('.yarnrc.yml', `npmScopes:\n  corp:\n    npmAuthToken: "${TOKEN}"\n`))
    assert.ok(holds('.yarnrc.yml', `npmScopes: {corp: {npmAuthToken: ${TOKEN}}}`))
  })

  it('are harmless with settings and references', () => {
    assert.ok(!holds('.yarnrc', 'registry "https://npm.corp.example"'))
    assert.ok(!holds('.yarnrc.yml', 'npmAuthToken: "${NPM_TOKEN:-}"'))
    assert.ok(!holds('.yarnrc.yml', 'npmAuthToken: ${NPM_TOKEN:-}'))
    assert.ok(!holds('.yarnrc.yml', `# npmAuthToken: ${TOKEN}\nnodeLinker: node-modules`))
  })
})

describe('pip.conf', () => {
  it('holds a credential in the URL of an index, also on a continuation line', () => {
    assert.ok(holds('pip.conf', `[global]\nindex-url = https://ci:${TOKEN}@pypi.corp.example/simple`))
    assert.ok(
      holds('pip.conf', `[install]\nextra_index_url =\n    https://pypi.example\n    https://ci:${TOKEN}@b.example\n`),
    )
    assert.ok(holds('pip.conf', `[global]\nindex-url: https://${TOKEN}@pypi.corp.example/simple`))
  })

  it('is harmless with settings, and with the user name that a keyring needs', () => {
    assert.ok(!holds('pip.conf', '[global]\ntimeout = 60\ntrusted-host = pypi.corp.example'))
    assert.ok(!holds('pip.conf', '[global]\nindex-url = https://oauth2accesstoken@pypi.corp.example/simple'))
    assert.ok(!holds('pip.conf', '[global]\nindex-url = https://<USER>:<TOKEN>@<HOST>/simple'))
    assert.ok(!holds('pip.conf', `[global]\n# index-url = https://ci:${TOKEN}@pypi.corp.example/simple`))
  })
})

describe('auth.toml and poetry.toml', () => {
  it('hold a password in any way to write TOML', () => {
    for (const text of [
      `[http-basic.corp]\nusername = "ci"\npassword = "${TOKEN}"\n`,
      `[http-basic]\ncorp = { username = "ci", password = '${TOKEN}' }`,
      `http-basic."corp.feed".password = """${TOKEN}"""`,
      `[pypi-token]\ncorp = "${TOKEN}" # publish`,
    ]) {
      assert.ok(holds('auth.toml', text), text)
      assert.ok(holds('poetry.toml', text), text)
    }
  })

  it('are harmless with placeholders, settings, and what merely looks similar', () => {
    assert.ok(!holds('auth.toml', '[http-basic.corp]\nusername = "<USER>"\npassword = "<PASSWORD>"\n'))
    assert.ok(!holds('poetry.toml', '[virtualenvs]\nin-project = true\n'))
    assert.ok(!holds('poetry.toml', `# [http-basic.corp]\n# password = "${TOKEN}"`))
    assert.ok(!holds('poetry.toml', `note = """\n[http-basic.corp]\npassword = '${TOKEN}'\n"""`))
  })
})

describe('.gitconfig and .git-credentials', () => {
  it('hold tokens in URLs and headers', () => {
    assert.ok(holds('.git-credentials', `https://ci:${TOKEN}@git.corp.example\n`))
    assert.ok(
      holds('.gitconfig', `[url "https://ci:${TOKEN}@git.corp.example/"]\n\tinsteadOf = https://git.corp.example/`),
    )
    assert.ok(holds('.gitconfig', `[http]\n\textraHeader = Authorization: Basic ${TOKEN}`))
  })

  it('are harmless with names and rewrites', () => {
    assert.ok(!holds('.gitconfig', '[user]\n\tname = A\n\temail = a@b.example'))
    assert.ok(!holds('.gitconfig', '[url "ssh://git@git.corp.example/"]\n\tinsteadOf = https://git.corp.example/'))
  })
})

describe('every content check', () => {
  const pieces = fc.constantFrom(
    '[',
    ']',
    '{',
    '"',
    "'",
    '"""',
    '=',
    '\n',
    ' ',
    'password',
    'http-basic.x',
    '://',
    '@',
    ':',
    '${',
    '}',
    '\\',
  )
  const anyText = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.array(pieces).map(it => it.join('')),
  )

  it('accepts every text', () => {
    fc.assert(
      fc.property(fc.constantFrom(...credentialFiles), anyText, (file, text) => {
        assert.equal(typeof file.holdsCredential(text), 'boolean')
        assert.ok(Array.isArray(file.references?.(text) ?? []))
      }),
      { numRuns: 2000 },
    )
  })

  it('takes time in proportion to the text, however hostile it is', () => {
    const units = [
      '[',
      '{a=',
      '"',
      'a.',
      '://',
      '@:',
      '${',
      'machine ',
      'macdef x\n',
      'npmAuthToken:',
      '\\',
      "'''",
      'x\n ',
    ]
    for (const file of credentialFiles)
      for (const unit of units) {
        const text = unit.repeat(400_000 / unit.length)
        const start = performance.now()
        file.holdsCredential(text)
        assert.ok(performance.now() - start < 2000, `${file.name}: ${unit}`)
      }
  })
})
