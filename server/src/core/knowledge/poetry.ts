import { poetryFiles } from './files/poetry.ts'
import type { Ecosystem } from './model.ts'

const WRITES = ['~/.config/pypoetry/auth.toml']

export const poetry: Ecosystem = {
  id: 'poetry',
  title: 'Poetry',
  files: poetryFiles,
  variables: [
    { name: 'POETRY_HTTP_BASIC_<SOURCE>_USERNAME', holds: 'user' },
    { name: 'POETRY_HTTP_BASIC_<SOURCE>_PASSWORD', holds: 'token' },
    { name: 'POETRY_PYPI_TOKEN_<SOURCE>', holds: 'token' },
  ],
  tools: [
    {
      commands: ['poetry'],
      consumers: ['install', 'update', 'add', 'lock', 'sync', 'self', 'publish', 'export', 'build', 'run'],
      reads: ['auth.toml', '.netrc', '.git-credentials', '.gitconfig'],
      readsAnyVariable: false,
      valued: ['-C', '--directory', '-P', '--project', '--with', '--without', '--only', '-E', '--extras'],
      persisting: [
        {
          pattern: 'poetry config http-basic.<source> <user> <password>',
          secret: ['password'],
          writes: WRITES,
          instead: {
            'POETRY_HTTP_BASIC_<SOURCE>_USERNAME': '<user>',
            'POETRY_HTTP_BASIC_<SOURCE>_PASSWORD': '<password>',
          },
        },
        {
          pattern: 'poetry config pypi-token.<source> <token>',
          secret: ['token'],
          writes: WRITES,
          instead: { 'POETRY_PYPI_TOKEN_<SOURCE>': '<token>' },
        },
      ],
      undoing: [{ pattern: 'poetry config --unset <key>', writes: WRITES }],
    },
  ],
  references: [
    'https://python-poetry.org/docs/repositories/#configuring-credentials',
    'https://python-poetry.org/docs/configuration/',
  ],
}
