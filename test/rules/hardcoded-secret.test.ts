import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { findProblems } from '../../server/src/core/analyze.ts'
import rule from '../../server/src/core/rules/hardcoded-secret.ts'
import { expectClean, expectFindings, expectFix, expectRefusal } from '../support/fixtures.ts'

describe(rule.id, () => {
  it('reports an account whose password is its name', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      ENV OWNER=app
      RUN adduser $OWNER && echo "$OWNER:$OWNER" | chpasswd
      #                                  ^^^^^^ The password for an account is written in the Dockerfile and stays readable in the image history and the provenance attestation.
    `,
    ))

  it('is silent about a name that is given when the image is built', () =>
    expectClean(
      rule,
      `
      FROM alpine
      ARG OWNER
      RUN adduser $OWNER && echo "$OWNER:$OWNER" | chpasswd
    `,
    ))

  it('reports the value of an option', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      RUN helm repo add corp https://charts.example.com --username ci --password hunter2
      #                                                                          ^^^^^^^ The value of --password is written in the Dockerfile and stays readable in the image history and the provenance attestation.
    `,
    ))

  it('reports the value behind an equals sign', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      RUN deploy --api-token=correct-horse-7 --verbose
      #          ^^^^^^^^^^^^^^^^^^^^^^^^^^^ The value of --api-token is written in the Dockerfile and stays readable in the image history and the provenance attestation.
    `,
    ))

  it('reports a variable of one command', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      RUN API_TOKEN=c0rrect+horse7 ./deploy.sh
      #             ^^^^^^^^^^^^^^ The value of API_TOKEN is written in the Dockerfile and stays readable in the image history and the provenance attestation.
    `,
    ))

  it('reports an exported variable', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      RUN export API_TOKEN=correct-horse-7 && ./deploy.sh
      #          ^^^^^^^^^^^^^^^^^^^^^^^^^ The value of API_TOKEN is written in the Dockerfile and stays readable in the image history and the provenance attestation.
    `,
    ))

  it('reports the exec form', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      RUN ["deploy", "--password", "correct-horse-7"]
      #                            ^^^^^^^^^^^^^^^^^ The value of --password is written in the Dockerfile and stays readable in the image history and the provenance attestation.
    `,
    ))

  it('reports a nested script', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      RUN sh -c 'deploy --password correct-horse-7'
      #                            ^^^^^^^^^^^^^^^ The value of --password is written in the Dockerfile and stays readable in the image history and the provenance attestation.
    `,
    ))

  it('reports an earlier stage with less weight', () =>
    expectFindings(
      rule,
      `
      FROM alpine AS build
      RUN deploy --password correct-horse-7
      #                     ^^^^^^^^^^^^^^^ The value of --password is written in the Dockerfile and stays readable in the provenance attestation.
      FROM alpine
      COPY --from=build /x /x
    `,
    ))

  it('is silent about a variable', () =>
    expectClean(
      rule,
      `
      FROM alpine
      RUN --mount=type=secret,id=p,env=HELM_PASSWORD,required=true helm repo add corp https://charts.example.com --password "$HELM_PASSWORD"
    `,
    ))

  it('is silent about the output of a command', () =>
    expectClean(
      rule,
      `
      FROM alpine
      RUN --mount=type=secret,id=p,required=true deploy --password "$(cat /run/secrets/p)"
    `,
    ))

  it('is silent about a file', () =>
    expectClean(
      rule,
      `
      FROM alpine
      RUN deploy --password-file /etc/password --token-path=/etc/token
    `,
    ))

  it('is silent about placeholders', () =>
    expectClean(
      rule,
      `
      FROM alpine
      RUN deploy --password changeme --api-token=your-token-here
    `,
    ))

  it('is silent about a value that has to be there for a build', () =>
    expectClean(
      rule,
      `
      FROM ruby:3.4
      RUN SECRET_KEY_BASE=dummy bundle exec rake assets:precompile
    `,
    ))

  it('is silent about options without a value', () =>
    expectClean(
      rule,
      `
      FROM alpine
      RUN adduser --disabled-password --gecos "" app && passwd --lock app
    `,
    ))

  it('is silent about a flag that reads standard input', () =>
    expectClean(
      rule,
      `
      FROM alpine
      RUN --mount=type=secret,id=p,required=true deploy --password-stdin --verbose < /run/secrets/p
    `,
    ))

  it('is silent about words with another meaning', () =>
    expectClean(
      rule,
      `
      FROM alpine
      RUN train --max-tokens 4096 --tokenizer bert --keyboard de --public-key key.pub
    `,
    ))

  it('is silent about a method of authentication', () =>
    expectClean(
      rule,
      `
      FROM postgres:17
      RUN initdb --auth=ident --pgdata /data
    `,
    ))

  it('is silent about the password of anonymous users', () =>
    expectClean(
      rule,
      `
      FROM alpine
      RUN wget --user=anonymous --password=ftp ftp://files.example.com/a.tar
    `,
    ))

  it('is silent about an option where a password belongs', () =>
    expectClean(
      rule,
      `
      FROM alpine
      RUN useradd -r -p -M -g root app
    `,
    ))

  it('is silent about settings for the protection of passwords', () =>
    expectClean(
      rule,
      `
      FROM alpine
      RUN printf "app_password_protection: Apache\\n" > /etc/app.yml
    `,
    ))
})

describe(`${rule.id} in what commands store`, () => {
  it('reports the password in the settings of a tool', () =>
    expectFindings(
      rule,
      `
      FROM python:3.12
      RUN poetry config http-basic.corp ci hunter2x7 && poetry install
      #                                    ^^^^^^^^^ The value of poetry config is written in the Dockerfile and stays readable in the image history and the provenance attestation.
    `,
    ))

  it('reports the password that a login reads from a pipe', () =>
    expectFindings(
      rule,
      `
      FROM docker:28
      RUN echo hunter2x7 | docker login -u ci --password-stdin registry.example.com
      #        ^^^^^^^^^ The value of docker login is written in the Dockerfile and stays readable in the image history and the provenance attestation.
    `,
    ))

  it('reports a credential file, judged by its path', () =>
    expectFindings(
      rule,
      `
      FROM python:3.12
      RUN echo "machine pypi.example.com login ci password hunter2x7" > ~/.netrc
      #                                                    ^^^^^^^^^ A credential for .netrc is written in the Dockerfile and stays readable in the image history and the provenance attestation.
    `,
    ))

  it('reports a file that is written piece by piece', () =>
    expectFindings(
      rule,
      `
      FROM python:3.12
      RUN echo "machine pypi.example.com" > ~/.netrc && echo "password hunter2x7" >> ~/.netrc
      #                                                                ^^^^^^^^^ A credential for .netrc is written in the Dockerfile and stays readable in the image history and the provenance attestation.
    `,
    ))

  it('reports a line of printf', () =>
    expectFindings(
      rule,
      `
      FROM node:24
      RUN printf '//npm.example.com/:_authToken=hunter2x7\\n' > .npmrc
      #                                         ^^^^^^^^^ A credential for .npmrc is written in the Dockerfile and stays readable in the image history and the provenance attestation.
    `,
    ))

  it('reports a here-document of RUN', () =>
    expectFindings(
      rule,
      `
      FROM node:24
      RUN cat > /root/.npmrc <<EOF
      //npm.example.com/:_authToken=hunter2x7
      #                             ^^^^^^^^^ A credential for .npmrc is written in the Dockerfile and stays readable in the image history and the provenance attestation.
      always-auth=true
      EOF
    `,
    ))

  it('reports a here-string', () => {
    const token = ['ghp', 'a8Kd93jfL2mNq7RtYw5XzB1cVhG6sPeUoI0x'].join('_')
    expectFindings(
      rule,
      `
      FROM alpine
      RUN deploy <<< ${token}
      #              ${'^'.repeat(40)} A credential (GitHub) is written in the Dockerfile and stays readable in the image history and the provenance attestation.
    `,
    )
  })

  it('reports a here-document of COPY', () =>
    expectFindings(
      rule,
      `
      FROM node:24
      COPY <<EOF /root/.npmrc
      //npm.example.com/:_authToken=hunter2x7
      #                             ^^^^^^^^^ A credential for .npmrc is written in the Dockerfile and stays readable in the image history, a layer of the image and the provenance attestation.
      EOF
    `,
    ))

  it('reports a here-document that is named like its file', () =>
    expectFindings(
      rule,
      `
      FROM node:24
      ONBUILD COPY <<.npmrc /root/
      //npm.example.com/:_authToken=hunter2x7
      #                             ^^^^^^^^^ A credential for .npmrc is written in the Dockerfile and stays readable in the image history, a layer of the image and the provenance attestation.
      .npmrc
    `,
    ))

  it('is silent about a variable in the file', () =>
    expectClean(
      rule,
      `
      FROM node:24
      RUN --mount=type=secret,id=t,env=TOKEN,required=true echo "//npm.example.com/:_authToken=$TOKEN" > .npmrc && npm ci && rm .npmrc
    `,
    ))

  it('is silent about a reference that the tool expands', () =>
    expectClean(
      rule,
      `
      FROM node:24
      RUN echo '//npm.example.com/:_authToken=\${NPM_TOKEN}' > .npmrc
    `,
    ))

  it('is silent about settings of a tool that are no credential', () =>
    expectClean(
      rule,
      `
      FROM node:24
      RUN npm config set registry https://npm.example.com/ && poetry config virtualenvs.create false
    `,
    ))

  it('is silent about a file of another kind', () =>
    expectClean(
      rule,
      `
      FROM python:3.12
      RUN echo "the password is asked for at the start" > README
    `,
    ))

  it('is silent about the user whose password is a variable', () =>
    expectClean(
      rule,
      `
      FROM debian
      ARG GIT_TOKEN
      RUN echo "https://ci:$GIT_TOKEN@git.example.com" > ~/.git-credentials
    `,
    ))

  it('is silent about a file without a credential', () =>
    expectClean(
      rule,
      `
      FROM node:24
      COPY <<EOF /root/.npmrc
      registry=https://npm.example.com/
      EOF
    `,
    ))
})

describe(`${rule.id} leaves to a more specific rule`, () => {
  it('a value of ENV', () => expectClean(rule, `FROM alpine\nENV API_TOKEN=correct-horse-7\n`))

  it('the default of an argument', () => expectClean(rule, `FROM alpine\nARG API_TOKEN=correct-horse-7\n`))

  it('the user part of a URL', () =>
    expectClean(rule, `FROM alpine\nRUN git clone https://ci:hunter2x7@git.example.com/app\n`))

  it('a label', () => expectClean(rule, `FROM alpine\nLABEL api.token=5f0c7d1a9b3e4f60\n`))

  it('but not a token that only the file has', () =>
    expectFindings(
      rule,
      `
      ARG API_URL=https://ci:hunter2x7@api.example.com
      #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The password for api.example.com is written in the Dockerfile and stays readable in the provenance attestation.
      FROM alpine
    `,
    ))
})

