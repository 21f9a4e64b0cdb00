import { pdmFiles } from './files/pdm.ts'
import type { Ecosystem } from './model.ts'

const SCOPES: readonly (readonly [option: string, place: string])[] = [
  ['-l|--local ', './pdm.toml'],
  ['', '~/.config/pdm/config.toml'],
]

/** Only the source named `pypi` has variables; others have `${NAME}` in their URL. */
export const pdm: Ecosystem = {
  id: 'pdm',
  title: 'PDM',
  files: pdmFiles,
  variables: [
    { name: 'PDM_PYPI_URL', holds: 'url' },
    { name: 'PDM_PYPI_USERNAME', holds: 'user' },
    { name: 'PDM_PYPI_PASSWORD', holds: 'token' },
    { name: 'PDM_PUBLISH_USERNAME', holds: 'user' },
    { name: 'PDM_PUBLISH_PASSWORD', holds: 'token' },
  ],
  tools: [
    {
      commands: ['pdm'],
      consumers: [
        'install',
        'sync',
        'add',
        'update',
        'remove',
        'lock',
        'build',
        'publish',
        'outdated',
        'search',
        'self',
      ],
      quiet: ['use', 'venv', 'list', 'show', 'export', 'import', 'python', 'py'],
      reads: ['pdm.toml', '.netrc', '.git-credentials', '.gitconfig'],
      readsAnyVariable: true,
      valued: ['-p', '--project', '-c', '--config', '-G', '--group', '-L', '--lockfile'],
      persisting: SCOPES.flatMap(([option, place]) => [
        {
          pattern: `pdm ${option}config pypi.password <password>`,
          secret: ['password'],
          writes: [place],
          instead: { PDM_PYPI_PASSWORD: '<password>' },
        },
        {
          pattern: `pdm ${option}config <key> <value>`,
          secret: ['value'],
          writes: [place],
          // The first name of the option is enough to write it again.
          undo: `pdm config ${option.replace('-l|', '')}-d <key>`,
        },
      ]),
      undoing: SCOPES.map(([option, place]) => ({ pattern: `pdm ${option}-d|--delete config <key>`, writes: [place] })),
    },
  ],
  references: [
    'https://pdm-project.org/en/latest/usage/config/',
    'https://pdm-project.org/en/latest/reference/configuration/',
  ],
}
