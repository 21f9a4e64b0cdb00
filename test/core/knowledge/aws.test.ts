import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import copiedCredentialFile from '../../../server/src/core/rules/copied-credential-file.ts'
import persistedCredential from '../../../server/src/core/rules/persisted-credential.ts'
import secretInArg from '../../../server/src/core/rules/secret-in-arg.ts'
import secretInEnv from '../../../server/src/core/rules/secret-in-env.ts'
import { expectClean, expectFindings, expectFix, expectRefusal } from '../../support/fixtures.ts'
import { copying, fixed, holds, readersOf, refusal, SECRET, storedBy } from '../../support/knowledge.ts'

const CREDENTIALS = '/root/.aws/credentials'

describe('the variables of AWS', () => {
  it('are for every command of the CLI but those that set it up', () => {
    const commands = ['aws --version', 'aws configure set region eu-west-1', 'aws --region eu-west-1 s3 cp s3://b/k .']
    for (const name of ['AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_SECURITY_TOKEN'])
      assert.deepEqual(readersOf(name, ...commands, 'aws s3api list-buckets'), [commands[2], 'aws s3api list-buckets'])
  })

  it('are for code of the project, too, as all SDKs read them', () =>
    assert.deepEqual(readersOf('AWS_SECRET_ACCESS_KEY', 'aws s3 cp s3://b/k .', 'pip install x', 'python fetch.py'), [
      'aws s3 cp s3://b/k .',
      'python fetch.py',
    ]))

  it('are for other tools', () => {
    for (const command of ['s5cmd cp s3://b/k .', 's3cmd get s3://b/k', 'sam build'])
      assert.deepEqual(readersOf('AWS_SECRET_ACCESS_KEY', 'pip install x', command), [command])
  })

  it('move along with a download, and the id of the key stays', () =>
    expectFix(
      secretInArg,
      `
        FROM python:3.12
        ARG AWS_ACCESS_KEY_ID
        ARG AWS_SECRET_ACCESS_KEY
        RUN pip install awscli
        RUN aws s3 cp s3://models/model.bin .
      `,
      `
        FROM python:3.12
        ARG AWS_ACCESS_KEY_ID
        RUN pip install awscli
        RUN --mount=type=secret,id=aws_secret_access_key,env=AWS_SECRET_ACCESS_KEY,required=true aws s3 cp s3://models/model.bin .
      `,
    ))

  it('hold no key when their value is too short for one', () =>
    expectClean(
      secretInEnv,
      `
        FROM python:3.12
        ENV AWS_ACCESS_KEY_ID=local
        ENV AWS_SECRET_ACCESS_KEY=loggingsecretaccesskey AWS_SECRET_KEY=minio
        RUN aws --endpoint-url http://localhost:9000 s3 ls
      `,
    ))

  it('hold one that stands in the Dockerfile', () =>
    expectFindings(
      secretInEnv,
      `
        FROM python:3.12
        ENV AWS_SECRET_ACCESS_KEY=${SECRET}${SECRET}Xy/7
        #   ^^^^^^^^^^^^^^^^^^^^^ Environment variable AWS_SECRET_ACCESS_KEY holds a credential and stays readable in the image history, the image config and the provenance attestation.
      `,
    ))

  it('leave the environment of the image when a RUN was what they were for', () =>
    expectFix(
      secretInEnv,
      `
        FROM python:3.12
        ARG AWS_SECRET_ACCESS_KEY
        ENV AWS_SECRET_ACCESS_KEY=$AWS_SECRET_ACCESS_KEY
        RUN aws s3 sync s3://models .
        CMD ["python", "app.py"]
      `,
      `
        FROM python:3.12
        RUN --mount=type=secret,id=aws_secret_access_key,env=AWS_SECRET_ACCESS_KEY,required=true aws s3 sync s3://models .
        CMD ["python", "app.py"]
      `,
    ))

  it('stay in the environment when the container starts the CLI', () =>
    expectRefusal(
      secretInEnv,
      `
        FROM python:3.12
        ARG AWS_SECRET_ACCESS_KEY
        ENV AWS_SECRET_ACCESS_KEY=$AWS_SECRET_ACCESS_KEY
        RUN aws s3 sync s3://models .
        CMD ["aws", "s3", "sync", ".", "s3://results"]
      `,
      'CMD reads AWS_SECRET_ACCESS_KEY when the container runs; pass it with docker run or as a run-time secret.',
    ))

  it('stay in the environment when only the container can want them', () =>
    expectRefusal(
      secretInEnv,
      `
        FROM python:3.12
        ARG AWS_SECRET_ACCESS_KEY
        ENV AWS_SECRET_ACCESS_KEY=$AWS_SECRET_ACCESS_KEY
        RUN pip install boto3
        CMD ["python", "app.py"]
      `,
      'AWS_SECRET_ACCESS_KEY is in the environment of the running container, which may need it; pass it with docker run or as a run-time secret.',
    ))
})

