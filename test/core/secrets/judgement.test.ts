import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { analyze } from '../../../server/src/core/analyze.ts'

// Put together when the test runs, so that no scanner takes it for a real one.
const token = ['ghp', '_', 'A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8'].join('')

describe('a variable is a credential', () => {
  it('by its name, with or without a value', () => {
    assert.equal(verdict('ARG NPM_TOKEN'), 'certain')
    assert.equal(verdict('ARG NPM_TOKEN=""'), 'certain')
    assert.equal(verdict('ENV DB_PASSWORD=correct-horse-7'), 'certain')
  })

  it('by its value, whatever its name', () => {
    assert.equal(verdict('ENV PLAIN=https://ci:hunter2@example.com/'), 'certain')
    assert.equal(verdict(`ENV PLAIN=${token}`), 'certain')
    assert.equal(verdict(`ARG NEXT_PUBLIC_KEY=${token}`), 'certain')
  })

  it('by its use, whatever its name', () => {
    assert.equal(verdict('ARG PLAIN\nRUN curl -H "Authorization: Bearer $PLAIN" h'), 'certain')
    assert.equal(verdict('ARG PLAIN\nRUN git clone https://$PLAIN@h/x'), 'certain')
    assert.equal(verdict('ARG PLAIN\nRUN poetry config http-basic.x u $PLAIN'), 'certain')
  })

  it('perhaps, when a tool takes it for a URL', () => {
    assert.equal(verdict('ARG PIP_EXTRA_INDEX_URL'), 'possible')
    assert.equal(verdict('ARG POETRY_HTTP_BASIC_CORP_PASSWORD'), 'certain')
  })

  it('perhaps, when nearly all arguments of this name are', () => {
    for (const name of ['DATABASE_URL', 'MONGODB_URI', 'NETRC', 'FURY_AUTH', 'GOOGLE_CREDENTIALS'])
      assert.equal(verdict(`ARG ${name}`), 'possible', name)
  })

  it('perhaps, when packages are installed from it', () => {
    assert.equal(verdict('ARG FEED\nRUN pip install --extra-index-url $FEED x'), 'possible')
    assert.equal(verdict('ARG FEED\nRUN pip install --index-url="${FEED}" x'), 'possible')
    assert.equal(verdict('ARG FEED\nRUN pip config set global.index-url $FEED && pip install x'), 'possible')
    assert.equal(verdict('ARG FEED\nRUN pip config set global.trusted-host $FEED && pip install x'), undefined)
  })
})

