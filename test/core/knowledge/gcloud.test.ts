import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import copiedCredentialFile from '../../../server/src/core/rules/copied-credential-file.ts'
import persistedCredential from '../../../server/src/core/rules/persisted-credential.ts'
import secretInArg from '../../../server/src/core/rules/secret-in-arg.ts'
import { expectClean, expectFindings, expectFix, expectRefusal } from '../../support/fixtures.ts'
import { copying, fixed, holds, readersOf, refusal, SECRET, storedBy } from '../../support/knowledge.ts'

const STORE =
  '/root/.config/gcloud/credentials.db /root/.config/gcloud/access_tokens.db /root/.config/gcloud/legacy_credentials'

const PRIVATE_KEY = ['-----BEGIN PRIVATE', `KEY-----\\n${SECRET}\\n-----END PRIVATE`, 'KEY-----\\n'].join(' ')

describe('gcloud auth', () => {
  for (const command of [
    'echo $TOKEN | base64 -d > /tmp/key.json && gcloud auth activate-service-account --key-file=/tmp/key.json && rm /tmp/key.json',
    'printf "%s" "$TOKEN" > sa.json && gcloud auth activate-service-account ci@x.example --key-file sa.json && rm sa.json',
    'echo "$TOKEN" | gcloud auth activate-service-account --key-file=-',
    'echo "$TOKEN" > /tmp/k && gcloud auth login --cred-file=/tmp/k --quiet && rm -f /tmp/k',
  ])
    it(`keeps the key: ${command}`, () => assert.deepEqual(storedBy(command), ['/root/.config/gcloud/credentials.db']))

  it('keeps none with what only names a helper, or is run by others', () =>
    assert.deepEqual(
      storedBy(
        'echo $TOKEN > /tmp/k && gcloud auth configure-docker && rm /tmp/k',
        'gcloud config set project $TOKEN',
        'gcloud auth list',
      ),
      [],
    ))

  it('forgets the key after use', () =>
    assert.deepEqual(
      fixed(
        'echo $TOKEN | base64 -d > /tmp/k && gcloud auth activate-service-account --key-file=/tmp/k && gsutil cp gs://b/k . && rm /tmp/k',
      ).runs,
      [
        `echo $TOKEN | base64 -d > /tmp/k && gcloud auth activate-service-account --key-file=/tmp/k && gsutil cp gs://b/k . && rm /tmp/k && rm -rf ${STORE}`,
      ],
    ))

  it('leaves nothing when the RUN revokes it, and revokes nothing that is not there any more', () => {
    const login = 'echo "$TOKEN" > /tmp/k && gcloud auth activate-service-account --key-file=/tmp/k && rm /tmp/k'
    assert.deepEqual(storedBy(`${login} && gsutil cp gs://b/k . && gcloud auth revoke --all`), [])
    assert.deepEqual(fixed(`${login} && gsutil cp gs://b/k .`, 'gcloud auth revoke', 'gcloud info').runs, [
      `${login} && gsutil cp gs://b/k . && rm -rf ${STORE}`,
      'gcloud info',
    ])
  })

  it('is repeated with what is piped into it', () => {
    const login = 'echo "$TOKEN" | base64 -d | gcloud auth activate-service-account --key-file=-'
    assert.deepEqual(fixed(login, 'gsutil cp gs://b/k .').runs, [`${login} && gsutil cp gs://b/k . && rm -rf ${STORE}`])
  })

  it('is not repeated in a RUN that lacks the file', () =>
    assert.match(
      refusal(
        'echo $TOKEN > /tmp/k && gcloud auth activate-service-account --key-file /tmp/k && rm /tmp/k',
        'gsutil cp gs://b/k .',
      ),
      /can't be repeated where it is read/,
    ))

  it('stays when no RUN uses it, as the container may', () =>
    assert.match(
      refusal('echo "$TOKEN" | gcloud auth activate-service-account --key-file=-'),
      /which the running container may need/,
    ))

  it('makes a secret of an argument with any name', () =>
    expectFix(
      secretInArg,
      `
        FROM google/cloud-sdk:slim
        ARG GCP_SA
        RUN echo "$GCP_SA" > /tmp/sa && gcloud auth activate-service-account --key-file=/tmp/sa && gsutil cp gs://b/k . && rm /tmp/sa
      `,
      `
        FROM google/cloud-sdk:slim
        RUN --mount=type=secret,id=gcp_sa,env=GCP_SA,required=true echo "$GCP_SA" > /tmp/sa && gcloud auth activate-service-account --key-file=/tmp/sa && gsutil cp gs://b/k . && rm /tmp/sa && rm -rf ${STORE}
      `,
    ))
})

