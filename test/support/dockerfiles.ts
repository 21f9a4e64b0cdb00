import fc from 'fast-check'

/** Names that carry credentials, names that do not, and a value that stands for a literal credential. */
const name = fc.constantFrom('NPM_TOKEN', 'PIP_EXTRA_INDEX_URL', 'CI_JOB_TOKEN', 'DB_PASSWORD', 'VERSION', 'CORP_USER')
const value = fc.constantFrom(
  'SECRET_VALUE',
  '',
  '1.2',
  'https://ci:SECRET_VALUE@example.com/simple',
  '$CI_JOB_TOKEN',
  '"a b"',
)
const file = fc.constantFrom('.npmrc', '.netrc', 'pip.conf', 'auth.toml', 'package.json', './conf/.npmrc')
const place = fc.constantFrom('./', '/root/', '/root/.netrc', '/app/.npmrc', '/etc/pip.conf', '/root/.config/pypoetry/')

const command = fc.oneof(
  fc.constantFrom(
    'npm ci',
    'npm run build',
    'pip install -r requirements.txt',
    'poetry install --no-root',
    'make',
    './build.sh',
    'apt-get update',
    'rm -f .npmrc',
    'rm -rf /root/.netrc',
    'chmod 600 ~/.netrc',
    'cd /app',
    'set -ex',
    'yarn',
    'true',
    'chown -R app /app',
    '[ -n "$NPM_TOKEN" ]',
    'cat /run/secrets/npm_token > .npmrc',
  ),
  name.map(it => `poetry config http-basic.corp ci "$${it}"`),
  name.map(it => `npm config set //npm.example.com/:_authToken $${it}`),
  name.map(it => `pip config set global.index-url https://ci:\${${it}}@example.com/simple`),
  name.map(it => `echo "//npm.example.com/:_authToken=\${${it}}" > .npmrc`),
  name.map(it => `printf 'machine example.com login ci password %s' "$${it}" >> ~/.netrc`),
  name.map(it => `pip install --extra-index-url https://ci:$${it}@example.com/simple private-lib`),
  name.map(it => `sh -c 'curl -H "Authorization: Bearer $${it}" example.com'`),
  name.map(it => `if [ -n "$${it}" ]; then npm ci; fi`),
)

const glue = fc.constantFrom(' && ', ' && \\\n    ', '; ', ' || ', ' && \\\n  # a comment\n  ')

const script = fc
  .array(fc.tuple(command, glue), { minLength: 1, maxLength: 4 })
  .map(all => all.map(([it, separator], index) => (index < all.length - 1 ? it + separator : it)).join(''))

const mount = fc.constantFrom(
  '',
  '',
  '--mount=type=secret,id=npm_token,env=NPM_TOKEN ',
  '--mount=type=secret,id=npm_token,required=true ',
  '--mount=type=cache,target=/root/.npm ',
  '--mount=type=secret,target=.npmrc,mode=abc ',
)

const instruction = fc.oneof(
  name.map(it => `ARG ${it}`),
  fc.tuple(name, value).map(([it, text]) => `ARG ${it}=${text}`),
  fc.tuple(name, name).map(([a, b]) => `arg ${a} ${b}`),
  fc.tuple(name, value).map(([it, text]) => `ENV ${it}=${text}`),
  fc.tuple(name, name).map(([a, b]) => `ENV A=1 ${a}=$${b} \\\n    B=2`),
  fc.tuple(name, name).map(([a, b]) => `ENV ${a} https://ci:\${${b}}@example.com/simple`),
  fc.tuple(file, place).map(([source, target]) => `COPY ${source} ${target}`),
  fc.tuple(file, file, place).map(([a, b, target]) => `COPY ${a} ${b} ${target}`),
  fc.tuple(file, place).map(([source, target]) => `ADD ["${source}", "${target}"]`),
  fc.constantFrom('COPY . .', 'WORKDIR /app', 'WORKDIR sub', 'USER app', 'USER 1000', 'SHELL ["/bin/bash", "-c"]'),
  fc.constantFrom('CMD ["npm", "start"]', 'CMD echo $DB_PASSWORD', 'LABEL token=$NPM_TOKEN', '# a comment', ''),
  fc.tuple(mount, script).map(([flags, text]) => `RUN ${flags}${text}`),
  fc.tuple(mount, script).map(([flags, text]) => `ONBUILD RUN ${flags}${text}`),
  script.map(it => `RUN <<EOF\n${it.replaceAll('\\\n', ' ')}\nEOF`),
  name.map(it => `RUN ["sh", "-c", "npm ci --token $${it}"]`),
  fc.constant('RUN ["npm", "ci"]'),
)

const from = fc.constantFrom(
  'FROM node:24',
  'FROM python:3.12-slim AS build',
  'from build as next',
  'FROM build',
  'FROM scratch',
)
const head = fc.constantFrom(
  '',
  '# syntax=docker/dockerfile:1.4\n',
  '# syntax=docker/dockerfile:1\n',
  'ARG NPM_TOKEN\n',
  '# check=skip=all\n',
)

/** Dockerfiles in which much can be wrong, with either kind of line end. */
export const dockerfiles = fc
  .tuple(
    head,
    from,
    fc.array(fc.oneof({ weight: 9, arbitrary: instruction }, { weight: 1, arbitrary: from }), { maxLength: 14 }),
    fc.constantFrom('\n', '\r\n'),
  )
  .map(([first, base, rest, end]) => (first + [base, ...rest].join('\n') + '\n').replaceAll('\n', end))
