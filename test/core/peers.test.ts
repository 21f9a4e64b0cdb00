import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { findProblems } from '../../server/src/core/analyze.ts'

/**
 * Dockerfiles for each thing that the tests of other tools are about, in our own words, with the verdict of both.
 * Where we disagree, the name of the test says why.
 */

const PASSWORD = ['S3cure', 'v4lue'].join('-')
const TOKEN = ['7c1e94b0', 'd85a2f63', 'a9407be1', '3f6c8d52'].join('')
const GITHUB = ['ghp', 'Qm4Zt8Lw1Rx6Vb3Ny9Kc5Hd2Jf7Gs0Pa4Te8'].join('_')
const JWT = ['eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9', 'eyJzdWIiOiJidWlsZCJ9', 'Zk3v9Qw2Lx8Rt5Yp1Nm7Bc4Vd6Fg0Hj2'].join(
  '.',
)

// https://github.com/moby/buildkit/blob/master/frontend/dockerfile/dockerfile_lint_test.go
describe('BuildKit, SecretsUsedInArgOrEnv', () => {
  bothReport('ARG SECRET_PASSPHRASE', 'ARG super_duper_secret_token=foo')
  neitherReports('ENV sunflower=foo', 'ENV PUBLIC_KEY=abc', 'ARG public_token')
  onlyTheyReport('ENV SUPER_Secret=foo', 'foo is what people write where any word would do')
  onlyTheyReport('ENV password=bar secret=baz', 'so are bar and baz')
  onlyTheyReport('ENV apikey=bar', 'here, too')
  onlyTheyReport('ARG auth=bar', 'the name alone may mean a method, and nothing uses it')
  onlyTheyReport('ENV git_key=', 'an empty value gives nothing away')
})

// https://github.com/aquasecurity/trivy-checks/blob/main/checks/docker/leaked_secrets_test.rego
describe('Trivy, DS-0031', () => {
  bothReport(
    'ARG GITHUB_TOKEN',
    'ARG GITHUB_TOKEN=placeholder',
    'ARG HF_TOKEN',
    `RUN aws configure set aws_access_key_id some-id && aws configure set aws_secret_access_key ${PASSWORD}`,
  )
  neitherReports('ENV GOOGLE_APPLICATION_CREDENTIALS=/credentials/storage.json')
  onlyTheyReport('ENV GITHUB_TOKEN placeholder', 'nobody replaces a placeholder in ENV when the image is built')
  onlyTheyReport('ARG VITE_AWS_ACCESS_KEY_ID=REPLACE_WITH_YOUR_OWN', 'the id of a key is no secret without the key')
  onlyTheyReport('ARG AWS_ACCESS_KEY_ID', 'the id of a key is no secret without the key')
  onlyTheyReport('ARG AZURE_CLIENT_ID', 'the id of a client is no secret without its password')
  onlyTheyReport('COPY ./config $AWS_CONFIG_FILE', 'the variable is not set, so the file lands in the root directory')
  onlyWeReport(
    'RUN --mount=type=secret,id=key,env=AWS_SECRET_ACCESS_KEY,required=true ' +
      'aws configure set aws_secret_access_key $(cat /run/secrets/key)',
    'a mount with env= alone makes no file, and aws stores what it is told',
  )
  onlyTheyReport('RUN az login', 'it stops and asks, so that nothing of it can be in an image')
})

// https://github.com/hadolint/hadolint/blob/master/test/Hadolint/Rule/DL3064Spec.hs
describe('hadolint, DL3064', () => {
  bothReport(
    `ENV my_password=${PASSWORD}`,
    `ONBUILD ENV my_password=${PASSWORD}`,
    'ONBUILD ARG OPENAI_API_KEY',
    'ARG openai_api_key\nFROM alpine\nARG openai_api_key\nRUN call-it',
  )
  neitherReports('ARG foobar', 'ENV foobar=barfoo')
  onlyTheyReport('ARG openai_api_key\nFROM alpine\nRUN call-it', 'no stage takes the argument, so no image has it')
  onlyTheyReport('ENV AWS_ACCESS_KEY_ID=abcdefghijklmnop', 'the id of a key is no secret without the key')
})

// https://github.com/semgrep/semgrep-rules/blob/develop/dockerfile/security/secret-in-build-arg.dockerfile
describe('Semgrep, secret-in-build-arg', () => {
  bothReport(
    'ARG SECRET_KEY_BASE',
    'ARG SECRET_TOKEN',
    'ARG AUTH_TOKEN="some-secret"',
    'ARG SSH_PRIVATE_KEY',
    'ARG CERT_PASSWORD',
    'ARG DJANGO_SECRET_KEY',
    'ARG NEXUS_PASSWORD',
    'ARG nexus_password',
  )
  neitherReports(
    'ARG BASE_IMG=rust\nFROM $BASE_IMG',
    'ARG environment',
    'ARG BUILD_PACKAGES="ruby-dev build-base git"',
    'ARG WORDS="secret password token key"',
  )
})