describe(`the fix of ${rule.id}`, () => {
  it('puts a variable in the place of the value of an option', () =>
    expectFix(
      rule,
      `
      FROM alpine
      RUN deploy --token correct-horse-7
    `,
      `
      FROM alpine
      RUN --mount=type=secret,id=deploy_token,env=DEPLOY_TOKEN,required=true deploy --token "$DEPLOY_TOKEN"
    `,
    ))

  it('keeps double quotes', () =>
    expectFix(
      rule,
      `
      FROM alpine
      RUN curl -H "Authorization: Bearer correct-horse-7" https://api.acme.com/x
    `,
      `
      FROM alpine
      RUN --mount=type=secret,id=acme_password,env=ACME_PASSWORD,required=true curl -H "Authorization: Bearer $ACME_PASSWORD" https://api.acme.com/x
    `,
    ))

  it('is called after the script that gets it', () =>
    expectFix(
      rule,
      `
      FROM debian
      RUN bash -e tools/setup.sh --password correct-horse-7
    `,
      `
      FROM debian
      RUN --mount=type=secret,id=setup_password,env=SETUP_PASSWORD,required=true bash -e tools/setup.sh --password "$SETUP_PASSWORD"
    `,
    ))

  it('gets out of single quotes', () =>
    expectFix(
      rule,
      `
      FROM alpine
      RUN curl -u 'ci:correct-horse-7' https://api.acme.com/x && login --password='a'correct-horse-8'b'
    `,
      `
      FROM alpine
      RUN --mount=type=secret,id=ci_password,env=CI_PASSWORD,required=true curl -u 'ci:'"$CI_PASSWORD" https://api.acme.com/x && login --password='a'correct-horse-8'b'
    `,
    ))

  it('writes braces before a letter', () =>
    expectFix(
      rule,
      `
      FROM alpine
      RUN mysql -e "CREATE USER app IDENTIFIED BY 'correct-horse-7'" && echo "root:correct-horse-9" | chpasswd
    `,
      `
      FROM alpine
      RUN --mount=type=secret,id=account_password,env=ACCOUNT_PASSWORD,required=true --mount=type=secret,id=root_password,env=ROOT_PASSWORD,required=true mysql -e "CREATE USER app IDENTIFIED BY '$ACCOUNT_PASSWORD'" && echo "root:$ROOT_PASSWORD" | chpasswd
    `,
    ))

  it('takes the variable of a command from the mount', () =>
    expectFix(
      rule,
      `
      FROM alpine
      RUN LEVEL=3 API_TOKEN=c0rrect+horse7 ./deploy.sh
    `,
      `
      FROM alpine
      RUN --mount=type=secret,id=api_token,env=API_TOKEN,required=true LEVEL=3 ./deploy.sh
    `,
    ))

  it('takes an exported variable from the mount', () =>
    expectFix(
      rule,
      `
      FROM alpine
      RUN export API_TOKEN=correct-horse-7 && ./deploy.sh
    `,
      `
      FROM alpine
      RUN --mount=type=secret,id=api_token,env=API_TOKEN,required=true ./deploy.sh
    `,
    ))

  it('keeps a variable that has several values', () =>
    expectFix(
      rule,
      `
      FROM alpine
      RUN API_TOKEN=c0rrect+horse7 ./deploy.sh && API_TOKEN=other ./deploy.sh
    `,
      `
      FROM alpine
      RUN --mount=type=secret,id=api_token_2,env=API_TOKEN_2,required=true API_TOKEN="$API_TOKEN_2" ./deploy.sh && API_TOKEN=other ./deploy.sh
    `,
    ))

  it('gives one secret to all places with the same credential, and others to other credentials', () =>
    expectFix(
      rule,
      `
      FROM alpine
      RUN deploy --token correct-horse-7
      RUN curl -u ci:correct-horse-7 https://example.com/x
      RUN deploy --token correct-horse-8
    `,
      `
      FROM alpine
      RUN --mount=type=secret,id=deploy_token,env=DEPLOY_TOKEN,required=true deploy --token "$DEPLOY_TOKEN"
      RUN --mount=type=secret,id=deploy_token,env=DEPLOY_TOKEN,required=true curl -u ci:"$DEPLOY_TOKEN" https://example.com/x
      RUN --mount=type=secret,id=deploy_token_2,env=DEPLOY_TOKEN_2,required=true deploy --token "$DEPLOY_TOKEN_2"
    `,
    ))

  it('does not take a name that means something else', () =>
    expectFix(
      rule,
      `
      FROM alpine
      ENV DEPLOY_TOKEN=/run/token
      RUN deploy --token correct-horse-7
    `,
      `
      FROM alpine
      ENV DEPLOY_TOKEN=/run/token
      RUN --mount=type=secret,id=deploy_token_2,env=DEPLOY_TOKEN_2,required=true deploy --token "$DEPLOY_TOKEN_2"
    `,
    ))

  it('expands in scripts of the shell', () =>
    expectFix(
      rule,
      `
      FROM alpine
      RUN sh -c 'deploy --token correct-horse-7' && sh -c "deploy --token correct-horse-8"
      RUN <<EOF
      deploy --token correct-horse-7
      EOF
    `,
      `
      FROM alpine
      RUN --mount=type=secret,id=deploy_token,env=DEPLOY_TOKEN,required=true --mount=type=secret,id=deploy_token_2,env=DEPLOY_TOKEN_2,required=true sh -c 'deploy --token "$DEPLOY_TOKEN"' && sh -c "deploy --token $DEPLOY_TOKEN_2"
      RUN --mount=type=secret,id=deploy_token,env=DEPLOY_TOKEN,required=true <<EOF
      deploy --token "$DEPLOY_TOKEN"
      EOF
    `,
    ))

  it('takes it out of other commands and of comments, when it can be nothing else', () =>
    expectFix(
      rule,
      `
      FROM alpine
      # deploy --token correct-horse-7
      RUN deploy --token correct-horse-7
      RUN lua -e 'login("correct-horse-7")'
    `,
      `
      FROM alpine
      # deploy --token $DEPLOY_TOKEN
      RUN --mount=type=secret,id=deploy_token,env=DEPLOY_TOKEN,required=true deploy --token "$DEPLOY_TOKEN"
      RUN --mount=type=secret,id=deploy_token,env=DEPLOY_TOKEN,required=true lua -e 'login("'"$DEPLOY_TOKEN"'")'
    `,
    ))

  it('leaves a word alone that stands elsewhere as well', () =>
    expectFix(
      rule,
      `
      FROM debian
      # The manager is for managers.
      RUN useradd manager && echo app:manager | chpasswd
    `,
      `
      FROM debian
      # The manager is for managers.
      RUN --mount=type=secret,id=app_password,env=APP_PASSWORD,required=true useradd manager && echo app:"$APP_PASSWORD" | chpasswd
    `,
    ))

  it('expands outside of a script that gets another environment', () =>
    expectFix(
      rule,
      `
      FROM alpine
      RUN su app -c 'deploy --token correct-horse-7'
    `,
      `
      FROM alpine
      RUN --mount=type=secret,id=deploy_token,env=DEPLOY_TOKEN,required=true su app -c 'deploy --token '"$DEPLOY_TOKEN"''
    `,
    ))

  it('expands between the escapes of a script in quotes', () =>
    expectFix(
      rule,
      `
      FROM postgres
      RUN su - postgres -c "pg_ctl start && psql -c \\"CREATE USER app PASSWORD 'hunter2x';\\" && createdb -O app app"
    `,
      `
      FROM postgres
      RUN --mount=type=secret,id=account_password,env=ACCOUNT_PASSWORD,required=true su - postgres -c "pg_ctl start && psql -c \\"CREATE USER app PASSWORD '$ACCOUNT_PASSWORD';\\" && createdb -O app app"
    `,
    ))

  it('expands beside a line continuation between quotes', () =>
    expectFix(
      rule,
      `
      FROM mariadb
      RUN mysql -e "GRANT ALL ON *.* TO 'app' IDENTIFIED BY 'pw-1x';\\
        GRANT ALL ON *.* TO 'web' IDENTIFIED BY 'pw-1x';"
    `,
      `
      FROM mariadb
      RUN --mount=type=secret,id=account_password,env=ACCOUNT_PASSWORD,required=true \\
        mysql -e "GRANT ALL ON *.* TO 'app' IDENTIFIED BY '$ACCOUNT_PASSWORD';\\
        GRANT ALL ON *.* TO 'web' IDENTIFIED BY '$ACCOUNT_PASSWORD';"
    `,
    ))

  it('finds the value beside escapes', () =>
    expectFix(
      rule,
      `
      FROM alpine
      RUN mysql -e "CREATE USER \\"app\\" IDENTIFIED BY 'correct-horse-7'"
    `,
      `
      FROM alpine
      RUN --mount=type=secret,id=account_password,env=ACCOUNT_PASSWORD,required=true mysql -e "CREATE USER \\"app\\" IDENTIFIED BY '$ACCOUNT_PASSWORD'"
    `,
    ))

  it('lets a here-document expand', () =>
    expectFix(
      rule,
      `
      FROM node:24
      RUN cat > .npmrc <<'EOF' && npm ci && rm .npmrc
      //npm.example.com/:_authToken=correct-horse-7
      //npm.example.org/:_authToken=correct-horse-7
      EOF
    `,
      `
      FROM node:24
      RUN --mount=type=secret,id=npmrc_token,env=NPMRC_TOKEN,required=true cat > .npmrc <<EOF && npm ci && rm .npmrc
      //npm.example.com/:_authToken=$NPMRC_TOKEN
      //npm.example.org/:_authToken=$NPMRC_TOKEN
      EOF
    `,
    ))

  it('writes no variable that is half of what a tool reads by itself', () =>
    expectFix(
      rule,
      `
      FROM alpine
      RUN deploy --key ${['AKIAQ7RK2VT9XW', 'ZB41ML'].join('')}
    `,
      `
      FROM alpine
      RUN --mount=type=secret,id=build_aws_access_key_id,env=BUILD_AWS_ACCESS_KEY_ID,required=true deploy --key "$BUILD_AWS_ACCESS_KEY_ID"
    `,
    ))

  it('has to be told to revoke the value', () => {
    const [found] = findProblems('FROM alpine\nRUN deploy --token correct-horse-7\n')
    assert.equal(found?.fix?.title, 'Move the credential to the secret deploy_token, and revoke it: it is known')
    assert.deepEqual(found.fix.secrets, [{ id: 'deploy_token', from: { kind: 'literal', name: 'DEPLOY_TOKEN' } }])
  })
})

