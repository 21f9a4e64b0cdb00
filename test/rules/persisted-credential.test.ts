import { describe, it } from 'node:test'
import rule from '../../server/src/core/rules/persisted-credential.ts'
import { expectClean, expectFindings, expectFix, expectRefusal } from '../support/fixtures.ts'

describe(rule.id, () => {
  it('finds what is written once, however often the file is edited afterwards', () =>
    expectFindings(
      rule,
      `
      FROM php:8
      ARG DB_PASSWORD
      RUN sed -i "s/'pass'/'$DB_PASSWORD'/" /etc/app.php && sed -i "s/a/b/" /etc/app.php
      #                                     ^^^^^^^^^^^^ DB_PASSWORD is written to /etc/app.php and stays in a layer of the image.
    `,
    ))

  it('finds it once when other variables follow it into the file, and again when it does itself', () =>
    expectFindings(
      rule,
      `
      FROM python:3.12
      ARG MAIL_PASSWORD
      ARG MAIL_HOST
      RUN sed -i 's/PASSWORD=/PASSWORD='$MAIL_PASSWORD'/' /etc/app.sh && \\
      #                                                   ^^^^^^^^^^^ MAIL_PASSWORD is written to /etc/app.sh and stays in a layer of the image.
          sed -i 's/HOST=/HOST='$MAIL_HOST'/' /etc/app.sh && \\
          sed -i 's/SECRET=/SECRET='$MAIL_PASSWORD'/' /etc/app.sh
      #                                               ^^^^^^^^^^^ MAIL_PASSWORD is written to /etc/app.sh and stays in a layer of the image.
    `,
    ))

  it('reports a file that a redirection writes', () =>
    expectFindings(
      rule,
      `
      FROM python:3.12
      ARG CORP_PASSWORD
      RUN echo "machine pypi.example.com login ci password $CORP_PASSWORD" > ~/.netrc
      #                                                                      ^^^^^^^^ CORP_PASSWORD is written to /root/.netrc and stays in a layer of the image.
      RUN pip install private-lib
    `,
    ))

  it('reports the command of a tool', () =>
    expectFindings(
      rule,
      `
      FROM python:3.12
      ARG CI_JOB_TOKEN
      RUN poetry config http-basic.corp ci $CI_JOB_TOKEN
      #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ CI_JOB_TOKEN is written to /root/.config/pypoetry/auth.toml and stays in a layer of the image.
      RUN poetry install
    `,
    ))

  it('reports what comes from a secret mount, too', () =>
    expectFindings(
      rule,
      `
      FROM python:3.12
      RUN --mount=type=secret,id=token,env=TOKEN,required=true poetry config http-basic.corp ci "$TOKEN" && poetry install
      #                                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ token is written to /root/.config/pypoetry/auth.toml and stays in a layer of the image.
    `,
    ))

  it('is silent about certificates and public keys that come from a mount', () =>
    expectClean(
      rule,
      `
      FROM node:24
      RUN --mount=type=secret,id=proxy,required=true cp /run/secrets/proxy /usr/local/share/ca-certificates/proxy.crt && update-ca-certificates
      RUN --mount=type=secret,id=corp-ca.pem,required=true cat /run/secrets/corp-ca.pem >> /etc/ssl/bundle.pem
      RUN --mount=type=secret,id=deploy_key_pub,required=true cp /run/secrets/deploy_key_pub /root/.ssh/deploy
      RUN --mount=type=secret,id=repo,required=true base64 -d /run/secrets/repo > /etc/apt/keyrings/repo.gpg
    `,
    ))

  it('reports the key of a certificate', () =>
    expectFindings(
      rule,
      `
      FROM node:24
      RUN --mount=type=secret,id=cert_key,required=true cp /run/secrets/cert_key /etc/nginx/proxy.crt
      #                                                                          ^^^^^^^^^^^^^^^^^^^^ cert_key is written to /etc/nginx/proxy.crt and stays in a layer of the image.
    `,
    ))

  it('reports a mounted file that is copied', () =>
    expectFindings(
      rule,
      `
      FROM node:24
      RUN --mount=type=secret,id=npmrc,required=true cp /run/secrets/npmrc /root/.npmrc && npm ci
      #                                                                    ^^^^^^^^^^^^ npmrc is written to /root/.npmrc and stays in a layer of the image.
    `,
    ))

  it('follows a pipe', () =>
    expectFindings(
      rule,
      `
      FROM python:3.12
      ARG CORP_PASSWORD
      RUN echo "machine pypi.example.com login ci password $CORP_PASSWORD" | tee /root/.netrc
      #                                                                          ^^^^^^^^^^^^ CORP_PASSWORD is written to /root/.netrc and stays in a layer of the image.
      RUN pip install private-lib
    `,
    ))

  it('follows a here-document', () =>
    expectFindings(
      rule,
      `
      FROM python:3.12
      ARG CORP_PASSWORD
      RUN cat > /root/.netrc <<EOF && pip install private-lib
      #         ^^^^^^^^^^^^ CORP_PASSWORD is written to /root/.netrc and stays in a layer of the image.
      machine pypi.example.com login ci password $CORP_PASSWORD
      EOF
    `,
    ))

  it('follows a command substitution', () =>
    expectFindings(
      rule,
      `
      FROM python:3.12
      RUN --mount=type=secret,id=token,required=true \\
          echo "machine pypi.example.com login ci password $(cat /run/secrets/token)" > ~/.netrc && pip install private-lib
      #                                                                                 ^^^^^^^^ token is written to /root/.netrc and stays in a layer of the image.
    `,
    ))

  it('says where a command in another directory writes', () =>
    expectFindings(
      rule,
      `
      FROM node:24
      ARG NPM_TOKEN
      WORKDIR /app
      RUN cd web && echo "//npm.example.com/:_authToken=$NPM_TOKEN" > .npmrc && npm ci
      #                                                               ^^^^^^ NPM_TOKEN is written to /app/web/.npmrc and stays in a layer of the image.
    `,
    ))

  it('knows that a subshell does not change the directory', () =>
    expectFindings(
      rule,
      `
      FROM node:24
      ARG NPM_TOKEN
      WORKDIR /app
      RUN (cd web && npm run lint) && echo "//npm.example.com/:_authToken=$NPM_TOKEN" > .npmrc && npm ci
      #                                                                                 ^^^^^^ NPM_TOKEN is written to /app/.npmrc and stays in a layer of the image.
    `,
    ))

  it('reports a removal that may not happen', () =>
    expectFindings(
      rule,
      `
      FROM node:24
      ARG NPM_TOKEN
      RUN echo "//npm.example.com/:_authToken=$NPM_TOKEN" > .npmrc && npm ci || rm .npmrc
      #                                                     ^^^^^^ NPM_TOKEN is written to /.npmrc and stays in a layer of the image.
    `,
    ))

  it('reports a removal in a later RUN', () =>
    expectFindings(
      rule,
      `
      FROM node:24
      ARG NPM_TOKEN
      RUN echo "//npm.example.com/:_authToken=$NPM_TOKEN" > .npmrc && npm ci
      #                                                     ^^^^^^ NPM_TOKEN is written to /.npmrc and stays in a layer of the image.
      RUN rm .npmrc
    `,
    ))

  it('reports what git clone stores', () =>
    expectFindings(
      rule,
      `
      FROM alpine/git
      ARG GITHUB_TOKEN
      RUN git clone https://$GITHUB_TOKEN@github.com/acme/lib.git /src/lib
      #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ GITHUB_TOKEN is written to /src/lib/.git/config and stays in a layer of the image.
    `,
    ))

  it('reports an earlier stage with less weight', () =>
    expectFindings(
      rule,
      `
      FROM node:24 AS build
      ARG NPM_TOKEN
      RUN echo "//npm.example.com/:_authToken=$NPM_TOKEN" > .npmrc && npm ci
      #                                                     ^^^^^^ NPM_TOKEN is written to /.npmrc and stays in the build cache.
      FROM nginx
      COPY --from=build /app /app
    `,
    ))

  it('is silent about the URL of a repository that gets another one, or none', () =>
    expectFindings(
      rule,
      `
      FROM alpine/git
      ARG TOKEN
      RUN git clone https://ci:$TOKEN@github.com/acme/lib && cd lib && git remote set-url origin https://github.com/acme/lib
      RUN git clone https://ci:$TOKEN@github.com/acme/lib && cd lib && git remote remove origin
      RUN git clone https://ci:$TOKEN@github.com/acme/lib && git remote set-url origin https://github.com/acme/lib
      #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TOKEN is written to /lib/.git/config and stays in a layer of the image.
      RUN cd lib && git remote set-url origin https://ci:$TOKEN@github.com/acme/lib
      #             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TOKEN is written to /lib/.git/config and stays in a layer of the image.
    `,
    ))

  it('reports a private key of an earlier stage that COPY --from takes along, and no certificate', () =>
    expectFindings(
      rule,
      `
      FROM alpine AS build
      RUN openssl req -x509 -nodes -newkey rsa:4096 -keyout /certs/key.pem -out /certs/cert.pem -subj /CN=app
      #                                                     ^^^^^^^^^^^^^^ The private key /certs/key.pem is made in the build and stays in the build cache.
      RUN ssh-keygen -N '' -f /root/.ssh/id_rsa
      #                       ^^^^^^^^^^^^^^^^^ The private key /root/.ssh/id_rsa is made in the build and stays in the build cache.
      FROM scratch
      COPY --from=build /certs/key.pem /
      #                 ^^^^^^^^^^^^^^ COPY --from takes the private key /certs/key.pem along, which stays in a layer of the image, so that all containers share it.
      COPY --from=build /certs/cert.pem /root/.ssh/id_rsa.pub /
    `,
    ))

  it('is silent about a file that the same RUN removes', () =>
    expectClean(
      rule,
      `
      FROM node:24
      ARG NPM_TOKEN
      RUN echo "//npm.example.com/:_authToken=$NPM_TOKEN" > .npmrc && npm ci && rm -f .npmrc
    `,
    ))

  it('is silent about a directory that the same RUN removes', () =>
    expectClean(
      rule,
      `
      FROM node:24
      ARG NPM_TOKEN
      WORKDIR /app
      RUN echo "//npm.example.com/:_authToken=$NPM_TOKEN" > .npmrc && npm ci && rm -rf /app
    `,
    ))

  it('knows a file by the variable that its path is in, or by what is unknown of its directory', () =>
    expectClean(
      rule,
      `
      FROM debian:12
      ARG TOKEN
      RUN file=$(mktemp) && echo "$TOKEN" > "$file" && upload "$file" && rm -f $file
      RUN folder=$(mktemp -d) && echo "$TOKEN" > $folder/key && upload "$folder" && rm -rf "\${folder}"
      RUN cd "$(mktemp -d)" && echo "$TOKEN" > key && upload key && rm key
      RUN echo "$TOKEN" > $CONFIG/key && upload && rm $CONFIG/key
      RUN echo "$TOKEN" > ~app/key && upload && rm ~app/key
      RUN ssh-keygen -N '' -f $CONFIG/id_rsa && upload && rm "$CONFIG/id_rsa"
    `,
    ))

  it('does not take another file for it', () =>
    expectFindings(
      rule,
      `
      FROM debian:12
      ARG TOKEN
      RUN file=$(mktemp) && echo "$TOKEN" > "$file" && file=$(mktemp) && rm -f "$file"
      #                                     ^^^^^^^ TOKEN is written to a file and stays in a layer of the image.
      RUN cd "$(mktemp -d)" && echo "$TOKEN" > key && cd "$(mktemp -d)" && rm -f key
      #                                        ^^^ TOKEN is written to a file and stays in a layer of the image.
      RUN echo "$TOKEN" > $CONFIG/key && rm $CONFIG/keys
      #                   ^^^^^^^^^^^ TOKEN is written to a file and stays in a layer of the image.
      RUN ssh-keygen -N '' -f ~hadoop/.ssh/id_rsa && rm ~app/.ssh/id_rsa
      #                       ^^^^^^^^^^^^^^^^^^^ The private key ~hadoop/.ssh/id_rsa is made in the build and stays in a layer of the image, so that all containers share it.
    `,
    ))

  it('is silent when the tool takes it away again', () =>
    expectClean(
      rule,
      `
      FROM python:3.12
      ARG CI_JOB_TOKEN
      RUN poetry config http-basic.corp ci $CI_JOB_TOKEN && poetry install && poetry config --unset http-basic.corp
    `,
    ))

  it('is silent about a reference that the tool expands', () =>
    expectClean(
      rule,
      `
      FROM node:24
      ARG NPM_TOKEN
      RUN echo '//npm.example.com/:_authToken=\${NPM_TOKEN}' > .npmrc && npm ci
    `,
    ))

  it('is silent about devices, mounts and standard error', () =>
    expectClean(
      rule,
      `
      FROM alpine
      ARG API_KEY
      RUN echo "$API_KEY" > /dev/null
      RUN --mount=type=tmpfs,target=/scratch echo "$API_KEY" > /scratch/key && curl -d @/scratch/key https://example.com/
    `,
    ))

  it('is silent about the answer to a request', () =>
    expectClean(
      rule,
      `
      FROM alpine
      ARG API_KEY
      RUN curl -H "X-Api-Key: $API_KEY" https://example.com/ > /data.json
    `,
    ))

  it('is silent about values that are no secrets', () =>
    expectClean(
      rule,
      `
      FROM alpine
      ARG VERSION
      RUN echo "version=$VERSION" > /etc/version
    `,
    ))

  it('is silent about a quoted here-document', () =>
    expectClean(
      rule,
      `
      FROM alpine
      ARG API_KEY
      RUN cat > /start.sh <<'EOF'
      exec serve --key "$API_KEY"
      EOF
    `,
    ))

  it('is silent about other settings of the tool', () =>
    expectClean(
      rule,
      `
      FROM python:3.12
      RUN --mount=type=secret,id=token,env=TOKEN,required=true poetry config virtualenvs.create false && poetry install
    `,
    ))

  it('hands the credential to the command that reads it', () =>
    expectFix(
      rule,
      `
      FROM python:3.12
      ARG CI_JOB_TOKEN
      RUN poetry config http-basic.corp ci $CI_JOB_TOKEN
      RUN poetry install
    `,
      `
      FROM python:3.12
      RUN --mount=type=secret,id=ci_job_token,env=POETRY_HTTP_BASIC_CORP_PASSWORD,required=true POETRY_HTTP_BASIC_CORP_USERNAME=ci poetry install
    `,
    ))

  it('takes the command out of a chain', () =>
    expectFix(
      rule,
      `
      FROM python:3.12
      ARG CI_JOB_TOKEN
      RUN poetry config virtualenvs.create false && poetry config http-basic.corp ci "$CI_JOB_TOKEN" && poetry install --no-root
    `,
      `
      FROM python:3.12
      RUN --mount=type=secret,id=ci_job_token,env=POETRY_HTTP_BASIC_CORP_PASSWORD,required=true poetry config virtualenvs.create false && POETRY_HTTP_BASIC_CORP_USERNAME=ci poetry install --no-root
    `,
    ))

  it('takes the command out between continuation lines and comments', () =>
    expectFix(
      rule,
      `
      FROM python:3.12
      ARG CI_JOB_TOKEN
      RUN poetry config virtualenvs.create false \\
          # The job's own token.
          && poetry config http-basic.corp ci "\${CI_JOB_TOKEN}" \\
          # Install.
          && poetry install --no-root
    `,
      `
      FROM python:3.12
      RUN --mount=type=secret,id=ci_job_token,env=POETRY_HTTP_BASIC_CORP_PASSWORD,required=true \\
          poetry config virtualenvs.create false \\
          # Install.
          && POETRY_HTTP_BASIC_CORP_USERNAME=ci poetry install --no-root
    `,
    ))

  it('takes the command out of a list', () =>
    expectFix(
      rule,
      `
      FROM python:3.12
      ARG CI_JOB_TOKEN
      RUN poetry config http-basic.corp ci $CI_JOB_TOKEN; poetry install
    `,
      `
      FROM python:3.12
      RUN --mount=type=secret,id=ci_job_token,env=POETRY_HTTP_BASIC_CORP_PASSWORD,required=true POETRY_HTTP_BASIC_CORP_USERNAME=ci poetry install
    `,
    ))

  it('takes the command out of a here-document', () =>
    expectFix(
      rule,
      `
      FROM python:3.12
      ARG CI_JOB_TOKEN
      RUN <<EOF
      set -e
      poetry config http-basic.corp ci $CI_JOB_TOKEN
      poetry install
      EOF
    `,
      `
      FROM python:3.12
      RUN --mount=type=secret,id=ci_job_token,env=POETRY_HTTP_BASIC_CORP_PASSWORD,required=true <<EOF
      set -e
      POETRY_HTTP_BASIC_CORP_USERNAME=ci poetry install
      EOF
    `,
    ))

  it('turns the name of a source into the name of a variable', () =>
    expectFix(
      rule,
      `
      FROM python:3.12
      ARG CI_JOB_TOKEN
      RUN poetry config http-basic.corp-feed ci $CI_JOB_TOKEN && if [ -f poetry.lock ]; then poetry install; fi
    `,
      `
      FROM python:3.12
      RUN --mount=type=secret,id=ci_job_token,env=POETRY_HTTP_BASIC_CORP_FEED_PASSWORD,required=true if [ -f poetry.lock ]; then POETRY_HTTP_BASIC_CORP_FEED_USERNAME=ci poetry install; fi
    `,
    ))

  it('keeps other arguments of the command', () =>
    expectFix(
      rule,
      `
      FROM python:3.12
      ARG CORP_USER
      ARG CORP_PASSWORD
      RUN poetry config http-basic.corp $CORP_USER "$CORP_PASSWORD"
      RUN poetry install
    `,
      `
      FROM python:3.12
      ARG CORP_USER
      RUN --mount=type=secret,id=corp_password,env=POETRY_HTTP_BASIC_CORP_PASSWORD,required=true POETRY_HTTP_BASIC_CORP_USERNAME=$CORP_USER poetry install
    `,
    ))

  it('uses a mounted secret without storing it', () =>
    expectFix(
      rule,
      `
      FROM python:3.12
      RUN --mount=type=secret,id=token,env=TOKEN,required=true poetry config http-basic.corp ci "$TOKEN" && poetry install
    `,
      `
      FROM python:3.12
      RUN --mount=type=secret,id=token,env=TOKEN,required=true --mount=type=secret,id=token,env=POETRY_HTTP_BASIC_CORP_PASSWORD,required=true POETRY_HTTP_BASIC_CORP_USERNAME=ci poetry install
    `,
    ))

  it('writes a file only for as long as it is read', () =>
    expectFix(
      rule,
      `
      FROM python:3.12
      ARG CORP_PASSWORD
      RUN echo "machine pypi.example.com login ci password $CORP_PASSWORD" > ~/.netrc && pip install private-lib
    `,
      `
      FROM python:3.12
      RUN --mount=type=secret,id=corp_password,env=CORP_PASSWORD,required=true echo "machine pypi.example.com login ci password $CORP_PASSWORD" > ~/.netrc && pip install private-lib && rm -f /root/.netrc
    `,
    ))

  it('writes the file in every RUN that reads it', () =>
    expectFix(
      rule,
      `
      FROM python:3.12
      ARG CORP_PASSWORD
      RUN echo "machine pypi.example.com login ci password $CORP_PASSWORD" > ~/.netrc
      RUN pip install a
      RUN pip install b
    `,
      `
      FROM python:3.12
      RUN --mount=type=secret,id=corp_password,env=CORP_PASSWORD,required=true echo "machine pypi.example.com login ci password $CORP_PASSWORD" > ~/.netrc && pip install a && rm -f /root/.netrc
      RUN --mount=type=secret,id=corp_password,env=CORP_PASSWORD,required=true echo "machine pypi.example.com login ci password $CORP_PASSWORD" > ~/.netrc && pip install b && rm -f /root/.netrc
    `,
    ))

  it('takes away what removed the file in a RUN of its own', () =>
    expectFix(
      rule,
      `
      FROM python:3.12
      ARG CORP_PASSWORD
      RUN echo "machine pypi.example.com login ci password $CORP_PASSWORD" > ~/.netrc
      RUN pip install a
      RUN rm ~/.netrc
    `,
      `
      FROM python:3.12
      RUN --mount=type=secret,id=corp_password,env=CORP_PASSWORD,required=true echo "machine pypi.example.com login ci password $CORP_PASSWORD" > ~/.netrc && pip install a && rm -f /root/.netrc
    `,
    ))

  it('cleans up after an alternative', () =>
    expectFix(
      rule,
      `
      FROM python:3.12
      ARG CORP_PASSWORD
      RUN echo "machine pypi.example.com login ci password $CORP_PASSWORD" > ~/.netrc && pip install a || true
    `,
      `
      FROM python:3.12
      RUN --mount=type=secret,id=corp_password,env=CORP_PASSWORD,required=true echo "machine pypi.example.com login ci password $CORP_PASSWORD" > ~/.netrc && pip install a || true && rm -f /root/.netrc
    `,
    ))

  it('cleans up after a group', () =>
    expectFix(
      rule,
      `
      FROM python:3.12
      ARG CORP_PASSWORD
      RUN { echo "machine pypi.example.com login ci password $CORP_PASSWORD" > ~/.netrc; pip install a; }
    `,
      `
      FROM python:3.12
      RUN --mount=type=secret,id=corp_password,env=CORP_PASSWORD,required=true { echo "machine pypi.example.com login ci password $CORP_PASSWORD" > ~/.netrc; pip install a; } && rm -f /root/.netrc
    `,
    ))

  it('cleans up after a subshell', () =>
    expectFix(
      rule,
      `
      FROM python:3.12
      ARG CORP_PASSWORD
      RUN (echo "machine pypi.example.com login ci password $CORP_PASSWORD" > ~/.netrc; pip install a)
    `,
      `
      FROM python:3.12
      RUN --mount=type=secret,id=corp_password,env=CORP_PASSWORD,required=true (echo "machine pypi.example.com login ci password $CORP_PASSWORD" > ~/.netrc; pip install a) && rm -f /root/.netrc
    `,
    ))

  it('cleans up after a condition', () =>
    expectFix(
      rule,
      `
      FROM python:3.12
      ARG CORP_PASSWORD
      RUN if [ -n "$CORP_PASSWORD" ]; then echo "machine pypi.example.com login ci password $CORP_PASSWORD" > ~/.netrc; fi; pip install a
    `,
      `
      FROM python:3.12
      RUN --mount=type=secret,id=corp_password,env=CORP_PASSWORD,required=true if [ -n "$CORP_PASSWORD" ]; then echo "machine pypi.example.com login ci password $CORP_PASSWORD" > ~/.netrc; fi; pip install a && rm -f /root/.netrc
    `,
    ))

  it('cleans up at the end of a here-document', () =>
    expectFix(
      rule,
      `
      FROM python:3.12
      ARG CORP_PASSWORD
      RUN <<EOF
      set -e
      cat > ~/.netrc <<NETRC
      machine pypi.example.com login ci password $CORP_PASSWORD
      NETRC
      pip install a
      EOF
    `,
      `
      FROM python:3.12
      RUN --mount=type=secret,id=corp_password,env=CORP_PASSWORD,required=true <<EOF
      set -e
      cat > ~/.netrc <<NETRC
      machine pypi.example.com login ci password $CORP_PASSWORD
      NETRC
      pip install a && rm -f /root/.netrc
      EOF
    `,
    ))

  it('cleans up before a comment at the end of the line', () =>
    expectFix(
      rule,
      `
      FROM python:3.12
      ARG CORP_PASSWORD
      RUN echo "machine pypi.example.com login ci password $CORP_PASSWORD" > ~/.netrc && pip install a # done
    `,
      `
      FROM python:3.12
      RUN --mount=type=secret,id=corp_password,env=CORP_PASSWORD,required=true echo "machine pypi.example.com login ci password $CORP_PASSWORD" > ~/.netrc && pip install a && rm -f /root/.netrc # done
    `,
    ))

  it('cleans up where a subshell left the directory alone', () =>
    expectFix(
      rule,
      `
      FROM node:24
      ARG NPM_TOKEN
      WORKDIR /app
      RUN (cd web && npm run lint) && echo "//npm.example.com/:_authToken=$NPM_TOKEN" > .npmrc && npm ci
    `,
      `
      FROM node:24
      WORKDIR /app
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true (cd web && npm run lint) && echo "//npm.example.com/:_authToken=$NPM_TOKEN" > .npmrc && npm ci && rm -f /app/.npmrc
    `,
    ))

  it('gives git the credential for one command', () =>
    expectFix(
      rule,
      `
      FROM golang:1.24
      ARG GITHUB_TOKEN
      RUN git config --global url."https://ci:$GITHUB_TOKEN@github.com/".insteadOf "https://github.com/" && go mod download
    `,
      `
      FROM golang:1.24
      RUN --mount=type=secret,id=github_token,env=GITHUB_TOKEN,required=true GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=url."https://ci:$GITHUB_TOKEN@github.com/".insteadOf GIT_CONFIG_VALUE_0="https://github.com/" go mod download
    `,
    ))

  it('leaves the scripts of the project a token that they may need themselves', () =>
    expectFix(
      rule,
      `
      FROM node:24
      ARG GITHUB_TOKEN
      RUN echo "//npm.pkg.github.com/:_authToken=$GITHUB_TOKEN" > ~/.npmrc && npm ci
      RUN rm ~/.npmrc
      RUN npm run release
      RUN apt-get update
    `,
      `
      FROM node:24
      RUN --mount=type=secret,id=github_token,env=GITHUB_TOKEN,required=true echo "//npm.pkg.github.com/:_authToken=$GITHUB_TOKEN" > ~/.npmrc && npm ci && rm -f /root/.npmrc
      RUN --mount=type=secret,id=github_token,env=GITHUB_TOKEN,required=true npm run release
      RUN apt-get update
    `,
    ))

  it('gives no later RUN a file that one has removed', () =>
    expectFix(
      rule,
      `
      FROM node:24
      ARG GITHUB_TOKEN
      RUN echo "@acme:registry=https://npm.example.com" >> $HOME/.npmrc
      RUN echo "//npm.example.com/:_authToken=$GITHUB_TOKEN" >> $HOME/.npmrc
      RUN npm ci && rm $HOME/.npmrc
      RUN npm install --offline
    `,
      `
      FROM node:24
      RUN echo "@acme:registry=https://npm.example.com" >> $HOME/.npmrc
      RUN --mount=type=secret,id=github_token,env=GITHUB_TOKEN,required=true echo "//npm.example.com/:_authToken=$GITHUB_TOKEN" >> $HOME/.npmrc && npm ci && rm $HOME/.npmrc
      RUN npm install --offline
    `,
    ))

  it('gives git every value that --add has stored', () =>
    expectFix(
      rule,
      `
      FROM golang:1.24
      ARG GITHUB_TOKEN
      RUN git config --global url."https://$GITHUB_TOKEN@github.com/".insteadOf "https://github.com/" && \\
          git config --global --add url."https://$GITHUB_TOKEN@github.com/".insteadOf "ssh://git@github.com/"
      RUN go mod download
    `,
      `
      FROM golang:1.24
      RUN --mount=type=secret,id=github_token,env=GITHUB_TOKEN,required=true GIT_CONFIG_COUNT=2 GIT_CONFIG_KEY_0=url."https://$GITHUB_TOKEN@github.com/".insteadOf GIT_CONFIG_VALUE_0="https://github.com/" GIT_CONFIG_KEY_1=url."https://$GITHUB_TOKEN@github.com/".insteadOf GIT_CONFIG_VALUE_1="ssh://git@github.com/" go mod download
    `,
    ))

  it('takes git config --unset away along with what it undoes', () =>
    expectFix(
      rule,
      `
      FROM golang:1.24
      ARG GITHUB_TOKEN
      RUN git config --global url."https://ci:$GITHUB_TOKEN@github.com/".insteadOf "https://github.com/"
      RUN go mod download
      RUN git config --global --unset url."https://ci:$GITHUB_TOKEN@github.com/".insteadOf
    `,
      `
      FROM golang:1.24
      RUN --mount=type=secret,id=github_token,env=GITHUB_TOKEN,required=true GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=url."https://ci:$GITHUB_TOKEN@github.com/".insteadOf GIT_CONFIG_VALUE_0="https://github.com/" go mod download
    `,
    ))

  it('takes away what removed the settings of git', () =>
    expectFix(
      rule,
      `
      FROM golang:1.24
      ARG GITHUB_TOKEN
      RUN git config --global url."https://ci:$GITHUB_TOKEN@github.com/".insteadOf "https://github.com/"
      RUN go mod download
      RUN rm /root/.gitconfig
    `,
      `
      FROM golang:1.24
      RUN --mount=type=secret,id=github_token,env=GITHUB_TOKEN,required=true GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=url."https://ci:$GITHUB_TOKEN@github.com/".insteadOf GIT_CONFIG_VALUE_0="https://github.com/" go mod download
    `,
    ))

  it('clones without storing the URL', () =>
    expectFix(
      rule,
      `
      FROM alpine/git
      ARG GITHUB_TOKEN
      RUN git clone --depth 1 https://ci:$GITHUB_TOKEN@github.com/acme/lib.git /src/lib && make -C /src/lib
    `,
      `
      FROM alpine/git
      RUN --mount=type=secret,id=github_token,env=GITHUB_TOKEN,required=true git -c url."https://ci:$GITHUB_TOKEN@github.com/".insteadOf="https://github.com/" clone --depth 1 https://github.com/acme/lib.git /src/lib && make -C /src/lib
    `,
    ))

  it('clones a quoted URL', () =>
    expectFix(
      rule,
      `
      FROM alpine/git
      ARG GITHUB_TOKEN
      RUN git clone "https://\${GITHUB_TOKEN}@github.com/acme/lib.git"
    `,
      `
      FROM alpine/git
      RUN --mount=type=secret,id=github_token,env=GITHUB_TOKEN,required=true git -c url."https://\${GITHUB_TOKEN}@github.com/".insteadOf="https://github.com/" clone "https://github.com/acme/lib.git"
    `,
    ))

  it('gives a later command that uses the stored URL the same option', () =>
    expectFix(
      rule,
      `
      FROM alpine/git
      ARG GITHUB_TOKEN
      RUN git clone https://ci:$GITHUB_TOKEN@github.com/acme/lib.git /src/lib && cd /src/lib && git submodule update --init
      RUN cd /src/lib && git pull
    `,
      `
      FROM alpine/git
      RUN --mount=type=secret,id=github_token,env=GITHUB_TOKEN,required=true git -c url."https://ci:$GITHUB_TOKEN@github.com/".insteadOf="https://github.com/" clone https://github.com/acme/lib.git /src/lib && cd /src/lib && git -c url."https://ci:$GITHUB_TOKEN@github.com/".insteadOf="https://github.com/" submodule update --init
      RUN --mount=type=secret,id=github_token,env=GITHUB_TOKEN,required=true cd /src/lib && git -c url."https://ci:$GITHUB_TOKEN@github.com/".insteadOf="https://github.com/" pull
    `,
    ))

  it('leaves a command alone that is given a URL itself', () =>
    expectFix(
      rule,
      `
      FROM alpine/git
      ARG GITHUB_TOKEN
      RUN git clone https://$GITHUB_TOKEN@github.com/acme/lib.git /src/lib
      RUN cd /src/lib && git pull https://$GITHUB_TOKEN@github.com/acme/lib.git
    `,
      `
      FROM alpine/git
      RUN --mount=type=secret,id=github_token,env=GITHUB_TOKEN,required=true git -c url."https://$GITHUB_TOKEN@github.com/".insteadOf="https://github.com/" clone https://github.com/acme/lib.git /src/lib
      RUN --mount=type=secret,id=github_token,env=GITHUB_TOKEN,required=true cd /src/lib && git pull https://$GITHUB_TOKEN@github.com/acme/lib.git
    `,
    ))

  it('takes the credential out of a remote, and gives it to the command that connects', () =>
    expectFix(
      rule,
      `
      FROM alpine/git
      ARG GITHUB_TOKEN
      WORKDIR /src
      RUN git init && git remote add origin "https://$GITHUB_TOKEN@github.com/acme/lib.git" && git fetch origin main
    `,
      `
      FROM alpine/git
      WORKDIR /src
      RUN --mount=type=secret,id=github_token,env=GITHUB_TOKEN,required=true git init && git remote add origin "https://github.com/acme/lib.git" && git -c url."https://$GITHUB_TOKEN@github.com/".insteadOf="https://github.com/" fetch origin main
    `,
    ))

  it('refuses to take the credential out of a remote that only the container can want', () =>
    expectRefusal(
      rule,
      `
      FROM alpine/git
      ARG GITHUB_TOKEN
      WORKDIR /src
      RUN git remote set-url origin https://$GITHUB_TOKEN@github.com/acme/lib.git
    `,
      'Nothing in this Dockerfile connects to the URL that git remote set-url stores for GITHUB_TOKEN.',
    ))

  it('refuses when two credentials for one host are for the same command', () =>
    expectRefusal(
      rule,
      `
      FROM alpine/git
      ARG GITHUB_TOKEN
      RUN git clone https://a:$GITHUB_TOKEN@github.com/acme/a.git && git clone https://b:$GITHUB_TOKEN@github.com/acme/b.git && cd b && git pull
    `,
      'git on line 3 has another credential for the host of the URL with GITHUB_TOKEN; clone them in stages of their own.',
    ))

  it('refuses when nothing reads what is stored', () =>
    expectRefusal(
      rule,
      `
      FROM python:3.12
      ARG CI_JOB_TOKEN
      RUN poetry config http-basic.corp ci $CI_JOB_TOKEN
      FROM python:3.12
      RUN poetry install
    `,
      'Nothing in this Dockerfile reads what poetry config stores for CI_JOB_TOKEN.',
    ))

  it('refuses when the command may be skipped', () =>
    expectRefusal(
      rule,
      `
      FROM python:3.12
      ARG CI_JOB_TOKEN
      RUN [ -n "$CI_JOB_TOKEN" ] || exit 1; poetry config http-basic.corp ci $CI_JOB_TOKEN || true; poetry install
    `,
      "In the RUN of line 3 a command that stores or removes it can't be taken out without changing what else runs.",
    ))

  it('refuses when the command is all of a nested script', () =>
    expectRefusal(
      rule,
      `
      FROM python:3.12
      ARG CI_JOB_TOKEN
      RUN sh -c 'poetry config http-basic.corp ci $CI_JOB_TOKEN' && poetry install
    `,
      "In the RUN of line 3 a command that stores or removes it can't be taken out without changing what else runs.",
    ))

  it('refuses when the container may need the file', () =>
    expectRefusal(
      rule,
      `
      FROM alpine
      ARG API_KEY
      RUN echo "API_KEY=$API_KEY" > /app/settings.ini
    `,
      'API_KEY is written to /app/settings.ini, which the running container may need; write it when the container starts instead.',
    ))

  it('puts a file with other settings back as it was', () =>
    expectFix(
      rule,
      `
      FROM node:24
      ARG NPM_TOKEN
      RUN echo "registry=https://npm.example.com/" > .npmrc
      RUN echo "//npm.example.com/:_authToken=$NPM_TOKEN" >> .npmrc && npm ci
    `,
      `
      FROM node:24
      RUN echo "registry=https://npm.example.com/" > .npmrc
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true cp -p /.npmrc /tmp/.npmrc && echo "//npm.example.com/:_authToken=$NPM_TOKEN" >> .npmrc && npm ci && cp /tmp/.npmrc /.npmrc && rm -f /tmp/.npmrc
    `,
    ))

  it('puts a file that is edited in place back as it was', () =>
    expectFix(
      rule,
      `
      FROM python:3.12
      ARG PIP_TOKEN
      COPY template /etc/pip.conf
      RUN sed -i "s/TOKEN/$PIP_TOKEN/" /etc/pip.conf && pip install a
    `,
      `
      FROM python:3.12
      COPY template /etc/pip.conf
      RUN --mount=type=secret,id=pip_token,env=PIP_TOKEN,required=true cp -p /etc/pip.conf /tmp/pip.conf && sed -i "s/TOKEN/$PIP_TOKEN/" /etc/pip.conf && pip install a && cp /tmp/pip.conf /etc/pip.conf && rm -f /tmp/pip.conf
    `,
    ))

  it('refuses when a later RUN copies the file', () =>
    expectRefusal(
      rule,
      `
      FROM node:24
      ARG NPM_TOKEN
      RUN echo "//npm.example.com/:_authToken=$NPM_TOKEN" > ~/.npmrc
      RUN cp ~/.npmrc /app/.npmrc && npm ci
    `,
      '/root/.npmrc is copied to another place on line 4.',
    ))

  it('refuses when a later RUN has another user', () =>
    expectRefusal(
      rule,
      `
      FROM node:24
      ARG NPM_TOKEN
      WORKDIR /app
      RUN echo "//npm.example.com/:_authToken=$NPM_TOKEN" > /app/.npmrc
      USER node
      RUN npm ci
    `,
      '/app/.npmrc is read by a RUN with another USER or WORKDIR than the one that writes it (line 4).',
    ))

  it('refuses when a variable names the place', () =>
    expectRefusal(
      rule,
      `
      FROM node:24
      ARG NPM_TOKEN
      ARG WHERE
      RUN echo "//npm.example.com/:_authToken=$NPM_TOKEN" > $WHERE/.npmrc && npm ci
    `,
      'NPM_TOKEN is written to a file whose place is not known (line 4).',
    ))

  it('refuses the exec form', () =>
    expectRefusal(
      rule,
      `
      FROM python:3.12
      ARG CI_JOB_TOKEN
      RUN poetry config http-basic.corp ci $CI_JOB_TOKEN
      RUN ["poetry", "install"]
    `,
      "The RUN of line 4 is in a form that can't be changed safely; write it as a shell command first.",
    ))

  it('clones in a quoted script over several lines', () =>
    expectFix(
      rule,
      `
      FROM alpine/git
      ARG GITHUB_TOKEN
      RUN bash -c 'set -e && \\
          git clone https://ci:$GITHUB_TOKEN@github.com/acme/lib.git'
    `,
      `
      FROM alpine/git
      RUN --mount=type=secret,id=github_token,env=GITHUB_TOKEN,required=true \\
          bash -c 'set -e && \\
          git -c url."https://ci:$GITHUB_TOKEN@github.com/".insteadOf="https://github.com/" clone https://github.com/acme/lib.git'
    `,
    ))

  it('refuses to write quotes into a script in the same quotes', () =>
    expectRefusal(
      rule,
      `
      FROM alpine/git
      ARG GITHUB_TOKEN
      RUN bash -c "set -e && git clone https://ci:$GITHUB_TOKEN@github.com/acme/lib.git"
    `,
      "git on line 3 is in a quoted script, in which the URL with GITHUB_TOKEN can't be quoted again.",
    ))

  it('refuses to write a value with quotes into a quoted script', () =>
    expectRefusal(
      rule,
      `
      FROM python:3.12
      ARG CI_JOB_TOKEN
      RUN poetry config http-basic.corp "the user" $CI_JOB_TOKEN
      RUN sh -c "cd /app && poetry install"
    `,
      "The RUN of line 4 has a script in quotes, in which a value with quotes can't be written.",
    ))

  it('refuses to take a script apart that is put together', () =>
    expectRefusal(
      rule,
      `
      FROM node:24
      ARG CI_JOB_TOKEN
      RUN sh -c 'npm ci && poetry config http-basic.corp ci '"$CI_JOB_TOKEN" && poetry install
    `,
      "In the RUN of line 3 a command that stores or removes it can't be taken out without changing what else runs.",
    ))

  it('cleans up a file that the RUN begins anew', () =>
    expectFix(
      rule,
      `
      FROM node:24
      ARG NPM_TOKEN
      COPY npmrc /root/.npmrc
      RUN rm -f ~/.npmrc && echo "//npm.example.com/:_authToken=$NPM_TOKEN" >> ~/.npmrc && npm ci
    `,
      `
      FROM node:24
      COPY npmrc /root/.npmrc
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true rm -f ~/.npmrc && echo "//npm.example.com/:_authToken=$NPM_TOKEN" >> ~/.npmrc && npm ci && rm -f /root/.npmrc
    `,
    ))

  it('reports a file that PowerShell writes', () =>
    expectFindings(
      rule,
      `
      # escape=\`
      FROM mcr.microsoft.com/windows/servercore:ltsc2022
      SHELL ["powershell", "-Command"]
      WORKDIR C:\\app
      ARG NPM_TOKEN
      RUN "//npm.example.com/:_authToken=$env:NPM_TOKEN" | Out-File -Encoding ascii .npmrc; npm ci
      #                                                                             ^^^^^^ NPM_TOKEN is written to /app/.npmrc and stays in a layer of the image.
      RUN Set-Content -Path C:\\app\\.npmrc -Value "//npm.example.com/:_authToken=$Env:NPM_TOKEN"
      #                     ^^^^^^^^^^^^^ NPM_TOKEN is written to /app/.npmrc and stays in a layer of the image.
    `,
    ))

  it('reports a file that cmd writes, and one of PowerShell that cmd starts', () =>
    expectFindings(
      rule,
      `
      FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
      ARG NPM_TOKEN
      RUN echo //npm.example.com/:_authToken=%NPM_TOKEN%> .npmrc && npm ci
      #                                                   ^^^^^^ NPM_TOKEN is written to /.npmrc and stays in a layer of the image.
      RUN powershell -NoProfile -Command "Add-Content .npmrc \\"//npm.example.com/:_authToken=$env:NPM_TOKEN\\""
      #                                               ^^^^^^ NPM_TOKEN is written to /.npmrc and stays in a layer of the image.
    `,
    ))

  it('is silent about files that scripts for Windows remove, and about what they do not expand', () =>
    expectClean(
      rule,
      `
      FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
      ARG NPM_TOKEN
      RUN echo //npm.example.com/:_authToken=%NPM_TOKEN%> .npmrc && npm ci && del .npmrc
      RUN echo //npm.example.com/:_authToken=%%NPM_TOKEN> .npmrc && echo %NPM_TOKEN% >nul
      SHELL ["powershell", "-Command"]
      RUN Set-Content .npmrc "//npm.example.com/:_authToken=$env:NPM_TOKEN"; npm ci; Remove-Item -Force .npmrc
      RUN Set-Content .npmrc '//npm.example.com/:_authToken=$env:NPM_TOKEN'; echo "$NPM_TOKEN" > a.txt
    `,
    ))

  it('refuses to change a script for Windows', () =>
    expectRefusal(
      rule,
      `
      FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true echo //npm.example.com/:_authToken=%NPM_TOKEN%> .npmrc && npm ci
    `,
      'No fix changes scripts for Windows (line 2); hand npm_token to the command that reads it, without storing it.',
    ))

  it('reports a directory of an earlier stage with a file that a command wrote', () =>
    expectFindings(
      rule,
      `
      FROM node:24 AS build
      ARG NPM_TOKEN
      WORKDIR /app
      RUN echo "//npm.example.com/:_authToken=$NPM_TOKEN" > .npmrc && npm ci
      #                                                     ^^^^^^ NPM_TOKEN is written to /app/.npmrc and stays in the build cache.
      RUN npm run build
      FROM node:24
      COPY --from=build /app /app
      #                 ^^^^ COPY --from takes /app/.npmrc along, so that NPM_TOKEN stays in a layer of the image.
    `,
    ))

  it('reports a login that reads its password from a mounted file', () =>
    expectFindings(
      rule,
      `
      FROM docker:28
      RUN --mount=type=secret,id=password,required=true docker login -u ci --password-stdin registry.example.com < /run/secrets/password
      #                                                 ${'^'.repeat(80)} password is written to /root/.docker/config.json and stays in a layer of the image.
    `,
    ))

  it('is silent about a directory without it, and when a later RUN removes the file', () =>
    expectFindings(
      rule,
      `
      FROM node:24 AS build
      ARG NPM_TOKEN
      WORKDIR /app
      RUN echo "//npm.example.com/:_authToken=$NPM_TOKEN" > .npmrc && npm ci
      #                                                     ^^^^^^ NPM_TOKEN is written to /app/.npmrc and stays in the build cache.
      RUN echo "//npm.example.com/:_authToken=$NPM_TOKEN" > /root/.npmrc && npm ci
      #                                                     ^^^^^^^^^^^^ NPM_TOKEN is written to /root/.npmrc and stays in the build cache.
      RUN npm run build && rm /app/.npmrc
      FROM node:24
      COPY --from=build /app /app
    `,
    ))

  it('refuses when the RUN has the value in a variable of its own', () => {
    const reason = 'The command that writes token (line 2) uses $T, which only that RUN sets.'
    for (const script of ['T=$(cat /run/secrets/token)', 'read -r T < /run/secrets/token'])
      expectRefusal(
        rule,
        `
        FROM node:24
        RUN --mount=type=secret,id=token,required=true ${script} && npm config set //npm.example.com/:_authToken $T
        RUN npm ci
      `,
        reason,
      )
  })

  it('refuses when the RUN moves a file that it has written', () =>
    expectRefusal(
      rule,
      `
      FROM node:24
      RUN --mount=type=secret,id=npmrc,required=true cp /run/secrets/npmrc /tmp/npmrc && mv /tmp/npmrc /root/.npmrc
      RUN npm ci
    `,
      "The command that writes npmrc (line 2) can't be repeated where it is read.",
    ))

  it('knows where copies go', () =>
    expectFindings(
      rule,
      `
      FROM node:24
      RUN --mount=type=secret,id=npmrc,required=true cp /run/secrets/npmrc /app/ && npm ci
      #                                                                    ^^^^^ npmrc is written to /app/npmrc and stays in a layer of the image.
      RUN --mount=type=secret,id=npmrc,required=true cp -r /run/secrets /srv/secrets && npm ci
      #                                                                 ^^^^^^^^^^^^ npmrc is written to /srv/secrets/npmrc and stays in a layer of the image.
      RUN --mount=type=secret,id=.npmrc,required=true install -D -m 600 -t /root /run/secrets/.npmrc && npm ci
      #                                                                    ^^^^^ .npmrc is written to /root/.npmrc and stays in a layer of the image.
      RUN --mount=type=secret,id=.npmrc,required=true cp /run/secrets/* ~ && mv ~/.npmrc /opt/npmrc && npm ci
      #                                                                                  ^^^^^^^^^^ .npmrc is written to /opt/npmrc and stays in a layer of the image.
    `,
    ))

  it('is silent about copies that the RUN removes, wherever they went, and about links', () =>
    expectClean(
      rule,
      `
      FROM node:24
      RUN --mount=type=secret,id=npmrc,required=true cp /run/secrets/npmrc /app/ && npm ci && rm /app/npmrc
      RUN --mount=type=secret,id=npmrc,required=true cp /run/secrets/npmrc . && mv npmrc /root/.npmrc && npm ci && rm ~/.npmrc
      RUN --mount=type=secret,id=npmrc,required=true cp /run/secrets/npmrc /tmp/npmrc && npm ci && rm -f /tmp/npm*
      RUN --mount=type=secret,id=npmrc,required=true ln -s /run/secrets/npmrc ~/.npmrc && npm ci
    `,
    ))

  it('reports what envsubst writes into a credential file', () =>
    expectFindings(
      rule,
      `
      FROM node:24
      ARG NPM_TOKEN
      ARG VERSION
      COPY npmrc.tpl .
      RUN envsubst < npmrc.tpl > .npmrc && npm ci
      #                          ^^^^^^ NPM_TOKEN is written to /.npmrc and stays in a layer of the image.
      RUN envsubst '$NPM_TOKEN' < app.tpl > /etc/app.conf
      #                                     ^^^^^^^^^^^^^ NPM_TOKEN is written to /etc/app.conf and stays in a layer of the image.
    `,
    ))

  it('is silent about what envsubst may not have', () =>
    expectClean(
      rule,
      `
      FROM nginx
      ARG API_KEY
      RUN envsubst < nginx.tpl > /etc/nginx/nginx.conf
      RUN envsubst '$PORT' < npmrc.tpl > .npmrc
    `,
    ))

  it('reports values that come through read, xargs and a file that is sourced', () =>
    expectFindings(
      rule,
      `
      FROM node:24
      RUN --mount=type=secret,id=token,required=true cat /run/secrets/token | xargs -I{} npm config set //npm.example.com/:_authToken {}
      #                                                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ token is written to /root/.npmrc and stays in a layer of the image.
      RUN --mount=type=secret,id=token,required=true read -r T < /run/secrets/token && echo "//npm.example.com/:_authToken=$T" > .npmrc
      #                                                                                                                          ^^^^^^ token is written to /.npmrc and stays in a layer of the image.
      RUN --mount=type=secret,id=env,required=true . /run/secrets/env && echo "//npm.example.com/:_authToken=$NPM_TOKEN" > .npmrc
      #                                                                                                                    ^^^^^^ env is written to /.npmrc and stays in a layer of the image.
      RUN --mount=type=secret,id=env,required=true export $(grep -v '^#' /run/secrets/env | xargs) && echo "$NPM_TOKEN" > token
      #                                                                                                                   ^^^^^ env is written to /token and stays in a layer of the image.
      RUN --mount=type=secret,id=token,env=TOKEN,required=true perl -pi -e "s/@TOKEN@/$TOKEN/" /app/config.json
      #                                                                                        ^^^^^^^^^^^^^^^^ token is written to /app/config.json and stays in a layer of the image.
    `,
    ))

  it('is silent about other variables of a file that is sourced, and about what is only looked for', () =>
    expectClean(
      rule,
      `
      FROM node:24
      RUN --mount=type=secret,id=env,required=true . /run/secrets/env && echo "$HOSTNAME" > host
      ARG API_KEY
      RUN grep "$API_KEY" keys > found
    `,
    ))

  it('reports what COPY expands in a here-document', () =>
    expectFindings(
      rule,
      `
      FROM python:3.12
      ARG CORP_PASSWORD
      COPY <<EOF /root/.netrc
      machine pypi.example.com login ci password $CORP_PASSWORD
      #                                          ^^^^^^^^^^^^^^ CORP_PASSWORD is written to /root/.netrc and stays in a layer of the image.
      EOF
      COPY <<other <<.pypirc /root/
      nothing
      other
      password = \${CORP_PASSWORD}
      #          ^^^^^^^^^^^^^^^^ CORP_PASSWORD is written to /root/.pypirc and stays in a layer of the image.
      .pypirc
    `,
    ))

  it('is silent about a here-document of COPY that is quoted', () =>
    expectClean(
      rule,
      `
      FROM python:3.12
      ARG CORP_PASSWORD
      COPY <<"EOF" /start.sh
      exec serve --password "$CORP_PASSWORD"
      EOF
    `,
    ))

  it('reports scripts in here-documents, below ONBUILD, in the exec form and for other shells', () =>
    expectFindings(
      rule,
      `
      FROM node:24
      ARG NPM_TOKEN
      RUN bash -e <<'EOF'
      echo "//npm.example.com/:_authToken=$NPM_TOKEN" > ~/.npmrc
      #                                                 ^^^^^^^^ NPM_TOKEN is written to /root/.npmrc and stays in a layer of the image.
      EOF
      RUN <<EOF
      #!/usr/bin/env bash
      npm config set //npm.example.com/:_authToken $NPM_TOKEN
      #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NPM_TOKEN is written to /root/.npmrc and stays in a layer of the image.
      EOF
      RUN cat <<A > /srv/a && cat <<B > /srv/.npmrc
      #                                 ^^^^^^^^^^^ NPM_TOKEN is written to /srv/.npmrc and stays in a layer of the image.
      nothing
      A
      //npm.example.com/:_authToken=$NPM_TOKEN
      B
      ONBUILD RUN npm config set //npm.example.com/:_authToken $NPM_TOKEN
      #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NPM_TOKEN is written to /root/.npmrc and stays in a layer of the image.
      RUN ["sh", "-c", "npm config set //npm.example.com/:_authToken $NPM_TOKEN"]
      #                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NPM_TOKEN is written to /root/.npmrc and stays in a layer of the image.
      SHELL ["conda", "run", "-n", "env", "/bin/bash", "-c"]
      RUN echo $NPM_TOKEN > token
      #                     ^^^^^ NPM_TOKEN is written to /token and stays in a layer of the image.
    `,
    ))

  it('is silent about programs in here-documents that are no shell scripts, and about the exec form without a shell', () =>
    expectClean(
      rule,
      `
      FROM node:24
      ARG NPM_TOKEN
      RUN <<EOF
      #!/usr/bin/env python3
      print("$NPM_TOKEN > file")
      EOF
      RUN bash build.sh <<EOF
      echo $NPM_TOKEN > file
      EOF
      RUN ["npm", "config", "set", "//npm.example.com/:_authToken", "$NPM_TOKEN"]
    `,
    ))
})