describe('the key of a service account', () => {
  for (const name of ['service-account.json', 'serviceAccountKey.json', 'service_account_key.json', 'gcp-key.json'])
    it(`has many names: ${name}`, () => assert.equal(copying(name, '/app/'), 'error'))

  it('is told from other files by its text', () => {
    const key = `{\n  "type": "service_account",\n  "private_key_id": "1f",\n  "private_key": "${PRIVATE_KEY}"\n}\n`
    assert.equal(copying('credentials.json', '/app/', key), 'error')
    assert.equal(copying('credentials.json', '/app/'), undefined)
    assert.ok(holds('application_default_credentials.json', `{"type":"authorized_user","refresh_token":"${SECRET}"}`))
    assert.ok(!holds('service-account.json', '{"type":"external_account","credential_source":{"file":"/token"}}'))
    assert.ok(!holds('service-account.json', '{"type":"service_account","private_key":"<PRIVATE_KEY>"}'))
  })

  it('is mounted where it is imported, and what is made of it goes', () =>
    expectFix(
      persistedCredential,
      `
        FROM google/cloud-sdk:slim
        RUN --mount=type=secret,id=key,target=/tmp/key.json,required=true gcloud auth activate-service-account --key-file=/tmp/key.json
        RUN gcloud config set project models
        RUN gsutil cp gs://b/k .
      `,
      `
        FROM google/cloud-sdk:slim
        RUN gcloud config set project models
        RUN --mount=type=secret,id=key,target=/tmp/key.json,required=true gcloud auth activate-service-account --key-file=/tmp/key.json && gsutil cp gs://b/k . && rm -rf ${STORE}
      `,
    ))

  for (const option of ['--key-file ', '--key-file='])
    it(`is mounted instead of copied: ${option}`, () =>
      expectFix(
        copiedCredentialFile,
        `
          FROM google/cloud-sdk:slim
          COPY service-account.json /tmp/
          RUN gcloud auth activate-service-account ${option}/tmp/service-account.json && gsutil cp gs://b/k . && rm /tmp/service-account.json
        `,
        `
          FROM google/cloud-sdk:slim
          RUN --mount=type=secret,id=service_account_json,target=/tmp/service-account.json,required=true gcloud auth activate-service-account ${option}/tmp/service-account.json && gsutil cp gs://b/k . && rm -rf ${STORE}
        `,
      ))

  it('has any name when it is imported', () =>
    expectFix(
      copiedCredentialFile,
      `
        FROM google/cloud-sdk:slim
        COPY models-4711.json /tmp/
        RUN gcloud auth activate-service-account --key-file=/tmp/models-4711.json
        RUN gsutil cp gs://b/k .
      `,
      `
        FROM google/cloud-sdk:slim
        RUN --mount=type=secret,id=models_4711_json,target=/tmp/models-4711.json,required=true gcloud auth activate-service-account --key-file=/tmp/models-4711.json && gsutil cp gs://b/k . && rm -rf ${STORE}
      `,
    ))

  it('has any name when a variable says where it is', () => {
    const variable = 'ENV GOOGLE_APPLICATION_CREDENTIALS=/app/models-4711.json'
    expectFindings(
      copiedCredentialFile,
      `
        FROM node:24
        COPY models-4711.json models.json /app/
        #    ^^^^^^^^^^^^^^^^ Credential file models-4711.json stays in a layer of the image, even when a later RUN removes it.
        ${variable}
      `,
    )
  })

  it('makes a secret of the argument that it is written from, where a variable says what it is', () =>
    expectFix(
      secretInArg,
      `
        FROM python:3.12
        ARG SA
        RUN echo "$SA" > /tmp/sa
        ENV GOOGLE_APPLICATION_CREDENTIALS=/tmp/sa
        RUN python fetch.py
      `,
      `
        FROM python:3.12
        ENV GOOGLE_APPLICATION_CREDENTIALS=/tmp/sa
        RUN --mount=type=secret,id=sa,env=SA,required=true echo "$SA" > /tmp/sa && python fetch.py && rm -f /tmp/sa
      `,
    ))

  it('is no other file that an argument is written to', () =>
    expectClean(
      secretInArg,
      `
        FROM python:3.12
        ARG SA
        RUN echo "$SA" > /tmp/region
        ENV GOOGLE_APPLICATION_CREDENTIALS=/run/secrets/sa
        RUN python fetch.py
      `,
    ))

  it('stays where a program of the image looks for it', () =>
    expectRefusal(
      copiedCredentialFile,
      `
        FROM node:24
        COPY serviceAccountKey.json /app/
        ENV GOOGLE_APPLICATION_CREDENTIALS=/app/serviceAccountKey.json
        RUN npm ci
        CMD ["node", "app.js"]
      `,
      'The running container may read serviceAccountKey.json; give it to docker run as a mount, and take it out of the image by hand.',
    ))

  it('is mounted in a stage that is not shipped', () =>
    expectFix(
      copiedCredentialFile,
      `
        FROM python:3.12 AS data
        COPY service-account.json /app/
        ENV GOOGLE_APPLICATION_CREDENTIALS=/app/service-account.json
        RUN python fetch.py
        FROM scratch
        COPY --from=data /data /data
      `,
      `
        FROM python:3.12 AS data
        ENV GOOGLE_APPLICATION_CREDENTIALS=/app/service-account.json
        RUN --mount=type=secret,id=service_account_json,target=/app/service-account.json,required=true python fetch.py
        FROM scratch
        COPY --from=data /data /data
      `,
    ))
})

describe('tools of Google Cloud', () => {
  it('read a token from the environment', () =>
    assert.deepEqual(
      readersOf('CLOUDSDK_AUTH_ACCESS_TOKEN', 'gcloud components install x', 'gcloud storage cp gs://b/k .', 'bq ls'),
      ['gcloud storage cp gs://b/k .', 'bq ls'],
    ))

  it('have .boto, which may hold a key', () => {
    assert.equal(copying('.boto', '/root/.boto'), 'warning')
    assert.equal(copying('boto.cfg', '/etc/boto.cfg'), undefined)
    assert.equal(copying('boto.cfg', '/etc/boto.cfg', `[Credentials]\ngs_oauth2_refresh_token = ${SECRET}\n`), 'error')
    assert.ok(!holds('.boto', '[Boto]\nhttps_validate_certificates = True\n'))
  })
})
