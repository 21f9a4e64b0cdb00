import { randomUUID } from 'node:crypto'
import { reportOutcomes } from './support/reportOutcomes.ts'
import { runSuite } from './support/runSuite.ts'

const dockerfile = 'FROM node:22\nARG NPM_TOKEN\nRUN npm ci\n'

const api = `FROM node:22
RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true npm ci
RUN --mount=type=secret,id=netrc,target=/root/.netrc,required=true git fetch
`

const pyproject = `[tool.poetry]
name = "app"
version = "1.0.0"

[[tool.poetry.source]]
name = "corp"
url = "https://pypi.example.com/simple"
`

function buildTask(label: string, secret: Readonly<Record<string, string>>) {
  const secrets = [{ id: 'npm_token', env: 'NPM_TOKEN' }, secret]
  return { label, type: 'dockerfile-secrets', dockerfile: 'api/Dockerfile', context: 'api', tags: ['api'], secrets }
}

const tasks = [
  buildTask('build api', { id: 'netrc', file: 'api/.netrc' }),
  buildTask('build without a variable', { id: 'netrc', env: 'NOT_SET' }),
  buildTask('build without a file', { id: 'netrc', file: 'api/not-there' }),
]

const netrc = `machine example.com login me password ${randomUUID()}\n`

reportOutcomes(
  await runSuite({
    name: 'trusted',
    files: {
      Dockerfile: dockerfile,
      '.dockerignore': 'node_modules\n',
      '.vscode/tasks.json': JSON.stringify({ version: '2.0.0', tasks }),
      'api/.netrc': netrc,
      'api/Dockerfile': api,
      'pyproject.toml': pyproject,
    },
    env: { NPM_TOKEN: randomUUID() },
  }),
)

reportOutcomes(
  await runSuite({
    name: 'restricted',
    restricted: true,
    files: {
      Dockerfile: dockerfile,
      '.vscode/settings.json': JSON.stringify({
        'dockerfileSecrets.docker.path': '/bin/false',
        'dockerfileSecrets.build.flags': ['--from-the-workspace'],
      }),
    },
  }),
)
