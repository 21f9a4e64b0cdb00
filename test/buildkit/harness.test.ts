import { compare } from './compare.ts'
import type { Recipe } from './observe.ts'

// The harness judges rewrites of the core. Here it is judged itself: it must accept a right rewrite and notice each
// way in which one can be wrong.

const npm: Recipe = {
  dockerfile: `
    FROM node:24 AS build
    ENV NODE_ENV=production
    WORKDIR /app
    COPY package.json .npmrc ./
    ARG NPM_TOKEN
    RUN npm ci && mkdir -p /app/cache && echo ready > /app/cache/state
    RUN npm run build
    FROM node:24
    ENV NODE_ENV=production
    WORKDIR /app
    COPY --from=build /app ./
    USER node
    CMD ["node", "dist/main.js"]`,
  files: {
    'package.json': '{}',
    '.npmrc': '//npm.acme.example/:_authToken=${NPM_TOKEN}\n',
  },
  args: { NPM_TOKEN: '{{NPM_TOKEN}}' },
}

const npmFixed = `
    FROM node:24 AS build
    ENV NODE_ENV=production
    WORKDIR /app
    COPY package.json .npmrc ./
    RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true npm ci && mkdir -p /app/cache && echo ready > /app/cache/state
    RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true npm run build
    FROM node:24
    ENV NODE_ENV=production
    WORKDIR /app
    COPY --from=build /app ./
    USER node
    CMD ["node", "dist/main.js"]`

compare('a variable', npm, { npm_token: '{{NPM_TOKEN}}' }, npmFixed, [
  {
    title: 'a mount that is missing on a later RUN',
    edit: text =>
      text.replace('RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true npm run', 'RUN npm run'),
    broken: ['`npm run build` no longer has "//npm.acme.example/:_authToken={{NPM_TOKEN}}"'],
  },
  {
    title: 'another name for the variable',
    edit: text => text.replaceAll('env=NPM_TOKEN', 'env=NODE_AUTH_TOKEN'),
    broken: ['`npm ci` no longer has "//npm.acme.example/:_authToken={{NPM_TOKEN}}"'],
  },
  {
    title: 'a mount in another stage',
    edit: text =>
      text
        .replaceAll('--mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true ', '')
        .replace('USER node', 'RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN true\nUSER node'),
    broken: ['`npm ci` no longer has "//npm.acme.example/:_authToken={{NPM_TOKEN}}"'],
  },
  {
    title: 'a value that the shell expands too early',
    edit: text =>
      text.replace(
        ',env=NPM_TOKEN,required=true npm ci',
        ',required=true NPM_TOKEN="$(cat /run/secrets/npm_token)" true && npm ci',
      ),
    broken: ['`npm ci` no longer has "//npm.acme.example/:_authToken={{NPM_TOKEN}}"'],
  },
  {
    title: 'a command that is gone',
    edit: text => text.replace('npm ci && mkdir', 'mkdir'),
    broken: ['`npm ci` does not run any more'],
  },
  {
    title: 'a file that nothing makes any more',
    edit: text => text.replace(' && echo ready > /app/cache/state', ''),
    broken: ['/app/cache/state is not in the image any more'],
  },
  {
    title: 'a setting of the image that is gone',
    edit: text =>
      text.replace(
        '    ENV NODE_ENV=production\n    WORKDIR /app\n    COPY --from',
        '    WORKDIR /app\n    COPY --from',
      ),
    broken: ['Env of the image has changed'],
  },
  {
    title: 'another working directory',
    edit: text => text.replace('WORKDIR /app\n    COPY package', 'WORKDIR /app/\n    WORKDIR src\n    COPY package'),
    broken: ['`npm ci` runs in /app/src as user 0, not in /app as user 0'],
  },
  {
    title: 'a secret that the build does not get',
    edit: text => text.replaceAll('id=npm_token', 'id=NPM_TOKEN'),
    broken: ['The build fails'],
  },
  {
    title: 'an argument that stays in the final stage',
    edit: text => text.replace('USER node', 'ARG NPM_TOKEN\n    USER node'),
    args: { NPM_TOKEN: '{{NPM_TOKEN}}' },
    leaks: ['history', 'attestation'],
  },
  {
    title: 'an argument that stays in a stage that is thrown away',
    edit: text => text.replace('ENV NODE_ENV=production\n', 'ENV NODE_ENV=production\n    ARG NPM_TOKEN\n'),
    args: { NPM_TOKEN: '{{NPM_TOKEN}}' },
    leaks: ['attestation'],
  },
  {
    title: 'a value that a command stores',
    edit: text =>
      text.replace(
        'npm run build',
        'npm config set //npm.acme.example/:_authToken=$NPM_TOKEN --location=project && npm run build',
      ),
    leaks: ['layer: app/.npmrc'],
  },
  {
    title: 'a value that a command stores in another encoding',
    edit: text => text.replace('npm run build', 'npm run build && printf "me:%s" $NPM_TOKEN | base64 > /app/auth'),
    leaks: ['layer: app/auth'],
  },
])

