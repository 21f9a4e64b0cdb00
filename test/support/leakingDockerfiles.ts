import fc from 'fast-check'

// Dockerfiles that hand credentials around in every way a shell has, with numbered commands in between that a fix
// has to leave alone.

const MARK = 'mark 0'

const name = fc.constantFrom('NPM_TOKEN', 'CORP_PASSWORD', 'T')

const other = fc.constantFrom(
  MARK,
  MARK,
  MARK,
  'npm ci',
  'npm run build',
  'pip install -r requirements.txt',
  'pip install --index-url $U x',
  'poetry install',
  './build.sh',
  'go mod download',
  'git clone https://git.example.com/x',
  'cd /app',
  'set -ex',
  'rm -f .npmrc',
  'rm ~/.netrc',
  'rm -rf /root/.netrc /tmp/x',
  'rm -rf ~/.config/pypoetry',
  'rm ~/.gitconfig',
  'chmod 600 ~/.netrc',
  'cp ~/.npmrc /app/.npmrc',
  'git config --global --unset url.x.insteadOf',
  'npm config delete //npm.example.com/:_authToken',
)

const leaking = fc.oneof(
  name.map(it => `poetry config http-basic.corp ci "$${it}"`),
  name.map(it => `npm config set //npm.example.com/:_authToken $${it}`),
  name.map(it => `pip config set global.index-url https://ci:$${it}@pypi.example.com/simple`),
  name.map(it => `git config --global url."https://ci:$${it}@git.example.com/".insteadOf https://git.example.com/`),
  name.map(it => `git clone https://ci:$${it}@git.example.com/a/b.git`),
  name.map(it => `echo "//npm.example.com/:_authToken=\${${it}}" > .npmrc`),
  name.map(it => `echo "//npm.example.com/:_authToken=\${${it}}" >> ~/.npmrc`),
  name.map(it => `printf 'machine pypi.example.com login ci password %s' "$${it}" > ~/.netrc`),
  name.map(it => `curl -u ci:$${it} https://example.com/x -o x`),
  name.map(it => `export U=https://ci:$${it}@pypi.example.com/simple`),
  name.map(it => `sed -i "s/TOKEN/$${it}/" .npmrc`),
)

const command = fc.oneof({ weight: 2, arbitrary: other }, { weight: 1, arbitrary: leaking })

const shaped = fc.oneof(
  { weight: 6, arbitrary: command },
  command.map(it => `(${it})`),
  command.map(it => `if [ -f x ]; then ${it}; fi`),
  command.map(it => `for it in a b; do ${it}; done`),
  command.map(it => `${it} &`),
  command.map(it => `! ${it}`),
  command.map(it => `${it} | tee log`),
  command.map(it => `time ${it}`),
  command.map(it => `echo "$(${it})"`),
  fc.tuple(command, command).map(([a, b]) => `{ ${a} && ${b}; }`),
  fc.tuple(command, command).map(([a, b]) => `(${a}; ${b})`),
  fc.tuple(command, command).map(([a, b]) => `sh -c '${`${a} && ${b}`.replaceAll("'", '')}'`),
)

const glue = fc.constantFrom(
  ' && ',
  ' && ',
  ' && ',
  '; ',
  ' || ',
  ' && \\\n    ',
  ' \\\n    && ',
  ' && \\\n    # c\n    ',
)

const script = fc
  .array(fc.tuple(shaped, glue), { minLength: 1, maxLength: 4 })
  .map(all =>
    all.map(([it, end], index) => it + (index === all.length - 1 ? '' : it.endsWith('&') ? ' ' : end)).join(''),
  )

const run = fc.oneof(
  { weight: 5, arbitrary: script.map(it => `RUN ${it}`) },
  fc.array(shaped, { minLength: 1, maxLength: 4 }).map(it => `RUN <<EOF\n${it.join('\n')}\nEOF`),
  command.map(it => `RUN ${JSON.stringify(['sh', '-c', it])}`),
  fc.constantFrom('RUN ["npm", "ci"]', 'RUN --mount=type=bind,target=/app npm ci'),
)

const instruction = fc.oneof(
  { weight: 6, arbitrary: run },
  name.map(it => `ARG ${it}`),
  name.map(it => `ENV A=1 ${it}=$${it}`),
  name.map(it => `ENV U=https://ci:$${it}@pypi.example.com/simple`),
  fc.constantFrom('COPY .npmrc ./', 'COPY .npmrc /root/', 'COPY .netrc /root/.netrc', 'COPY package.json .npmrc ./'),
  fc.constantFrom('WORKDIR /app', 'USER node', 'USER root', 'FROM node:24 AS two', 'FROM one', 'COPY . .'),
  fc.constantFrom('COPY --from=one /app /app', 'COPY --from=one /root/.netrc /root/'),
)

export const leakingDockerfiles = fc
  .tuple(name, fc.array(instruction, { minLength: 1, maxLength: 6 }), fc.constantFrom('\n', '\r\n'))
  .map(([first, rest, end]) =>
    number(['FROM node:24 AS one', `ARG ${first}`, ...rest, ''].join('\n')).replaceAll('\n', end),
  )

function number(text: string): string {
  let count = 0
  return text.replaceAll(MARK, () => `mark ${++count}`)
}

/** The numbered commands, in order. */
export function marksIn(text: string): readonly string[] {
  return text.match(/mark \d+/g) ?? []
}