describe(`${rule.id} is not fixed`, () => {
  it('in the exec form', () =>
    expectRefusal(
      rule,
      `
      FROM alpine
      RUN ["deploy", "--token", "correct-horse-7"]
    `,
      'The credential on line 2 is in the exec form, in which nothing is expanded; write the RUN as a shell command first.',
    ))

  it('in a here-document with variables of its own', () =>
    expectRefusal(
      rule,
      `
      FROM node:24
      RUN cat > .npmrc <<'EOF' && npm ci && rm .npmrc
      cache=\${HOME}/cache
      //npm.example.com/:_authToken=correct-horse-7
      EOF
    `,
      'The credential on line 4 is in a here-document in which nothing is expanded; take the quotes off its delimiter, and escape what has to stay.',
    ))

  it('in a file of the running container', () =>
    expectRefusal(
      rule,
      `
      FROM alpine
      RUN echo "API_TOKEN=correct-horse-7" > /app/.env
    `,
      'The credential is written to /app/.env, which the running container may need; write it when the container starts instead.',
    ))

  it('in a file of the running container that has the name of the secret', () =>
    expectRefusal(
      rule,
      `
      FROM python:3.12
      RUN echo 'db:5432:*:app:correct-horse-7' > ~/.pgpass
    `,
      'The credential is written to /root/.pgpass, which the running container may need; write it when the container starts instead.',
    ))

  it('in a here-document of COPY', () =>
    expectRefusal(
      rule,
      `
      FROM node:24
      COPY <<EOF /root/.npmrc
      //npm.example.com/:_authToken=correct-horse-7
      EOF
    `,
      'COPY reads no secret mount; write the file in the RUN that needs it, or mount it there.',
    ))

  it('when it is put together', () =>
    expectRefusal(
      rule,
      `
      FROM alpine
      RUN deploy --token correct'-horse-7'
    `,
      'The credential on line 2 is not written in one piece; replace it by hand.',
    ))

  it('when a character of it is escaped', () =>
    expectRefusal(
      rule,
      `
      FROM postgres
      RUN echo app:hunter\\!2x | chpasswd
    `,
      'The credential on line 2 is not written in one piece; replace it by hand.',
    ))

  it('reports a password in a script for Windows', () =>
    expectFindings(
      rule,
      `
      FROM mcr.microsoft.com/windows/servercore:ltsc2022
      RUN net user builder hunter2x /add && net localgroup administrators builder /add
      #                    ^^^^^^^^ The password for builder is written in the Dockerfile and stays readable in the image history and the provenance attestation.
      RUN powershell -Command $p = ConvertTo-SecureString 'hunter2x' -AsPlainText -Force
      #                                                    ^^^^^^^^ The password for convertto-securestring is written in the Dockerfile and stays readable in the image history and the provenance attestation.
    `,
    ))

  it('is silent about variables and switches in a script for Windows', () =>
    expectClean(
      rule,
      `
      FROM mcr.microsoft.com/windows/servercore:ltsc2022
      RUN net user builder %PASSWORD% /add && net user builder /active:yes
      SHELL ["powershell", "-Command"]
      RUN $p = ConvertTo-SecureString $env:PASSWORD -AsPlainText -Force
    `,
    ))
})