const poetry: Recipe = {
  dockerfile: `
    FROM python:3.12-slim
    ARG PASSWORD
    RUN poetry config http-basic.acme-feed ci $PASSWORD && poetry install`,
  args: { PASSWORD: '{{PASSWORD}}' },
}

const poetryFixed = `
    FROM python:3.12-slim
    RUN --mount=type=secret,id=password,env=POETRY_HTTP_BASIC_ACME_FEED_PASSWORD,required=true POETRY_HTTP_BASIC_ACME_FEED_USERNAME=ci poetry install`

compare('a command that stores a password', poetry, { password: '{{PASSWORD}}' }, poetryFixed, [
  {
    title: 'a user name that got lost',
    edit: text => text.replace('POETRY_HTTP_BASIC_ACME_FEED_USERNAME=ci ', ''),
    broken: ['`poetry install` no longer has "source ACME_FEED as ci:{{PASSWORD}}"'],
  },
  {
    title: 'the variable of another source',
    edit: text => text.replaceAll('ACME_FEED', 'ACME'),
    broken: ['`poetry install` no longer has "source ACME_FEED as ci:{{PASSWORD}}"'],
  },
])

const netrc: Recipe = {
  dockerfile: `
    FROM python:3.12-slim
    RUN useradd -m -u 1500 app
    USER app
    WORKDIR /home/app
    COPY --chown=app .netrc /home/app/.netrc
    RUN chmod 600 /home/app/.netrc && pip install --user private-lib
    COPY . .`,
  files: {
    '.netrc': 'machine pypi.acme.example\n  login ci\n  password {{PASSWORD}}\n',
    '.dockerignore': '.git\n',
    'main.py': 'print()\n',
  },
}

const netrcFixed = `
    FROM python:3.12-slim
    RUN useradd -m -u 1500 app
    USER app
    WORKDIR /home/app
    RUN --mount=type=secret,id=netrc,target=/home/app/.netrc,uid=1500,mode=0600,required=true pip install --user private-lib
    COPY main.py .dockerignore ./`

compare('a file', netrc, { netrc: netrc.files?.['.netrc'] ?? '' }, netrcFixed, [
  {
    title: 'a mount that the user can not read',
    edit: text => text.replace(',uid=1500', ''),
    broken: ['`pip install --user private-lib` no longer has "machine pypi.acme.example as ci:{{PASSWORD}}"'],
  },
  {
    title: 'a mount where the tool does not look',
    edit: text => text.replace('target=/home/app/.netrc', 'target=~/.netrc'),
    broken: ['`pip install --user private-lib` no longer has "machine pypi.acme.example as ci:{{PASSWORD}}"'],
  },
  {
    title: 'a command that can not change the mounted file',
    edit: text => text.replace('pip install', 'chmod 600 /home/app/.netrc && pip install'),
    broken: ['The build fails'],
  },
  {
    title: 'another user',
    edit: text => text.replace('USER app\n', 'USER root\n'),
    broken: ['`pip install --user private-lib` runs in /home/app as user 0, not in /home/app as user 1500'],
  },
  {
    title: 'the file in a later copy of the whole context',
    edit: text => text.replace('COPY main.py .dockerignore ./', 'COPY . .'),
    leaks: ['layer: home/app/.netrc'],
  },
  {
    title: 'the file in a layer, although a later step removes it',
    edit: text =>
      text.replace(
        'COPY main.py',
        'COPY .netrc /tmp/copy\n    USER root\n    RUN rm /tmp/copy\n    USER app\n    COPY main.py',
      ),
    leaks: ['layer: tmp/copy'],
  },
])