// https://github.com/SonarSource/sonar-iac/blob/master/iac-extensions/docker/src/test/resources/checks/EnvSecretCheck
describe('Sonar, S6472', () => {
  bothReport(
    'ARG ACCESS_TOKEN\nENV ACCESS_TOKEN=${ACCESS_TOKEN}',
    'ARG ACCESS_TOKEN\nENV MyAccessToken=${ACCESS_TOKEN}',
    `ENV MY-ACCESS-TOKEN=${PASSWORD}`,
    `ENV MY_1_ACCESS_TOKEN=${PASSWORD}`,
    `ENV WEBHOOK_CREDENTIALS=${PASSWORD}`,
    `ENV OAUTH2-PASS=${PASSWORD}`,
    `ENV FtpPassword=${PASSWORD}`,
  )
  neitherReports(
    'ENV ACCESS_TOKEN=""',
    `ENV ACCESS=${PASSWORD}`,
    'ENV ACCESS_TOKEN=/usr/bin/:/bin/:/sbin/',
    'ENV ACCESS_TOKEN="/run/secrets/token.json"',
    'ENV ACCESS_TOKEN="./relative/path/"',
    'ENV ACCESS_TOKEN=${ARG:-"/run/secrets/token.json"}',
    'ENV ACCESS_TOKEN="https://www.example.com"',
  )
  onlyTheyReport('ENV ACCESS_TOKEN=${ACCESS_TOKEN}', 'without an argument of that name the value is empty')
  onlyTheyReport('ENV ACCESS_TOKEN=${ARG', 'BuildKit does not build it')
  onlyTheyReport('ENV ACCESS_TOKEN="hts://www.example.com"', 'an address without a password is none, misspelled or not')
  onlyWeReport('ARG ACCESS_TOKEN\nENV ACCESS_TOKEN_PATH=${ACCESS_TOKEN}', 'the value is the token, whatever the name')
  onlyWeReport(`ENV NOACCESS_TOKEN=${PASSWORD}`, 'it is a token all the same')
  onlyWeReport(`ENV ACCESS_MY_TOKEN=${PASSWORD}`, 'the last word says what it is')
  onlyWeReport(`ENV ExpireFtpPassword=${PASSWORD}`, 'the last word says what it is')
  onlyWeReport(`ENV FtpMyPassword=${PASSWORD}`, 'the last word says what it is')
  onlyWeReport(`ENV Oauth2Pass=${PASSWORD}`, 'digits do not hide the word')
})