describe('a variable is none', () => {
  it('by its name', () => {
    for (const name of ['VERSION', 'TOKENIZER', 'GPG_KEY', 'PASSWORD_FILE', 'NEXT_PUBLIC_API_KEY', 'MAX_TOKENS'])
      assert.equal(verdict(`ARG ${name}`), undefined, name)
  })

  it('by its value', () => {
    for (const value of ['/run/secrets/x', 'true', 'https://example.com/', 'changeme', '""'])
      assert.equal(verdict(`ENV DB_PASSWORD=${value}`), undefined, value)
  })

  it('when its value is a file in a directory that a variable names', () => {
    assert.equal(verdict('ENV CERTS=/certs\nENV LDAP_PASS=${CERTS}/password'), undefined)
    assert.equal(verdict('ENV PREFIX=a7\nENV LDAP_PASS=${PREFIX}-hunter2'), 'certain')
  })

  it('when its value describes what somebody else issues', () => {
    assert.equal(verdict('ENV CLIENT_SECRET="client secret"'), undefined)
    assert.equal(verdict('ENV AppSecret=AppSecret'), undefined)
    assert.equal(verdict('ENV AppSecret=AppSecret7'), 'certain')
    assert.equal(verdict('ENV FLICKR_API_KEY=flickr-api-key'), undefined)
    assert.equal(verdict('ENV ADMIN_TOKEN=admintoken2'), 'certain')
    assert.equal(verdict('ENV DB_PASSWORD="correct horse"'), 'certain')
    assert.equal(verdict('ENV DB_PASS=db_pass'), 'certain')
    assert.equal(verdict('ENV GITHUB_TOKEN=secret'), undefined)
    assert.equal(verdict('ENV GITHUB_WEBHOOK_SECRET=secret'), 'certain')
    assert.equal(verdict('ENV GITHUB_PASSWORD=secret'), 'certain')
    assert.equal(verdict('ENV SLACK_WEBHOOK_URL=url'), undefined)
    assert.equal(verdict('ARG SLACK_WEBHOOK\nENV SLACK_WEBHOOK_URL=$SLACK_WEBHOOK'), 'certain')
    assert.equal(verdict('ENV FTP_PASS="FTP PASS"'), undefined)
  })

  it('when its value is too short for one', () => {
    assert.equal(verdict('ENV NPM_TOKEN=0'), undefined)
    assert.equal(verdict('ENV DB_PASSWORD=42'), 'certain')
    assert.equal(verdict('ARG NPM_TOKEN=0'), 'certain')
  })

  it('when it is a part of the address of a download', () => {
    assert.equal(verdict(`ENV JAVA_TOKEN=${'0123456789abcdef'.repeat(2)}`), undefined)
  })

  it('by its use as something else', () => {
    assert.equal(verdict('ARG OWNER=app\nRUN manage.py changepassword $OWNER'), undefined)
    assert.equal(verdict('ARG OWNER=app\nRUN mosquitto_passwd -b /etc/mosquitto/passwd $OWNER x'), undefined)
    assert.equal(verdict('ARG PLAIN\nRUN curl https://h/$PLAIN -o $PLAIN'), undefined)
    assert.equal(verdict('ARG CORP_USER\nRUN curl https://$CORP_USER:x@h/'), undefined)
    assert.equal(verdict('ENV OWNER=irods\nRUN passwd $OWNER'), undefined)
    assert.equal(verdict('ENV OWNER=irods\nRUN getent passwd $OWNER'), undefined)
    assert.equal(verdict('ARG HOST\nRUN pip install --index-url https://$HOST/simple x'), undefined)
  })

  it('by its name, when all that happens to it shows that it is a switch, the id of a key or a part of a path', () => {
    for (const run of [
      '[ "$LOGIN_TOKEN" = true ] && make login',
      'if [[ $LOGIN_TOKEN == yes ]]; then make login; fi',
      'gpg --keyserver hkps://keys.openpgp.org --recv-keys "$LOGIN_TOKEN"',
      'cat /keys/$LOGIN_TOKEN.pub',
      'mkdir -p $LOGIN_TOKEN/bin',
    ])
      assert.equal(verdict(`ARG LOGIN_TOKEN\nRUN ${run}`), undefined, run)
    for (const run of [
      'if [ "$LOGIN_TOKEN" = "" ]; then exit 1; fi; make',
      '[ "$LOGIN_TOKEN" = true ] && echo $LOGIN_TOKEN > token',
      'sed -i "/token/s//$LOGIN_TOKEN/" settings',
      'curl https://example.com/$LOGIN_TOKEN/releases',
      'tool /token:$LOGIN_TOKEN',
    ])
      assert.equal(verdict(`ARG LOGIN_TOKEN\nRUN ${run}`), 'certain', run)
    // npm reads the variable itself.
    assert.equal(verdict('ARG NPM_TOKEN\nRUN [ "$NPM_TOKEN" = true ] && npm ci'), 'certain')
  })

  it('when it is the user of a connection that takes no token', () => {
    assert.equal(verdict('ARG PLAIN\nRUN git clone ssh://$PLAIN@example.com/x'), undefined)
    assert.equal(verdict('ARG PLAIN\nRUN pip install git+https://$PLAIN@example.com/x'), 'certain')
    assert.equal(verdict('ARG SCHEME\nARG PLAIN\nRUN git clone $SCHEME://$PLAIN@example.com/x'), 'certain')
  })

  it('when it is a path that is copied', () =>
    assert.equal(verdict('ARG DEPLOY_KEY\nCOPY $DEPLOY_KEY /root/key'), undefined))

  it('when ENV repeats what nobody has declared', () => assert.equal(verdict('ENV NPM_TOKEN=$NPM_TOKEN'), undefined))

  it('when it is a checksum under a name that says little', () =>
    assert.equal(verdict(`ARG ARCHIVE_KEY=${'0123456789abcdef'.repeat(4)}`), undefined))

  it('when its name may as well be that of a setting', () => {
    for (const name of ['REDIS_URL', 'API_URL', 'SENTRY_DSN', 'BASIC_AUTH', 'MAVEN_SETTINGS', 'KEY'])
      assert.equal(verdict(`ARG ${name}`), undefined, name)
    for (const value of ['postgres://db:5432/app', '""', 'none'])
      assert.equal(verdict(`ARG DATABASE_URL=${value}`), undefined)
  })

  it('when it is a mirror or a proxy in front of the feed', () => {
    assert.equal(verdict('ARG PYPI_PROXY\nRUN pip install --index-url $PYPI_PROXY/simple x'), undefined)
    assert.equal(verdict('ARG PYPI_FEED\nRUN pip install --index-url $PYPI_FEED/simple x'), 'possible')
  })

  it('when a mirror has a default', () => {
    assert.equal(verdict('ARG PIP_INDEX_URL=https://mirror.example.com/simple'), undefined)
    assert.equal(verdict('ARG FEED=https://mirror.example.com/\nRUN pip install -f x --index-url $FEED x'), undefined)
  })
})

/** Of the first secret that is found after `FROM a`. */
function verdict(instructions: string): 'certain' | 'possible' | undefined {
  const [secret] = analyze(`FROM a\n${instructions}\n`).trace.secrets
  return secret && (secret.evidence.certain ? 'certain' : 'possible')
}