const git: Recipe = {
  dockerfile: `
    FROM debian:bookworm
    ARG TOKEN
    RUN git clone https://ci:$TOKEN@git.acme.example/acme/lib.git /src/lib && touch /src/done`,
  args: { TOKEN: '{{TOKEN}}' },
}

const gitFixed = `
    FROM debian:bookworm
    RUN --mount=type=secret,id=token,env=TOKEN,required=true git -c url."https://ci:$TOKEN@git.acme.example/".insteadOf="https://git.acme.example/" clone https://git.acme.example/acme/lib.git /src/lib && touch /src/done`

compare('an address', git, { token: '{{TOKEN}}' }, gitFixed, [
  {
    title: 'an address that stays in the clone',
    edit: text => text.replace('clone https://git', 'clone https://ci:$TOKEN@git'),
    leaks: ['layer: src/lib/.git/config'],
  },
  {
    title: 'a rule for another host',
    edit: text => text.replace('insteadOf="https://git.acme', 'insteadOf="https://git.other'),
    broken: ['`git clone https://ci:{{TOKEN}}@git.acme.example/acme/lib.git /src/lib` no longer has'],
  },
  {
    title: 'a user that got lost',
    edit: text => text.replace('ci:$TOKEN@', '$TOKEN@'),
    broken: ['`git clone https://ci:{{TOKEN}}@git.acme.example/acme/lib.git /src/lib` no longer has'],
  },
])

const key: Recipe = {
  dockerfile: `
    FROM debian:bookworm
    COPY id_rsa /root/.ssh/id_rsa
    RUN chmod 600 /root/.ssh/id_rsa
    RUN ssh-keyscan git.acme.example >> /root/.ssh/known_hosts && git clone git@git.acme.example:acme/lib.git /src/lib`,
  files: { id_rsa: '{{KEY}}' },
}

const keyFixed = `
    FROM debian:bookworm
    RUN mkdir -p /root/.ssh
    RUN --mount=type=secret,id=id_rsa,target=/root/.ssh/id_rsa,mode=0400,required=true ssh-keyscan git.acme.example >> /root/.ssh/known_hosts && git clone git@git.acme.example:acme/lib.git /src/lib`

compare('a key', key, { id_rsa: '{{KEY}}' }, keyFixed, [
  {
    title: 'a key that OpenSSH refuses because others may read it',
    edit: text => text.replace('mode=0400', 'mode=0444'),
    broken: [
      '`git clone git@git.acme.example:acme/lib.git /src/lib` no longer has "ssh key /root/.ssh/id_rsa {{KEY}}"',
    ],
  },
  {
    title: 'a key at another place',
    edit: text => text.replace('target=/root/.ssh/id_rsa', 'target=/root/.ssh/key'),
    broken: ['`git clone git@git.acme.example:acme/lib.git /src/lib` no longer has'],
  },
  {
    title: 'hosts that are not known any more',
    edit: text => text.replace('>> /root/.ssh/known_hosts', '> /dev/null'),
    broken: ['/root/.ssh/known_hosts is not in the image any more'],
  },
  {
    title: 'a directory that can not be removed',
    edit: text => `${text} && rm -rf /root/.ssh`,
    broken: ['The build fails: '],
  },
  {
    title: 'a copy of the key that stays',
    edit: text =>
      text.replace('target=/root/.ssh/id_rsa,', '').replace('true ssh', 'true cp /run/secrets/id_rsa ~/.ssh/ && ssh'),
    leaks: ['layer: root/.ssh/id_rsa'],
  },
])