// https://github.com/SonarSource/sonar-iac/tree/master/iac-extensions/docker/src/test/resources/checks/SecretsGenerationCheck
describe('Sonar, S6437', () => {
  bothReport(
    `RUN curl --user me:${PASSWORD} https://example.com`,
    `RUN curl --user 'me:${PASSWORD}:with:colons' https://example.com`,
    `RUN curl -u me:${PASSWORD} --fail -u me:other https://example.com`,
    `RUN cd /tmp && \\\n    curl -u "me:${PASSWORD}" https://example.com`,
    `RUN <<EOF\ncurl -u "me:${PASSWORD}" https://example.com\nEOF`,
    'ARG PW\nRUN curl --user "me:${PW}" https://example.com',
    'ARG PW\nRUN curl -u "me:$(echo ${PW} | openssl passwd -6 -stdin)" https://example.com',
    'ARG LOGIN\nRUN curl --user "$LOGIN" https://example.com',
    `ENV LOGIN=me:${PASSWORD}\nRUN curl --user "\${LOGIN}" https://example.com`,
  )
  neitherReports(
    'RUN --mount=type=secret,id=pw,required=true curl --user "me:$(cat /run/secrets/pw)" https://example.com',
    'RUN curl --user nobody https://example.com',
    'RUN curl -u "$UNKNOWN" https://example.com',
    'RUN curl --header "Content-Type: application/json" https://example.com',
  )
  bothReport(
    `RUN wget --user=guest --password=${PASSWORD} https://example.com`,
    `RUN wget --http-password ${PASSWORD} https://example.com`,
    `RUN wget --ftp-password=${PASSWORD} https://example.com`,
    `RUN wget --proxy-password=${PASSWORD} https://example.com`,
    'ARG PW\nRUN wget --user=guest --password="${PW:-test}" https://example.com',
  )
  neitherReports(
    'RUN wget --user=guest https://example.com',
    'RUN wget --user=guest --ask-password https://example.com',
  )
  bothReport(
    `RUN sshpass -p ${PASSWORD} ssh user@host`,
    `RUN sshpass -p'${PASSWORD}' ssh user@host`,
    'ARG PW\nRUN sshpass -p$PW ssh user@host',
  )
  neitherReports(
    'RUN sshpass -d 0 ssh user@host',
    'RUN sshpass -fpath/to/file ssh user@host',
    'RUN sshpass -e ssh user@host',
    'RUN --mount=type=secret,id=pw,required=true sshpass -p "$(cat /run/secrets/pw)" ssh user@host',
  )
  bothReport(
    `RUN useradd --password ${PASSWORD} someone`,
    `RUN sudo useradd -p "${PASSWORD}" someone`,
    `RUN useradd -p "$(echo ${PASSWORD} | openssl passwd -6 -stdin)" someone`,
    `RUN usermod -p ${PASSWORD} someone`,
    'ARG PW\nRUN useradd -p "$PW" someone',
  )
  neitherReports('RUN useradd --uid 1000 --groups a,b someone', 'RUN useradd -p')
  bothReport(
    `RUN htpasswd -bc /etc/users someone ${PASSWORD}`,
    `RUN htpasswd -c -b -s /etc/users someone ${PASSWORD}`,
    `RUN htpasswd -nb someone ${PASSWORD}`,
    'ARG PW\nRUN htpasswd -nb someone "$PW"',
  )
  neitherReports('RUN htpasswd -n someone', 'RUN htpasswd -c /etc/users someone')
  bothReport(
    `RUN mysql --user=user --password=${PASSWORD} db`,
    `RUN mysql --user=user -p${PASSWORD} db`,
    'ARG PW\nRUN mysql --user=user -p"$PW" db',
    'ARG PW\nRUN mysqldump "--password=$PW" db',
  )
  neitherReports('RUN mysql -p db', 'RUN mysql --user=user db', 'RUN mysql -h host -e "source file.sql" db')
  bothReport(
    `RUN drush user:create someone --password="${PASSWORD}"`,
    'ARG PW\nRUN drush ucrt someone "--password=$PW"',
  )
  neitherReports('RUN drush en module', 'RUN drush upwd someone')
  bothReport(
    `RUN keytool -genkey -keystore /opt/keys.jks -storepass ${PASSWORD}`,
    `RUN x11vnc -storepasswd ${PASSWORD} /root/.vnc/passwd`,
  )
  neitherReports(
    'RUN ssh-keygen -l -f key',
    'RUN ssh-keygen -F host',
    'RUN ssh-keygen -R host',
    'RUN openssl version',
    'RUN keytool -importcert -noprompt -alias ca -file ca.crt -keystore cacerts -storepass changeit',
    'RUN x11vnc -forever -viewonly',
  )
  onlyTheyReport('RUN openssl x509 -in a.crt -noout -text', 'it shows a certificate, which is public')
  onlyTheyReport('RUN openssl rsa -in a.key -pubout -out a.pub', 'it makes a public key of a key that was there before')
  onlyWeReport(
    `FROM alpine AS build\nRUN curl --user me:${PASSWORD} https://example.com\nFROM alpine\nCOPY --from=build /a /a`,
    'the password is in the file, and in the history of a stage that caches keep',
  )
})

// https://github.com/goodwithtech/dockle/blob/master/pkg/assessor/manifest/manifest.go and ../credential/credential.go
describe('dockle, CIS-DI-0010', () => {
  bothReport(
    `ENV DB_PASSWD=${PASSWORD}`,
    `ENV ADMIN_PASSWORD=${PASSWORD}`,
    `ENV CLIENT_SECRET=${PASSWORD}`,
    `ENV SERVICE_KEY=${PASSWORD}`,
    'COPY id_rsa /root/.ssh/id_rsa',
    'COPY .aws/credentials /root/.aws/credentials',
  )
  neitherReports(
    'ENV GPG_KEY=A035C8C19219BA821ECEA86B64E628F8D684696D',
    'ENV GPG_KEYS="A035C8C1 9219BA82"',
    'COPY id_rsa.pub /root/.ssh/',
  )
  onlyTheyReport('ENV KEYBOARD_LAYOUT=us', 'a keyboard is no key')
  onlyTheyReport('ENV MONKEY=banana', 'nor is a monkey')
  onlyTheyReport('ENV ACCESS_LOG=/dev/stdout', 'the word access names no credential')
  onlyTheyReport('COPY settings.py /app/', 'it is code; whether a key is written in it, only its text can tell')
  onlyWeReport('COPY .env /app/', 'it is where projects keep their credentials')
  onlyWeReport('COPY .docker/config.json /root/.docker/', 'it holds the logins of registries')
})