describe('aws configure', () => {
  for (const command of [
    'aws configure set aws_secret_access_key $TOKEN',
    'aws configure set default.aws_session_token "$TOKEN"',
    'aws configure set aws_secret_access_key $TOKEN --profile ci',
    'aws --profile=ci configure set aws_secret_access_key $TOKEN',
    'printf "AK\\n%s\\neu-west-1\\njson\\n" $TOKEN | aws configure',
  ])
    it(`stores: ${command}`, () => assert.deepEqual(storedBy(command), [CREDENTIALS]))

  it('stores no credential with other settings, nor when it is run by others', () =>
    assert.deepEqual(
      storedBy(
        'aws configure set region $TOKEN',
        'aws configure list',
        'aws s3 cp s3://$TOKEN/k .',
        'aws configure get x',
      ),
      [],
    ))

  it('stores both keys while they are used', () =>
    assert.deepEqual(
      fixed('aws configure set aws_access_key_id AK && aws configure set aws_secret_access_key $TOKEN && aws s3 ls')
        .runs,
      [
        `aws configure set aws_access_key_id AK && aws configure set aws_secret_access_key $TOKEN && aws s3 ls && rm -f ${CREDENTIALS}`,
      ],
    ))

  it('takes the id of the key along to where it is used, and leaves other settings', () =>
    assert.deepEqual(
      fixed(
        'aws configure set aws_access_key_id AK && aws configure set aws_secret_access_key $TOKEN && aws configure set region eu',
        'aws s3 ls',
      ).runs,
      [
        'aws configure set region eu',
        `aws configure set aws_access_key_id AK && aws configure set aws_secret_access_key $TOKEN && aws s3 ls && rm -f ${CREDENTIALS}`,
      ],
    ))

  it('puts a file back that has the id of the key', () => {
    const [, used] = fixed(
      'aws configure set aws_access_key_id AK',
      'aws configure set aws_secret_access_key $TOKEN',
      'aws s3 ls',
    ).runs
    assert.equal(
      used,
      `cp -p ${CREDENTIALS} /tmp/credentials && aws configure set aws_secret_access_key $TOKEN && aws s3 ls && cp /tmp/credentials ${CREDENTIALS} && rm -f /tmp/credentials`,
    )
  })

  it('stays when no RUN uses it, as the container may', () =>
    assert.match(refusal('aws configure set aws_secret_access_key $TOKEN'), /which the running container may need/))
})