describe('settings that a command writes into a file', () => {
  it('are reported when they are passwords', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      RUN echo "AS_ADMIN_PASSWORD=hunter2" > pwdfile
      #                           ^^^^^^^ The value of AS_ADMIN_PASSWORD is written in the Dockerfile and stays readable in the image history and the provenance attestation.
      RUN printf 'user=ci\\npassword=hunter2\\n' >> /etc/app.conf
      #                             ^^^^^^^ The value of password is written in the Dockerfile and stays readable in the image history and the provenance attestation.
      RUN echo '  "rpc-password": "hunter2",' | tee settings.json
      #                            ^^^^^^^ The value of rpc-password is written in the Dockerfile and stays readable in the image history and the provenance attestation.
      RUN echo "password_sha2 = $(echo -n hunter2 | sha256sum)" > /etc/app.conf
      #         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The value of password_sha2 is written in the Dockerfile and stays readable in the image history and the provenance attestation.
      RUN echo '<user name="ci" password="hunter2"/>' > users.xml
      #                                   ^^^^^^^ The value of password is written in the Dockerfile and stays readable in the image history and the provenance attestation.
      RUN cat <<EOF > /etc/app.yml
      token: hunter2
      #      ^^^^^^^ The value of token is written in the Dockerfile and stays readable in the image history and the provenance attestation.
      EOF
    `,
    ))

  it('are reported in the replacement of an editor', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      RUN sed -i 's/; admin_passwd = admin/admin_passwd = hunter2/' /etc/app.conf
      #                                                   ^^^^^^^ The value of admin_passwd is written in the Dockerfile and stays readable in the image history and the provenance attestation.
      RUN sed -i -e "s|^db.password=.*$|db.password=hunter2|g" /etc/app.properties
      #                                             ^^^^^^^ The value of db.password is written in the Dockerfile and stays readable in the image history and the provenance attestation.
      RUN sed 's/"password": ""/"password": "hunter2"/' sample.json > config.json
      #                                      ^^^^^^^ The value of password is written in the Dockerfile and stays readable in the image history and the provenance attestation.
      RUN sed -i 's/$password = ""/$password = "hunter2"/' settings.php
      #                                         ^^^^^^^ The value of password is written in the Dockerfile and stays readable in the image history and the provenance attestation.
      RUN sed -i 'sX</users>X<user name="ci" password="hunter2"/></users>X' users.xml
      #                                                ^^^^^^^ The value of password is written in the Dockerfile and stays readable in the image history and the provenance attestation.
      RUN sed -i "s/password_here/hunter2/" wp-config.php
      #                           ^^^^^^^ The value of password_here is written in the Dockerfile and stays readable in the image history and the provenance attestation.
      RUN sed -i 's/("DB_PASS", "")/;define("DB_PASS", "hunter2")/' config.php
      #                                                 ^^^^^^^ The value of DB_PASS is written in the Dockerfile and stays readable in the image history and the provenance attestation.
      RUN sed -i 's/<password\\/>/<password>hunter2<\\/password>/' /etc/config.xml
      #                                    ^^^^^^^ The value of password is written in the Dockerfile and stays readable in the image history and the provenance attestation.
    `,
    ))

  it('come from a mount when the file does not stay', () =>
    expectFix(
      rule,
      `
      FROM alpine
      RUN echo "password=hunter2" > /tmp/p && ./setup --password-file /tmp/p && rm /tmp/p
    `,
      `
      FROM alpine
      RUN --mount=type=secret,id=password,env=PASSWORD,required=true echo "password=$PASSWORD" > /tmp/p && ./setup --password-file /tmp/p && rm /tmp/p
    `,
    ))

  it('are left to the author in the script of an editor', () =>
    expectRefusal(
      rule,
      `
      FROM alpine
      RUN sed -i 's/^password=.*/password=hunter2/' /etc/app.conf
    `,
      'The credential on line 2 is in the script of an editor, to which signs of a new value may mean something; write the file in one piece.',
    ))

  it('are none when they say how passwords are handled', () =>
    expectClean(
      rule,
      `
      FROM alpine
      RUN echo 'PasswordAuthentication yes' >> /etc/ssh/sshd_config && echo 'passwd: files sss' > /etc/nsswitch.conf
      RUN echo 'password sufficient pam_unix.so' > /etc/pam.d/su && echo '%wheel ALL=(ALL) NOPASSWD: ALL' > /etc/sudoers
      RUN echo 'password_encryption = md5' > a.conf && echo 'password = prompt' > b.conf && echo 'passwd: files' > c
      RUN echo 'password_policy=strong' > d && echo 'token_file=token.txt' > e && echo 'token.ttl: 3600' > f
      RUN sed -i 's/PermitRootLogin prohibit-password/PermitRootLogin yes/' /etc/ssh/sshd_config
    `,
    ))

  it('are none when they are filled in later, or stand for a value', () =>
    expectClean(
      rule,
      `
      FROM alpine
      RUN echo "password=$GIVEN" > a.conf && echo 'password: {{ password }}' > b.yml && echo 'token=__TOKEN__' > c
      RUN echo 'token=\${TOKEN}' > d && echo 'password=' > e && echo 'password: changeme' > f && echo 'secret=/run/s' > g
      RUN echo 'password=REPLACE_AT_RUNTIME' > h && echo '# password=hunter2' > i && echo 'hash: sha1:6a3f528eec40' > j
      RUN echo "password_sha2 = $(echo -n $GIVEN | sha256sum)" > l && echo "file_sha256 = $(echo -n x | sha256sum)" > m
      RUN sed -i 's/password_here/'"$GIVEN"'/;s/user_here/ci/' n && sed 's/"password": ""/"password": "hunter2"/' sample
      RUN echo '<password>\${GIVEN}</password><password/><password></password>' > o.xml
      RUN sed -i 's/password=hunter2/password=/' k.conf && sed -i 's/^password=.*/password='"$GIVEN"'/' l.conf
    `,
    ))

  it('are none on the terminal, and in a program whose words are variables', () =>
    expectClean(
      rule,
      `
      FROM alpine
      RUN echo 'password: hunter2' && echo 'password=hunter2' > /dev/null
      RUN echo 'token = tokenizer' > a.py && echo 'password: secret' > b.js && echo 'password = given' > c.sh
    `,
    ))

  it('are reported in a here-document of COPY', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      COPY <<EOF /etc/app.conf
      password = hunter2
      #          ^^^^^^^ The value of password is written in the Dockerfile and stays readable in the image history, a layer of the image and the provenance attestation.
      token = changeme
      EOF
    `,
    ))
})

describe('operands of programs that set passwords', () => {
  it('are reported', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      RUN printf 'ci:hunter2:1000:1000:CI:/home/ci:/bin/sh' | newusers
      #              ^^^^^^^ The password for ci is written in the Dockerfile and stays readable in the image history and the provenance attestation.
      RUN x11vnc -storepasswd hunter2 /etc/vnc
      #                       ^^^^^^^ The password for x11vnc is written in the Dockerfile and stays readable in the image history and the provenance attestation.
      RUN drush upwd ci hunter2 && mysql --password=hunter2 db
      #                 ^^^^^^^ The password for ci is written in the Dockerfile and stays readable in the image history and the provenance attestation.
      #                                             ^^^^^^^ The password for mysql is written in the Dockerfile and stays readable in the image history and the provenance attestation.
      RUN htpasswd -nb ci hunter2
      #                   ^^^^^^^ The password for ci is written in the Dockerfile and stays readable in the image history and the provenance attestation.
    `,
    ))

  it('are none when the program asks, and when signs stand in their place', () =>
    expectClean(
      rule,
      `
      FROM alpine
      ARG NAME
      RUN mysql --password db && mysqladmin --password status && mysqldump --password $NAME
      RUN htpasswd -b /etc/users ci && x11vnc -storepasswd /etc/vnc && drush upwd ci
      RUN curl -u user:xxxxxxxx https://example.com && wget --password=xxx https://example.com
    `,
    ))
})