// https://github.com/gitleaks/gitleaks/blob/master/cmd/generate/config/rules/curl.go
describe('gitleaks, curl-auth-user', () => {
  bothReport(
    `RUN curl --cacert ca.crt -u elastic:${PASSWORD} https://localhost:9200`,
    `RUN curl -X POST https://host.example/rest \\\n  -H 'Content-type: text/plain' \\\n  -u developer:${PASSWORD}`,
    `RUN curl -u ":${PASSWORD}" https://localhost`,
    `RUN curl -u "${PASSWORD}:" https://localhost`,
    `RUN curl --user kevin:'${PASSWORD}' https://localhost`,
    `RUN curl --user "{${PASSWORD}}":"{${PASSWORD}}" https://localhost`,
  )
  neitherReports(
    'RUN curl -u "name" http://localhost',
    'RUN curl -u ":" https://localhost',
    'RUN curl --user "someone@mail.example" https://x.example',
    'RUN curl -sL --user "$1:$2" "$3"',
    'RUN curl -u "${_username}:${_password}" https://x.example',
    'RUN curl --user "$(cat ./login.txt):$(cat ./password.txt)" https://x.example',
    'RUN curl -u <user:password> https://test.example',
    'RUN curl --user neo4j:[PASSWORD] http://localhost',
  )
  onlyWeReport("RUN curl -u 'test:test' https://x.example", 'the build logs in with it, so it is what the server takes')
  onlyWeReport('RUN curl --user user:pass --digest http://x.example', 'the build logs in with it')
})

describe('gitleaks, curl-auth-header', () => {
  bothReport(
    `RUN curl -H 'Authorization: Basic ${Buffer.from(`me:${PASSWORD}`).toString('base64')}' https://x.example`,
    `RUN curl -H "Authorization: Bearer ${TOKEN}" https://x.example`,
    `RUN curl -H "Authorization: Token ${TOKEN}" https://x.example`,
    `RUN curl -H "Authorization: Api-Token ${TOKEN}" https://x.example`,
    `RUN curl -H "Authorization:${JWT}" https://x.example`,
    `RUN curl -H "apikey: ${TOKEN}" https://x.example`,
    `RUN curl --header "Api-Token: ${TOKEN}" https://x.example`,
    `RUN curl -H "X-Octopus-ApiKey: ${TOKEN}" https://x.example`,
  )
  neitherReports(
    'RUN curl --header "Authorization: Basic ..." https://x.example',
    'RUN curl -H "Authorization: Bearer <API token>" https://x.example',
    'RUN curl -H "Authorization: Token **********" https://x.example',
    'RUN curl -H "Authorization: Bearer $(gcloud auth print-access-token)" https://x.example',
    'RUN curl -H "apikey: $API_KEY" https://x.example',
  )
  onlyWeReport(
    `RUN curl -H "Authorization: Basic ${JWT}" https://x.example`,
    'a token behind the wrong word is a token',
  )
})

// https://github.com/wharflab/tally/blob/main/internal/rules/tally/secrets_in_code_test.go
describe('tally, secrets-in-code', () => {
  bothReport(
    `ENV GITHUB_TOKEN=${GITHUB}`,
    `RUN curl -H "Authorization: Bearer ${GITHUB}" https://api.example`,
    `RUN ["curl", "-H", "Authorization: Bearer ${GITHUB}", "https://api.example"]`,
    `RUN <<EOF\nexport GITHUB_TOKEN=${GITHUB}\ngh repo clone app\nEOF`,
    'COPY id_rsa /root/.ssh/id_rsa',
    'ADD id_rsa /root/.ssh/id_rsa',
  )
  neitherReports('RUN echo hello world', 'ENV PORT=8080 NODE_ENV=production')
})

function bothReport(...texts: readonly string[]): void {
  for (const text of texts) it(`and we report ${nameOf(text)}`, () => assert.notDeepEqual(rulesFor(text), []))
}

function neitherReports(...texts: readonly string[]): void {
  for (const text of texts) it(`and we let ${nameOf(text)} pass`, () => assert.deepEqual(rulesFor(text), []))
}

function onlyTheyReport(text: string, because: string): void {
  it(`reports ${nameOf(text)}, we do not: ${because}`, () => assert.deepEqual(rulesFor(text), []))
}

function onlyWeReport(text: string, because: string): void {
  it(`lets ${nameOf(text)} pass, we do not: ${because}`, () => assert.notDeepEqual(rulesFor(text), []))
}

/** Without values: names of tests are printed. */
function nameOf(text: string): string {
  return [PASSWORD, GITHUB, JWT, TOKEN].reduce((name, it) => name.replaceAll(it, '***'), text).replaceAll('\n', ' ⏎ ')
}

/** What is said of a Dockerfile, but for advice about mounts. */
function rulesFor(text: string): readonly string[] {
  const dockerfile = text.includes('FROM ') ? text : `FROM alpine\n${text}`
  return findProblems(`${dockerfile}\n`)
    .map(it => it.rule)
    .filter(it => it !== 'optional-secret-mount')
}