describe('.aws/credentials', () => {
  it('exists for credentials, whatever its name in the context', () => {
    assert.equal(copying('.aws/credentials', '/root/.aws/credentials'), 'error')
    assert.equal(copying('credentials', '/root/.aws/'), 'error')
    assert.equal(copying('prod.aws', '/home/app/.aws/credentials'), 'error')
    assert.equal(copying('prod.aws', '/app/'), undefined)
  })

  it('tells keys from roles and regions, as .aws/config does', () => {
    for (const name of ['.aws/credentials', '.aws/config']) {
      assert.ok(holds(name, `[default]\naws_access_key_id = AK\naws_secret_access_key = ${SECRET}\n`))
      assert.ok(!holds(name, '[profile ci]\nregion = eu-west-1\nrole_arn = arn:aws:iam::1:role/ci\nsso_region = eu\n'))
      assert.ok(!holds(name, '[default]\naws_secret_access_key = <SECRET>\n'))
    }
    assert.equal(copying('config', '/root/.aws/config'), undefined)
  })

  it('may be in a directory that is copied as a whole', () => {
    assert.equal(copying('.aws', '/root/.aws'), 'warning')
    assert.equal(copying('.aws/', '/home/ci/.aws/'), 'warning')
    assert.equal(copying('aws', '/app/aws'), undefined)
  })

  it('is mounted for the CLI, under a name that says what it is', () =>
    expectFix(
      copiedCredentialFile,
      `
        FROM python:3.12
        COPY credentials config /root/.aws/
        RUN aws s3 cp s3://models/model.bin .
      `,
      `
        FROM python:3.12
        COPY config /root/.aws/
        RUN --mount=type=secret,id=aws_credentials,target=/root/.aws/credentials,required=true aws s3 cp s3://models/model.bin .
      `,
    ))

  it('may have any name where a variable says where it is', () =>
    expectFix(
      copiedCredentialFile,
      `
        FROM python:3.12
        COPY prod.ini /etc/aws/prod
        ENV AWS_SHARED_CREDENTIALS_FILE=/etc/aws/prod
        RUN aws s3 cp s3://models/model.bin .
      `,
      `
        FROM python:3.12
        ENV AWS_SHARED_CREDENTIALS_FILE=/etc/aws/prod
        RUN --mount=type=secret,id=prod_ini,target=/etc/aws/prod,required=true aws s3 cp s3://models/model.bin .
      `,
    ))

  it('stays when only the container can want it', () => {
    const reason =
      'The running container may read .aws/credentials; give it to docker run as a mount, and take it out of the image by hand.'
    expectRefusal(
      copiedCredentialFile,
      `
        FROM node:24
        COPY credentials /root/.aws/credentials
        RUN npm ci
        CMD ["node", "server.js"]
      `,
      reason,
    )
  })

  it('is written where it is used', () =>
    expectFix(
      persistedCredential,
      `
        FROM python:3.12
        ARG AWS_ACCESS_KEY_ID
        ARG AWS_SECRET_ACCESS_KEY
        RUN mkdir -p ~/.aws && \\
            echo "[default]" > ~/.aws/credentials && \\
            echo "aws_access_key_id = $AWS_ACCESS_KEY_ID" >> ~/.aws/credentials && \\
            echo "aws_secret_access_key = $AWS_SECRET_ACCESS_KEY" >> ~/.aws/credentials
        RUN aws s3 sync s3://models .
      `,
      `
        FROM python:3.12
        ARG AWS_ACCESS_KEY_ID
        RUN mkdir -p ~/.aws
        RUN --mount=type=secret,id=aws_secret_access_key,env=AWS_SECRET_ACCESS_KEY,required=true echo "[default]" > ~/.aws/credentials && echo "aws_access_key_id = $AWS_ACCESS_KEY_ID" >> ~/.aws/credentials && echo "aws_secret_access_key = $AWS_SECRET_ACCESS_KEY" >> ~/.aws/credentials && aws s3 sync s3://models . && rm -f /root/.aws/credentials
      `,
    ))
})

describe('.s3cfg', () => {
  it('may hold a key, but not where a container fills in a template', () => {
    assert.equal(copying('.s3cfg', '/root/'), 'warning')
    assert.equal(copying('s3cfg', '/root/.s3cfg'), undefined)
    assert.equal(copying('s3cfg', '/root/.s3cfg', `[default]\naccess_key = AK\nsecret_key = ${SECRET}\n`), 'error')
    assert.ok(!holds('.s3cfg', '[default]\nsecret_key =\nhost_base = s3.example\n'))
  })

  it('is silent about the environment of the CLI', () =>
    expectClean(
      secretInArg,
      `
        FROM python:3.12
        ARG AWS_REGION
        ARG AWS_PROFILE
        ARG AWS_DEFAULT_OUTPUT
        RUN aws s3 cp --no-sign-request s3://open-data/x .
      `,
    ))
})
