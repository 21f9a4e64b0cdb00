import { condaFiles } from './files/conda.ts'
import type { Ecosystem, PersistingCommand, Tool, UndoingCommand } from './model.ts'

const shared: Omit<Tool, 'commands' | 'persisting'> = {
  consumers: [
    'install',
    'create',
    'update',
    'upgrade',
    'search',
    'remove',
    'uninstall',
    'build',
    'index',
    'env create',
    'env update',
    'self-update',
  ],
  quiet: ['clean', 'list', 'activate', 'deactivate', 'env', 'shell', 'auth', 'token'],
  // An environment may install its packages with pip.
  reads: ['.condarc', 'authentication.json', '.netrc', 'pip.conf', '.git-credentials', '.gitconfig'],
  readsAnyVariable: true,
  valued: '-n --name -p --prefix -r --root-prefix -f --file -c --channel -u --username -s --solver'.split(' '),
}

const SCOPES: readonly (readonly [option: string, place: string])[] = [
  ['--system ', '/opt/conda/.condarc'],
  ['', '~/.condarc'],
]

const AUTH = ['~/.mamba/auth/authentication.json']

export const conda: Ecosystem = {
  id: 'conda',
  title: 'conda and mamba',
  files: condaFiles,
  variables: [],
  tools: [
    {
      commands: ['conda', 'mamba'],
      ...shared,
      persisting: ['conda', 'mamba'].flatMap(tool => [
        ...SCOPES.flatMap(([option, place]) => stored(tool, option, place)),
        { pattern: `${tool} token set <token>`, secret: ['token'], writes: ['<binstar>/data/repo.token'] },
        ...['install', 'create', 'update'].map(it => recorded(`${tool} ${it}`)),
      ]),
      undoing: ['conda', 'mamba'].flatMap(tool => SCOPES.flatMap(([option, place]) => removed(tool, option, place))),
    },
    {
      commands: ['micromamba'],
      ...shared,
      persisting: [
        ...['-t|--token <token>', '-b|--bearer <token>'].map(it => ({
          pattern: `micromamba auth login ${it} <host>`,
          secret: ['token'],
          writes: AUTH,
        })),
        { pattern: 'micromamba auth login -p|--password <password> <host>', secret: ['password'], writes: AUTH },
        ...['--token-stdin', '--bearer-stdin', '--password-stdin'].map(it => ({
          pattern: `micromamba ${it} auth login <host>`,
          secret: ['stdin'],
          writes: AUTH,
        })),
      ],
      undoing: [{ pattern: 'micromamba auth logout <host?>', writes: AUTH }],
    },
    {
      commands: ['anaconda'],
      consumers: ['upload', 'download', 'copy', 'move', 'remove', 'update'],
      quiet: ['config', 'login', 'logout', 'whoami'],
      reads: [],
      readsAnyVariable: false,
      valued: ['-t', '--token', '-s', '--site', '-u', '--user', '-l', '--label', '-c', '--channel'],
      persisting: [],
    },
  ],
  references: [
    'https://docs.conda.io/projects/conda/en/stable/user-guide/configuration/use-condarc.html',
    'https://docs.anaconda.com/anacondaorg/cli/',
    'https://mamba.readthedocs.io/en/latest/user_guide/micromamba.html',
    'https://github.com/mamba-org/mamba/blob/main/micromamba/src/login.cpp',
  ],
}

/** Channels, `channel_alias`, `proxy_servers.https` with a credential in their URL. */
function stored(tool: string, option: string, place: string): readonly PersistingCommand[] {
  const config = `${tool} config ${option}`
  return [
    ...['--add', '--append', '--prepend'].map(it => ({
      pattern: `${config}${it} <key> <url>`,
      secret: ['url'],
      writes: [place],
      undo: `${config}--remove <key> <url>`,
    })),
    { pattern: `${config}--set <key> <url>`, secret: ['url'], writes: [place], undo: `${config}--remove-key <key>` },
  ]
}

function removed(tool: string, option: string, place: string): readonly UndoingCommand[] {
  return [
    { pattern: `${tool} config ${option}--remove <key> <url>`, writes: [place] },
    { pattern: `${tool} config ${option}--remove-key <key>`, writes: [place] },
  ]
}

/** `conda-meta/history` of the environment keeps all arguments as they are. */
function recorded(command: string): PersistingCommand {
  return {
    pattern: `${command} -c|--channel <channel> ...`,
    secret: ['channel'],
    writes: ['<environment>/conda-meta/history'],
  }
}
