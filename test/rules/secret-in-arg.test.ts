import { describe, it } from 'node:test'
import rule from '../../server/src/core/rules/secret-in-arg.ts'
import { expectClean, expectFindings, expectFix, expectRefusal } from '../support/fixtures.ts'

describe(rule.id, () => {
  it('reports the name of the argument', () =>
    expectFindings(
      rule,
      `
      FROM node:24
      ARG NPM_TOKEN
      #   ^^^^^^^^^ Build argument NPM_TOKEN stays readable in the image history and the provenance attestation.
      RUN npm ci
    `,
    ))

  it('reports an argument that is used as a credential, whatever its name', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      ARG GATE
      #   ^^^^ Build argument GATE stays readable in the image history, the provenance attestation and the build log.
      RUN curl -H "Authorization: Bearer $GATE" https://example.com/archive.tgz | tar xz
    `,
    ))

  it('reports the password of a URL, and not the user or the host', () =>
    expectFindings(
      rule,
      `
      FROM python:3.12
      ARG CORP_USER
      ARG CORP_GATE
      #   ^^^^^^^^^ Build argument CORP_GATE stays readable in the image history, the provenance attestation and the build log.
      ARG CORP_HOST
      RUN pip install --index-url https://$CORP_USER:$CORP_GATE@$CORP_HOST/simple private-lib
    `,
    ))

  it('says that an earlier stage is not in the image', () =>
    expectFindings(
      rule,
      `
      FROM node:24 AS build
      ARG NPM_TOKEN
      #   ^^^^^^^^^ Build argument NPM_TOKEN stays readable in the provenance attestation.
      RUN npm ci
      FROM nginx
      COPY --from=build /app /app
    `,
    ))

  it('takes a stage that the last one is built FROM for a part of the image', () =>
    expectFindings(
      rule,
      `
      FROM node:24 AS base
      ARG NPM_TOKEN
      #   ^^^^^^^^^ Build argument NPM_TOKEN stays readable in the image history and the provenance attestation.
      RUN npm ci
      FROM base
      RUN npm run build
    `,
    ))

  it('reports a global argument where it is declared and where a stage takes it', () =>
    expectFindings(
      rule,
      `
      ARG NPM_TOKEN
      #   ^^^^^^^^^ Build argument NPM_TOKEN stays readable in the image history and the provenance attestation.
      FROM node:24
      ARG NPM_TOKEN
      #   ^^^^^^^^^ Build argument NPM_TOKEN stays readable in the image history and the provenance attestation.
      RUN npm ci
    `,
    ))

  it('finds the secret in a list of arguments', () =>
    expectFindings(
      rule,
      `
      FROM node:24
      ARG NODE_ENV=production NPM_TOKEN STAGE
      #                       ^^^^^^^^^ Build argument NPM_TOKEN stays readable in the image history and the provenance attestation.
      RUN npm ci
    `,
    ))

  it('says "may" when only a URL that a tool reads could hold a credential', () =>
    expectFindings(
      rule,
      `
      FROM python:3.12
      ARG PIP_EXTRA_INDEX_URL
      #   ^^^^^^^^^^^^^^^^^^^ Build argument PIP_EXTRA_INDEX_URL may hold a credential, which stays readable in the image history and the provenance attestation.
      RUN pip install private-lib
    `,
    ))

  it('reports an argument of ONBUILD', () =>
    expectFindings(
      rule,
      `
      FROM node:24
      ONBUILD ARG NPM_TOKEN
      #           ^^^^^^^^^ Build argument NPM_TOKEN stays readable in the image history and the provenance attestation.
      ONBUILD RUN npm ci
    `,
    ))

  it('follows a value through the variables of a script', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      ARG PLAIN
      #   ^^^^^ Build argument PLAIN stays readable in the image history, the provenance attestation and the build log.
      RUN header="Authorization: Bearer $PLAIN" && curl -H "$header" https://example.com/
    `,
    ))

  it('follows a value through a default and through ENV', () =>
    expectFindings(
      rule,
      `
      FROM python:3.12
      ARG PLAIN
      #   ^^^^^ Build argument PLAIN stays readable in the image history and the provenance attestation.
      ENV URL=https://ci:\${PLAIN:-none}@example.com/simple
      RUN pip install --index-url $URL private-lib
    `,
    ))

  it('is silent about a global argument that no stage takes', () =>
    expectClean(
      rule,
      `
      ARG NPM_TOKEN
      FROM node:24
      RUN npm ci
    `,
    ))

  it('is silent about arguments that hold no secret', () =>
    expectClean(
      rule,
      `
      FROM node:24
      ARG NODE_ENV
      ARG TOKENIZER
      ARG GPG_KEY
      ARG PASSWORD_FILE=/run/secrets/password
      ARG NEXT_PUBLIC_API_KEY
      ARG MAX_TOKENS=4096
      ARG KEYBOARD
      ARG SSH_AUTH_SOCK
      ARG PUBLIC_KEY
      RUN echo "$TOKENIZER"
    `,
    ))

  it('is silent about a name in a comment, a here-document that is not expanded or a longer name', () =>
    expectClean(
      rule,
      `
      FROM node:24
      # ARG NPM_TOKEN
      ARG NPM_TOKEN_FILE
      RUN cat <<'EOF' > /notes
      ARG NPM_TOKEN
      EOF
    `,
    ))

  it('is silent about a user name', () =>
    expectClean(
      rule,
      `
      FROM alpine
      ARG CORP_USER
      RUN curl -u "$CORP_USER" https://example.com/ -o page
      ARG GITHUB_USER
      RUN git clone https://$GITHUB_USER@github.com/acme/lib
    `,
    ))

  it('is silent about a value that is only tested, counted or replaced by another', () =>
    expectClean(
      rule,
      `
      FROM alpine
      ARG GATE
      RUN curl -H "X-Gate: \${GATE:+on}" -H "X-Length: \${#GATE}" https://example.com/ -o page
    `,
    ))

  it('is silent about a mirror with a default', () =>
    expectClean(
      rule,
      `
      FROM python:3.12
      ARG PIP_INDEX_URL=https://mirror.example.com/simple
      RUN pip install private-lib
    `,
    ))

  it('is silent about an argument with a path or a checksum', () =>
    expectClean(
      rule,
      `
      FROM alpine
      ARG TOKEN_PATH=/etc/token
      ARG SERVER_KEY_SHA256=9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
      RUN test -f "$TOKEN_PATH"
    `,
    ))

  it('mounts the secret in every later RUN that needs it', () =>
    expectFix(
      rule,
      `
      FROM node:24
      RUN corepack enable
      ARG NPM_TOKEN
      RUN npm ci
      RUN npm publish
    `,
      `
      FROM node:24
      RUN corepack enable
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true npm ci
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true npm publish
    `,
    ))

  it('leaves RUNs alone that cannot use it', () =>
    expectFix(
      rule,
      `
      FROM node:24
      ARG NPM_TOKEN
      RUN apt-get update && apt-get install -y git
      RUN npm ci
      RUN mkdir -p /data && chown node /data
    `,
      `
      FROM node:24
      RUN apt-get update && apt-get install -y git
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true npm ci
      RUN mkdir -p /data && chown node /data
    `,
    ))

  it('mounts a secret of unknown purpose on scripts of the project as well', () =>
    expectFix(
      rule,
      `
      FROM node:24
      ARG CORP_TOKEN
      RUN ./install.sh --token=$CORP_TOKEN
      RUN npm run build
      RUN yarn build
      RUN yarn cache clean && apt-get update
    `,
      `
      FROM node:24
      RUN --mount=type=secret,id=corp_token,env=CORP_TOKEN,required=true ./install.sh --token=$CORP_TOKEN
      RUN --mount=type=secret,id=corp_token,env=CORP_TOKEN,required=true npm run build
      RUN --mount=type=secret,id=corp_token,env=CORP_TOKEN,required=true yarn build
      RUN yarn cache clean && apt-get update
    `,
    ))

  it('takes a value that is known out of comments', () =>
    expectFix(
      rule,
      `
      FROM debian
      # The first one was correct-horse-7.
      ARG APP_PASSWORD=correct-horse-7
      RUN echo "app:$APP_PASSWORD" | chpasswd
    `,
      `
      FROM debian
      # The first one was $APP_PASSWORD.
      RUN --mount=type=secret,id=app_password,env=APP_PASSWORD,required=true echo "app:$APP_PASSWORD" | chpasswd
    `,
    ))

  it('does not take the name of an option for a use', () =>
    expectFix(
      rule,
      `
      FROM debian
      ARG password
      RUN adduser --disabled-password app
      RUN echo "app:$password" | chpasswd
    `,
      `
      FROM debian
      RUN adduser --disabled-password app
      RUN --mount=type=secret,id=password,env=password,required=true echo "app:$password" | chpasswd
    `,
    ))

  it('mounts it for a package manager when nothing but a lone export names it', () =>
    expectFix(
      rule,
      `
      FROM node:24
      ARG GITHUB_TOKEN
      RUN export GITHUB_TOKEN=$GITHUB_TOKEN
      RUN npm ci
    `,
      `
      FROM node:24
      RUN --mount=type=secret,id=github_token,env=GITHUB_TOKEN,required=true export GITHUB_TOKEN=$GITHUB_TOKEN
      RUN --mount=type=secret,id=github_token,env=GITHUB_TOKEN,required=true npm ci
    `,
    ))

  it('mounts it in the stages that are built FROM the one with the argument', () =>
    expectFix(
      rule,
      `
      FROM node:24 AS base
      ARG NPM_TOKEN
      FROM base AS build
      RUN npm ci
      FROM base
      RUN npm ci --omit=dev
    `,
      `
      FROM node:24 AS base
      FROM base AS build
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true npm ci
      FROM base
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true npm ci --omit=dev
    `,
    ))

  it('leaves a stage alone that does not take the global argument', () =>
    expectFix(
      rule,
      `
      ARG NPM_TOKEN
      FROM node:24 AS build
      ARG NPM_TOKEN
      RUN npm ci
      FROM node:24
      RUN npm ci
    `,
      `
      FROM node:24 AS build
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true npm ci
      FROM node:24
      RUN npm ci
    `,
    ))

  it('goes through every stage that declares it', () =>
    expectFix(
      rule,
      `
      FROM node:24 AS build
      ARG NPM_TOKEN
      RUN npm ci
      FROM node:24
      ARG NPM_TOKEN
      RUN npm ci --omit=dev
    `,
      `
      FROM node:24 AS build
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true npm ci
      FROM node:24
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true npm ci --omit=dev
    `,
    ))

  it('takes one name out of a list', () =>
    expectFix(
      rule,
      `
      FROM node:24
      ARG NODE_ENV=production NPM_TOKEN STAGE=test
      RUN echo $NODE_ENV $STAGE > /stage && npm ci
    `,
      `
      FROM node:24
      ARG NODE_ENV=production STAGE=test
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true echo $NODE_ENV $STAGE > /stage && npm ci
    `,
    ))

  it('takes the first and the last name out of a list', () =>
    expectFix(
      rule,
      `
      FROM node:24
      ARG NPM_TOKEN STAGE=test SENTRY_AUTH_TOKEN
      RUN npm ci && sentry-cli --auth-token "$SENTRY_AUTH_TOKEN" releases new "$STAGE"
    `,
      `
      FROM node:24
      ARG STAGE=test
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true --mount=type=secret,id=sentry_auth_token,env=SENTRY_AUTH_TOKEN,required=true npm ci && sentry-cli --auth-token "$SENTRY_AUTH_TOKEN" releases new "$STAGE"
    `,
    ))

  it('keeps the case, the spacing and the comments of the author', () =>
    expectFix(
      rule,
      `
      from node:24

      # What the build needs.
      arg NPM_TOKEN
      # Install.
      run   npm ci
    `,
      `
      from node:24

      # What the build needs.
      # Install.
      run   --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true npm ci
    `,
    ))

  it('puts the mount on a line of its own where the command has several', () =>
    expectFix(
      rule,
      `
      FROM node:24
      ARG NPM_TOKEN
      RUN npm ci \\
            && npm run build
    `,
      `
      FROM node:24
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true \\
            npm ci \\
            && npm run build
    `,
    ))

  it('finds the indentation below a comment between the lines', () =>
    expectFix(
      rule,
      `
      FROM node:24
      ARG NPM_TOKEN
      RUN npm ci && \\
        # Tests are for later.
        npm run build
    `,
      `
      FROM node:24
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true \\
        npm ci && \\
        # Tests are for later.
        npm run build
    `,
    ))

  it('begins with the mount where the command begins on the second line', () =>
    expectFix(
      rule,
      `
      FROM alpine
      ARG DB_PASSWORD
      RUN \\
          # Migrate.
          ./migrate.sh "$DB_PASSWORD"
    `,
      `
      FROM alpine
      RUN \\
          # Migrate.
          --mount=type=secret,id=db_password,env=DB_PASSWORD,required=true \\
          ./migrate.sh "$DB_PASSWORD"
    `,
    ))

  it('uses the escape character of the file', () =>
    expectFix(
      rule,
      `
      # escape=\`
      FROM node:24
      ARG NPM_TOKEN
      RUN npm ci && \`
          npm run build
    `,
      `
      # escape=\`
      FROM node:24
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true \`
          npm ci && \`
          npm run build
    `,
    ))

  it('keeps line ends', () =>
    expectFix(
      rule,
      `
      FROM node:24
      ARG NPM_TOKEN
      RUN npm ci && \\
          npm run build
    `,
      `
      FROM node:24
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true \\
          npm ci && \\
          npm run build
    `,
      { lineEnds: 'crlf' },
    ))

  it('mounts on a here-document', () =>
    expectFix(
      rule,
      `
      FROM node:24
      ARG NPM_TOKEN
      RUN <<EOF
      npm ci
      npm run build
      EOF
    `,
      `
      FROM node:24
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true <<EOF
      npm ci
      npm run build
      EOF
    `,
    ))

  it('mounts on a here-document that is indented and quoted', () =>
    expectFix(
      rule,
      `
      FROM node:24
      ARG NPM_TOKEN
      RUN <<-'EOF'
      	set -e
      	npm ci
      	EOF
    `,
      `
      FROM node:24
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true <<-'EOF'
      	set -e
      	npm ci
      	EOF
    `,
    ))

  it('mounts on a here-document for another program', () =>
    expectFix(
      rule,
      `
      FROM python:3.12
      ARG API_KEY
      RUN python <<EOF
      import os
      print(len(os.environ["API_KEY"]))
      EOF
    `,
      `
      FROM python:3.12
      RUN --mount=type=secret,id=api_key,env=API_KEY,required=true python <<EOF
      import os
      print(len(os.environ["API_KEY"]))
      EOF
    `,
    ))

  it('mounts on commands in the exec form', () =>
    expectFix(
      rule,
      `
      FROM node:24
      ARG NPM_TOKEN
      RUN ["npm", "ci"]
      RUN ["sh", "-c", "npm publish --otp $NPM_TOKEN"]
    `,
      `
      FROM node:24
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true ["npm", "ci"]
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true ["sh", "-c", "npm publish --otp $NPM_TOKEN"]
    `,
    ))

  it('mounts on ONBUILD RUN', () =>
    expectFix(
      rule,
      `
      FROM node:24
      ONBUILD ARG NPM_TOKEN
      ONBUILD RUN npm ci
    `,
      `
      FROM node:24
      ONBUILD RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true npm ci
    `,
    ))

  it('adds to the flags that are there', () =>
    expectFix(
      rule,
      `
      FROM alpine
      ARG DB_PASSWORD
      RUN --network=host --mount=type=cache,target=/cache ./migrate.sh "$DB_PASSWORD"
    `,
      `
      FROM alpine
      RUN --network=host --mount=type=cache,target=/cache --mount=type=secret,id=db_password,env=DB_PASSWORD,required=true ./migrate.sh "$DB_PASSWORD"
    `,
    ))

  it('keeps the id that another mount of the secret has', () =>
    expectFix(
      rule,
      `
      FROM node:24
      RUN --mount=type=secret,id=npm,env=NPM_TOKEN,required=true npm ci
      ARG NPM_TOKEN
      RUN npm publish
    `,
      `
      FROM node:24
      RUN --mount=type=secret,id=npm,env=NPM_TOKEN,required=true npm ci
      RUN --mount=type=secret,id=npm,env=NPM_TOKEN,required=true npm publish
    `,
    ))

  it('does not mount what is mounted', () =>
    expectFix(
      rule,
      `
      FROM node:24
      ARG NPM_TOKEN
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true npm ci
    `,
      `
      FROM node:24
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true npm ci
    `,
    ))

  it('needs no owner for a variable, whoever runs the command', () =>
    expectFix(
      rule,
      `
      FROM node:24
      ARG NPM_TOKEN
      USER node
      RUN npm ci
    `,
      `
      FROM node:24
      USER node
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true npm ci
    `,
    ))

  it('keeps conditions, loops and lists', () =>
    expectFix(
      rule,
      `
      FROM node:24
      ARG NPM_TOKEN
      RUN if [ -n "$NPM_TOKEN" ]; then npm ci; else exit 1; fi
      RUN for it in a b; do npm publish "./$it"; done; ls || true
    `,
      `
      FROM node:24
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true if [ -n "$NPM_TOKEN" ]; then npm ci; else exit 1; fi
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true for it in a b; do npm publish "./$it"; done; ls || true
    `,
    ))

  it('keeps an expansion with a default', () =>
    expectFix(
      rule,
      `
      FROM python:3.12
      ARG T
      RUN pip install --index-url https://ci:\${T:-none}@pypi.example.com/simple private-lib
    `,
      `
      FROM python:3.12
      RUN --mount=type=secret,id=t,env=T,required=true pip install --index-url https://ci:\${T:-none}@pypi.example.com/simple private-lib
    `,
    ))

  it('puts together in the RUN what ENV has put together', () =>
    expectFix(
      rule,
      `
      FROM python:3.12
      ARG CORP_PASSWORD
      ARG HOST=pypi.example.com
      ENV URL=https://ci:$CORP_PASSWORD@$HOST/simple
      RUN pip install --index-url $URL private-lib
      RUN pip install --index-url "$URL" another-lib
    `,
      `
      FROM python:3.12
      ARG HOST=pypi.example.com
      RUN --mount=type=secret,id=corp_password,env=CORP_PASSWORD,required=true export URL="https://ci:$CORP_PASSWORD@$HOST/simple" && pip install --index-url $URL private-lib
      RUN --mount=type=secret,id=corp_password,env=CORP_PASSWORD,required=true export URL="https://ci:$CORP_PASSWORD@$HOST/simple" && pip install --index-url "$URL" another-lib
    `,
    ))

  it('puts together what a subshell needs before the subshell', () =>
    expectFix(
      rule,
      `
      FROM python:3.12
      ARG CORP_PASSWORD
      ENV URL=https://ci:$CORP_PASSWORD@pypi.example.com/simple
      RUN (cd /app && pip install --index-url $URL private-lib) && pip check
    `,
      `
      FROM python:3.12
      RUN --mount=type=secret,id=corp_password,env=CORP_PASSWORD,required=true export URL="https://ci:$CORP_PASSWORD@pypi.example.com/simple" && (cd /app && pip install --index-url $URL private-lib) && pip check
    `,
    ))

  it('puts together what a here-document needs on a line of its own', () =>
    expectFix(
      rule,
      `
      FROM python:3.12
      ARG CORP_PASSWORD
      ENV URL=https://ci:$CORP_PASSWORD@pypi.example.com/simple
      RUN <<EOF
      set -e
      pip install --index-url $URL private-lib
      EOF
    `,
      `
      FROM python:3.12
      RUN --mount=type=secret,id=corp_password,env=CORP_PASSWORD,required=true <<EOF
      export URL="https://ci:$CORP_PASSWORD@pypi.example.com/simple"
      set -e
      pip install --index-url $URL private-lib
      EOF
    `,
    ))

  it('puts together on the line of the command when only a file is a here-document', () =>
    expectFix(
      rule,
      `
      FROM python:3.12
      ARG CORP_PASSWORD
      ENV URL=https://ci:$CORP_PASSWORD@pypi.example.com/simple
      RUN cat <<EOF > /requirements.txt && pip install --index-url $URL -r /requirements.txt
      private-lib
      EOF
    `,
      `
      FROM python:3.12
      RUN --mount=type=secret,id=corp_password,env=CORP_PASSWORD,required=true export URL="https://ci:$CORP_PASSWORD@pypi.example.com/simple" && cat <<EOF > /requirements.txt && pip install --index-url $URL -r /requirements.txt
      private-lib
      EOF
    `,
    ))

  it('raises a syntax line that is too old for env', () =>
    expectFix(
      rule,
      `
      # syntax=docker/dockerfile:1.4
      FROM node:24
      ARG NPM_TOKEN
      RUN npm ci
    `,
      `
      # syntax=docker/dockerfile:1
      FROM node:24
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true npm ci
    `,
    ))

  it('leaves a syntax line alone that is new enough', () =>
    expectFix(
      rule,
      `
      # syntax=docker/dockerfile:1
      FROM node:24
      ARG NPM_TOKEN
      RUN npm ci
    `,
      `
      # syntax=docker/dockerfile:1
      FROM node:24
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true npm ci
    `,
    ))

  it('removes an argument that nothing can use', () =>
    expectFix(
      rule,
      `
      FROM node:24
      ARG NPM_TOKEN
      RUN mkdir /app
    `,
      `
      FROM node:24
      RUN mkdir /app
    `,
    ))

  it('replaces poetry config by what Poetry reads itself', () =>
    expectFix(
      rule,
      `
      FROM python:3.12
      ARG CI_JOB_TOKEN
      RUN poetry config http-basic.corp gitlab-ci-token $CI_JOB_TOKEN
      RUN poetry install --no-root
    `,
      `
      FROM python:3.12
      RUN --mount=type=secret,id=ci_job_token,env=POETRY_HTTP_BASIC_CORP_PASSWORD,required=true POETRY_HTTP_BASIC_CORP_USERNAME=gitlab-ci-token poetry install --no-root
    `,
    ))

  it('refuses when FROM needs the value', () =>
    expectRefusal(
      rule,
      `
      ARG REGISTRY_TOKEN
      FROM registry.example.com/\${REGISTRY_TOKEN}/node
    `,
      'REGISTRY_TOKEN is part of the image name in FROM on line 2; log in to the registry where the build is started instead.',
    ))

  it('refuses when WORKDIR needs the value', () =>
    expectRefusal(
      rule,
      `
      FROM node:24
      ARG NPM_TOKEN
      WORKDIR /app/\${NPM_TOKEN}/
      RUN npm ci
    `,
      'NPM_TOKEN is used by WORKDIR on line 3, where a secret mount is not available.',
    ))

  it('refuses when the body of a COPY needs the value', () =>
    expectRefusal(
      rule,
      `
      FROM python:3.12
      ARG PASSWORD
      COPY <<EOF /root/.netrc
      machine pypi.example.com login ci password $PASSWORD
      EOF
      RUN pip install private-lib
    `,
      'PASSWORD is used by COPY on line 4, where a secret mount is not available.',
    ))

  it('refuses when ADD needs the value', () =>
    expectRefusal(
      rule,
      `
      FROM alpine
      ARG DOWNLOAD_TOKEN
      ADD https://ci:$DOWNLOAD_TOKEN@example.com/archive.tgz /archive.tgz
    `,
      'DOWNLOAD_TOKEN is used by ADD on line 3; download with curl in a RUN, or give docker the secret HTTP_AUTH_TOKEN_<host>.',
    ))

  it('refuses when LABEL needs the value', () =>
    expectRefusal(
      rule,
      `
      FROM alpine
      ARG DEPLOY_TOKEN
      LABEL deploy=$DEPLOY_TOKEN
      RUN curl -H "Authorization: Bearer $DEPLOY_TOKEN" https://example.com/ -o page
    `,
      'DEPLOY_TOKEN is used by LABEL on line 3, where a secret mount is not available.',
    ))

  it('refuses when USER needs the value', () =>
    expectRefusal(
      rule,
      `
      FROM alpine
      ARG DEPLOY_TOKEN
      USER $DEPLOY_TOKEN
      RUN curl -H "Authorization: Bearer $DEPLOY_TOKEN" https://example.com/ -o page
    `,
      'DEPLOY_TOKEN is used by USER on line 3, where a secret mount is not available.',
    ))

  it('refuses when the running container needs the value', () =>
    expectRefusal(
      rule,
      `
      FROM alpine
      ARG DB_PASSWORD
      ENV DB_PASSWORD=$DB_PASSWORD
      CMD ["sh", "-c", "serve --password $DB_PASSWORD"]
    `,
      'CMD reads DB_PASSWORD when the container runs; pass it with docker run or as a run-time secret.',
    ))

  it('refuses PowerShell', () =>
    expectRefusal(
      rule,
      `
      FROM mcr.microsoft.com/windows/servercore:ltsc2022
      SHELL ["powershell", "-Command"]
      ARG NUGET_TOKEN
      RUN nuget sources add -Name corp -Password $env:NUGET_TOKEN
    `,
      'The RUN on line 4 may use NUGET_TOKEN, and it is a PowerShell script; move NUGET_TOKEN to a secret mount by hand.',
    ))

  it('refuses cmd', () =>
    expectRefusal(
      rule,
      `
      FROM mcr.microsoft.com/windows/servercore:ltsc2022
      ARG NUGET_TOKEN
      RUN nuget sources add -Name corp -Password %NUGET_TOKEN%
    `,
      'The RUN on line 3 may use NUGET_TOKEN, and it is a script for cmd; move NUGET_TOKEN to a secret mount by hand.',
    ))

  it('refuses a here-document with an interpreter of its own', () =>
    expectRefusal(
      rule,
      `
      FROM python:3.12
      ARG API_KEY
      RUN <<EOF
      #!/usr/bin/env python
      import os
      print(len(os.environ["API_KEY"]))
      EOF
    `,
      'The RUN on line 3 may use API_KEY, and it is no shell script; move API_KEY to a secret mount by hand.',
    ))

  it('refuses when the command that stores it is one branch of a condition', () =>
    expectRefusal(
      rule,
      `
      FROM python:3.12
      ARG CI_JOB_TOKEN
      RUN if [ -n "$CI" ]; then poetry config http-basic.corp ci "$CI_JOB_TOKEN"; fi && poetry install
    `,
      'A condition on line 3 decides whether poetry config stores CI_JOB_TOKEN.',
    ))

  it('refuses when the command that stores it may fail', () =>
    expectRefusal(
      rule,
      `
      FROM python:3.12
      ARG CI_JOB_TOKEN
      RUN poetry config http-basic.corp ci $CI_JOB_TOKEN || true
      RUN poetry install
    `,
      "In the RUN of line 3 a command that stores or removes it can't be taken out without changing what else runs.",
    ))

  it('refuses when a script in the background would outlive the file', () =>
    expectRefusal(
      rule,
      `
      FROM python:3.12
      ARG CORP_PASSWORD
      RUN echo "machine pypi.example.com login ci password $CORP_PASSWORD" > ~/.netrc && pip install private-lib &
    `,
      'The RUN of line 3 ends in the background, so that nothing can be done before and after it.',
    ))

  it('refuses when sudo would hide the variables from the command', () =>
    expectRefusal(
      rule,
      `
      FROM python:3.12
      USER app
      ARG CI_JOB_TOKEN
      RUN sudo poetry config http-basic.corp ci $CI_JOB_TOKEN && sudo poetry install
    `,
      'sudo or time on line 4 keeps variables from the command that reads what poetry config stores for CI_JOB_TOKEN.',
    ))

  it('refuses when the environment is written to a file', () =>
    expectRefusal(
      rule,
      `
      FROM node:24
      ARG NPM_TOKEN
      RUN npm ci && env > /app/build.env
    `,
      'The command on line 3 writes all variables to a file, and NPM_TOKEN would be among them.',
    ))

  it('refuses when the environment goes through a pipe', () =>
    expectRefusal(
      rule,
      `
      FROM node:24
      ARG NPM_TOKEN
      RUN npm ci && printenv | sort > /app/build.env
    `,
      'The command on line 3 writes all variables to a file, and NPM_TOKEN would be among them.',
    ))

  it('leaves env alone when it starts a command', () =>
    expectFix(
      rule,
      `
      FROM node:24
      ARG NPM_TOKEN
      RUN env CI=true npm ci > /dev/null
    `,
      `
      FROM node:24
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true env CI=true npm ci > /dev/null
    `,
    ))

  it('refuses when PowerShell or cmd uses the argument', () => {
    expectRefusal(
      rule,
      `
      # escape=\`
      FROM mcr.microsoft.com/windows/servercore:ltsc2022
      SHELL ["powershell", "-Command"]
      ARG FEED
      RUN Invoke-WebRequest https://example.com/a.zip -OutFile a.zip -Headers @{ Authorization = "Bearer $env:FEED" }
    `,
      'The RUN on line 5 may use FEED, and it is a PowerShell script; move FEED to a secret mount by hand.',
    )
    expectRefusal(
      rule,
      `
      FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
      ARG FEED
      RUN net user builder %FEED% /add
    `,
      'The RUN on line 3 may use FEED, and it is a script for cmd; move FEED to a secret mount by hand.',
    )
  })

  it('reports what a script for Windows uses as a credential, which the build log does not show', () =>
    expectFindings(
      rule,
      `
      FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
      ARG FEED
      #   ^^^^ Build argument FEED stays readable in the image history and the provenance attestation.
      RUN nuget push a.nupkg -ApiKey %FEED%
    `,
    ))

  it('is silent about what a script for Windows uses otherwise', () =>
    expectClean(
      rule,
      `
      FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
      ARG FEED
      RUN nuget restore -Source %FEED% && net user builder /active:yes
    `,
    ))

  it('is silent about the id of a secret, and about options', () =>
    expectClean(
      rule,
      `
      FROM node:24
      ARG NPM_SECRET=npmrc
      ARG CACHE_TOKEN
      ARG APP_PASSWORD=1000
      RUN --mount=type=secret,id=\${NPM_SECRET},target=/app/.npmrc --mount=type=cache,id=$CACHE_TOKEN,target=/root/.npm npm ci
      COPY --chown=$APP_PASSWORD . /app
    `,
    ))
})
