import { describe, it } from 'node:test'
import rule from '../../server/src/core/rules/secret-in-env.ts'
import { expectClean, expectFindings, expectFix, expectRefusal } from '../support/fixtures.ts'

describe(rule.id, () => {
  it('reports the name of the variable', () =>
    expectFindings(
      rule,
      `
      FROM node:24
      ARG NPM_TOKEN
      ENV NPM_TOKEN=$NPM_TOKEN
      #   ^^^^^^^^^ Environment variable NPM_TOKEN holds a credential and stays readable in the image history, the image config and the provenance attestation.
      RUN npm ci
    `,
    ))

  it('reports a literal value without showing it', () =>
    expectFindings(
      rule,
      `
      FROM python:3.12
      ENV PIP_EXTRA_INDEX_URL=https://ci:hunter2@pypi.example.com/simple
      #   ^^^^^^^^^^^^^^^^^^^ Environment variable PIP_EXTRA_INDEX_URL holds a credential and stays readable in the image history, the image config and the provenance attestation.
      RUN pip install private-lib
    `,
    ))

  it('reports the old form without an equals sign', () =>
    expectFindings(
      rule,
      `
      FROM node:24
      ARG NPM_TOKEN
      ENV NPM_TOKEN $NPM_TOKEN
      #   ^^^^^^^^^ Environment variable NPM_TOKEN holds a credential and stays readable in the image history, the image config and the provenance attestation.
      RUN npm ci
    `,
    ))

  it('finds the secret in a list of variables', () =>
    expectFindings(
      rule,
      `
      FROM node:24
      ARG NPM_TOKEN
      ENV NODE_ENV=production \\
          NPM_TOKEN=$NPM_TOKEN \\
      #   ^^^^^^^^^ Environment variable NPM_TOKEN holds a credential and stays readable in the image history, the image config and the provenance attestation.
          PORT=80
      RUN npm ci
    `,
    ))

  it('reports what is put together from a secret', () =>
    expectFindings(
      rule,
      `
      FROM python:3.12
      ARG CORP_PASSWORD
      ENV URL=https://ci:$CORP_PASSWORD@pypi.example.com/simple
      #   ^^^ Environment variable URL holds the credential CORP_PASSWORD and stays readable in the image history, the image config, the provenance attestation and the build log.
      RUN pip install --index-url $URL private-lib
    `,
    ))

  it('reports an earlier stage with less weight', () =>
    expectFindings(
      rule,
      `
      FROM node:24 AS build
      ARG NPM_TOKEN
      ENV NPM_TOKEN=$NPM_TOKEN
      #   ^^^^^^^^^ Environment variable NPM_TOKEN holds a credential and stays readable in the provenance attestation.
      RUN npm ci
      FROM nginx
      COPY --from=build /app /app
    `,
    ))

  it('takes a global argument for where the value comes from', () =>
    expectFindings(
      rule,
      `
      ARG NPM_TOKEN
      FROM node:24
      ARG NPM_TOKEN
      ENV NODE_AUTH_TOKEN=$NPM_TOKEN
      #   ^^^^^^^^^^^^^^^ Environment variable NODE_AUTH_TOKEN holds the credential NPM_TOKEN and stays readable in the image history, the image config and the provenance attestation.
      RUN npm ci
    `,
    ))

  it('is silent about an empty value', () =>
    expectClean(
      rule,
      `
      FROM node:24
      ENV NPM_TOKEN=""
      RUN npm ci
    `,
    ))

  it('is silent about a variable that nothing declares', () =>
    expectClean(
      rule,
      `
      FROM node:24
      ENV NPM_TOKEN=$NPM_TOKEN
      RUN npm ci
    `,
    ))

  it('finds a default, when nothing before it has another value', () =>
    expectFindings(
      rule,
      `
      FROM odoo:18
      ENV DB_PASSWORD=\${DB_PASSWORD:-odoo}
      #   ^^^^^^^^^^^ Environment variable DB_PASSWORD holds a credential and stays readable in the image history, the image config and the provenance attestation.
      ENV SMTP_PASSWORD=\${SMTP_PASSWORD:-} ADMIN_PASSWORD=\${ADMIN_PASSWORD:-changeme} MAIL_PASSWORD=\${MAIL:-$OTHER}
    `,
    ))

  it('is silent about a placeholder', () =>
    expectClean(
      rule,
      `
      FROM node:24
      ENV API_TOKEN=changeme
      ENV SECRET_KEY=your-secret-key
      RUN npm ci
    `,
    ))

  it('is silent about the path of a secret', () =>
    expectClean(
      rule,
      `
      FROM node:24
      ENV DB_PASSWORD_FILE=/run/secrets/db_password \\
          TOKEN_PATH=/etc/token
    `,
    ))

  it('is silent about a URL without a user part', () =>
    expectClean(
      rule,
      `
      FROM python:3.12
      ENV PIP_INDEX_URL=https://pypi.example.com/simple
      RUN pip install private-lib
    `,
    ))

  it('is silent about settings with the words of credentials', () =>
    expectClean(
      rule,
      `
      FROM node:24
      ENV TOKENIZERS_PARALLELISM=false
      ENV MAX_TOKENS=4096
      ENV PASSWORD_MIN_LENGTH=12
      ENV KEYBOARD=de
      ENV GPG_KEY=A035C8C19219BA821ECEA86B64E628F8D684696D
    `,
    ))

  it('is silent about a flag with the name of a secret', () =>
    expectClean(
      rule,
      `
      FROM alpine
      ENV ALLOW_EMPTY_PASSWORD=yes
      ENV USE_TOKEN=true
    `,
    ))

  it('moves it to the RUNs that use it', () =>
    expectFix(
      rule,
      `
      FROM node:24
      ARG NPM_TOKEN
      ENV NPM_TOKEN=$NPM_TOKEN
      RUN npm ci
      CMD ["node", "server.js"]
    `,
      `
      FROM node:24
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true npm ci
      CMD ["node", "server.js"]
    `,
    ))

  it('moves what a RUN hands to a client of the build', () =>
    expectFix(
      rule,
      `
      FROM continuumio/miniconda3
      ARG CONDA_TOKEN
      ENV CONDA_TOKEN $CONDA_TOKEN
      RUN anaconda -t $CONDA_TOKEN upload lib.conda
    `,
      `
      FROM continuumio/miniconda3
      RUN --mount=type=secret,id=conda_token,env=CONDA_TOKEN,required=true anaconda -t $CONDA_TOKEN upload lib.conda
    `,
    ))

  it('moves a literal of a package manager', () =>
    expectFix(
      rule,
      `
      FROM python:3.12
      ENV PIP_EXTRA_INDEX_URL=https://ci:hunter2@pypi.example.com/simple
      RUN pip install private-lib
    `,
      `
      FROM python:3.12
      RUN --mount=type=secret,id=pip_extra_index_url,env=PIP_EXTRA_INDEX_URL,required=true pip install private-lib
    `,
    ))

  it('takes one pair out of a list that has several lines', () =>
    expectFix(
      rule,
      `
      FROM node:24
      ARG NPM_TOKEN
      ENV NODE_ENV=production \\
          NPM_TOKEN=$NPM_TOKEN \\
          PORT=80
      RUN npm ci
    `,
      `
      FROM node:24
      ENV NODE_ENV=production \\
          PORT=80
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true npm ci
    `,
    ))

  it('takes the last pair out of a list', () =>
    expectFix(
      rule,
      `
      FROM node:24
      ARG NPM_TOKEN
      ENV NODE_ENV=production \\
          NPM_TOKEN=$NPM_TOKEN
      RUN npm ci
    `,
      `
      FROM node:24
      ENV NODE_ENV=production
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true npm ci
    `,
    ))

  it('takes the old form out', () =>
    expectFix(
      rule,
      `
      FROM node:24
      ARG NPM_TOKEN
      ENV NPM_TOKEN \${NPM_TOKEN}
      RUN npm ci
    `,
      `
      FROM node:24
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true npm ci
    `,
    ))

  it('gives the name that ENV has given', () =>
    expectFix(
      rule,
      `
      FROM node:24
      ARG REGISTRY_PASSWORD
      ENV NODE_AUTH_TOKEN=$REGISTRY_PASSWORD
      RUN npm ci
    `,
      `
      FROM node:24
      RUN --mount=type=secret,id=registry_password,env=NODE_AUTH_TOKEN,required=true npm ci
    `,
    ))

  it('goes into the stages that inherit it', () =>
    expectFix(
      rule,
      `
      FROM node:24 AS base
      ARG NPM_TOKEN
      ENV NPM_TOKEN=$NPM_TOKEN
      FROM base AS build
      RUN npm ci
      FROM node:24
      COPY --from=build /app /app
    `,
      `
      FROM node:24 AS base
      FROM base AS build
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true npm ci
      FROM node:24
      COPY --from=build /app /app
    `,
    ))

  it('keeps line ends', () =>
    expectFix(
      rule,
      `
      FROM node:24
      ARG NPM_TOKEN
      ENV A=1 \\
          NPM_TOKEN=$NPM_TOKEN
      RUN npm ci
    `,
      `
      FROM node:24
      ENV A=1
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true npm ci
    `,
      { lineEnds: 'crlf' },
    ))

  it('puts a value with quotes together as it was', () =>
    expectFix(
      rule,
      `
      FROM python:3.12
      ARG CORP_PASSWORD
      ENV PIP_INDEX_URL="https://ci:\${CORP_PASSWORD}@pypi.example.com/simple"
      RUN pip install private-lib
    `,
      `
      FROM python:3.12
      RUN --mount=type=secret,id=corp_password,env=CORP_PASSWORD,required=true export PIP_INDEX_URL="https://ci:\${CORP_PASSWORD}@pypi.example.com/simple" && pip install private-lib
    `,
    ))

  it('leaves an empty value afterwards alone', () =>
    expectFix(
      rule,
      `
      FROM node:24
      ARG NPM_TOKEN
      ENV NPM_TOKEN=$NPM_TOKEN
      RUN npm ci
      ENV NPM_TOKEN=
    `,
      `
      FROM node:24
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true npm ci
      ENV NPM_TOKEN=
    `,
    ))

  it('refuses when CMD reads it', () =>
    expectRefusal(
      rule,
      `
      FROM alpine
      ENV DB_PASSWORD=correct-horse-7
      CMD serve --password $DB_PASSWORD
    `,
      'CMD reads DB_PASSWORD when the container runs; pass it with docker run or as a run-time secret.',
    ))

  it('refuses when ENTRYPOINT reads it in the exec form', () =>
    expectRefusal(
      rule,
      `
      FROM alpine
      ENV DB_PASSWORD=correct-horse-7
      ENTRYPOINT ["sh", "-c", "exec serve --password \${DB_PASSWORD}"]
    `,
      'ENTRYPOINT reads DB_PASSWORD when the container runs; pass it with docker run or as a run-time secret.',
    ))

  it('refuses when HEALTHCHECK reads it', () =>
    expectRefusal(
      rule,
      `
      FROM alpine
      ENV HEALTH_TOKEN=correct-horse-7
      HEALTHCHECK CMD curl -H "Authorization: Bearer $HEALTH_TOKEN" http://localhost/
    `,
      'HEALTHCHECK reads HEALTH_TOKEN when the container runs; pass it with docker run or as a run-time secret.',
    ))

  it('moves what is named after a package feed', () =>
    expectFix(
      rule,
      `
      FROM node:24
      ARG ARTIFACTORY_TOKEN
      ENV ARTIFACTORY_TOKEN=$ARTIFACTORY_TOKEN
      RUN npm ci
      CMD ["node", "."]
    `,
      `
      FROM node:24
      RUN --mount=type=secret,id=artifactory_token,env=ARTIFACTORY_TOKEN,required=true npm ci
      CMD ["node", "."]
    `,
    ))

  it('moves what is only handed on to a package manager', () =>
    expectFix(
      rule,
      `
      FROM node:24
      ARG PAT
      ENV PAT=$PAT
      ENV NODE_AUTH_TOKEN=$PAT
      RUN npm ci
      CMD ["node", "."]
    `,
      `
      FROM node:24
      RUN --mount=type=secret,id=pat,env=NODE_AUTH_TOKEN,required=true npm ci
      CMD ["node", "."]
    `,
    ))

  it('refuses when only the running container can want it', () =>
    expectRefusal(
      rule,
      `
      FROM python:3.12
      ENV DJANGO_SECRET_KEY=correct-horse-7
      RUN pip install django
      CMD ["gunicorn", "app"]
    `,
      'DJANGO_SECRET_KEY is in the environment of the running container, which may need it; pass it with docker run or as a run-time secret.',
    ))

  it('says what to do when only the build needs the value', () =>
    expectRefusal(
      rule,
      `
      FROM debian
      ENV APP_PASSWORD=correct-horse-7
      RUN echo "app:$APP_PASSWORD" | chpasswd
    `,
      'APP_PASSWORD is in the environment of the running container, which may need it; pass it with docker run or as a run-time secret, or make it an ARG when only RUN needs it.',
    ))

  it('refuses when a name hides the one it is made from', () =>
    expectRefusal(
      rule,
      `
      FROM python:3.12
      ARG TOKEN
      ENV TOKEN=prefix-$TOKEN
      RUN curl -H "Authorization: Bearer $TOKEN" https://example.com/ -o page
    `,
      'TOKEN, which the RUN on line 4 uses, is put together from another value of the same name; give them different names first.',
    ))

  it('reports what ONBUILD sets', () =>
    expectFindings(
      rule,
      `
      FROM node:24
      ONBUILD ARG NPM_TOKEN
      ONBUILD ENV TOKEN=$NPM_TOKEN
      #           ^^^^^ Environment variable TOKEN holds the credential NPM_TOKEN and stays readable in the image history, the image config and the provenance attestation.
    `,
    ))
})
