import { nugetFiles } from './files/nuget.ts'
import type { Ecosystem, PersistingCommand } from './model.ts'

/** Where nuget.exe has the user's settings. */
const MONO = ['~/.config/NuGet/NuGet.Config']

/** Where `--configfile` says, else in the user's settings. */
const SCOPES: readonly (readonly [option: string, places: readonly string[]])[] = [
  [' --configfile <config>', ['<config>']],
  ['', ['~/.nuget/NuGet/NuGet.Config']],
]

const shared = {
  reads: ['NuGet.Config'],
  // Settings may say `%NAME%`, and builds run code of the project.
  readsAnyVariable: true,
}

export const nuget: Ecosystem = {
  id: 'nuget',
  title: 'NuGet',
  files: nugetFiles,
  variables: [
    { name: 'NuGetPackageSourceCredentials_<source>', holds: 'token' },
    { name: 'VSS_NUGET_EXTERNAL_FEED_ENDPOINTS', holds: 'token' },
    { name: 'VSS_NUGET_ACCESSTOKEN', holds: 'token' },
    { name: 'NUGET_API_KEY', holds: 'token' },
  ],
  tools: [
    {
      commands: ['dotnet'],
      consumers: [
        'restore',
        'build',
        'publish',
        'pack',
        'test',
        'run',
        'tool',
        'add',
        'package',
        'workload',
        'nuget push',
      ],
      quiet: ['nuget', 'dev-certs', 'sln', 'clean', 'new', 'list', 'remove'],
      ...shared,
      valued: ['-n', '--name', '-u', '--username', '--valid-authentication-types'],
      persisting: SCOPES.flatMap(([option, places]) => dotnetSources(option, places)),
      undoing: SCOPES.map(([option, writes]) => ({ pattern: `dotnet nuget remove source <name>${option}`, writes })),
    },
    {
      commands: ['nuget'],
      consumers: ['restore', 'install', 'update', 'push', 'list', 'search'],
      quiet: ['sources', 'locals', 'pack', 'setapikey'],
      ...shared,
      valued: ['-Source', '-source', '-UserName', '-Username', '-username', '-ConfigFile', '-configfile'],
      persisting: [
        ...['Add', 'add', 'Update', 'update'].map(it => ({
          pattern: `nuget sources ${it} -Name|-name <name> -Password|-password <password>`,
          secret: ['password'],
          writes: MONO,
          undo: it.endsWith('dd') ? 'nuget sources Remove -Name <name>' : (false as const),
        })),
        ...['setapikey', 'setApiKey', 'SetApiKey'].map(it => ({
          pattern: `nuget ${it} <token>`,
          secret: ['token'],
          writes: MONO,
          undo: false as const,
        })),
      ],
      undoing: ['Remove', 'remove'].map(it => ({ pattern: `nuget sources ${it} -Name|-name <name>`, writes: MONO })),
    },
    { commands: ['msbuild', 'paket'], consumers: [], ...shared, persisting: [] },
  ],
  references: [
    'https://learn.microsoft.com/nuget/consume-packages/consuming-packages-authenticated-feeds',
    'https://learn.microsoft.com/nuget/reference/nuget-config-file',
    'https://learn.microsoft.com/dotnet/core/tools/dotnet-nuget-add-source',
  ],
}

/** A source that is updated stays, with its credential in a variable; one that is added has to go again. */
function dotnetSources(option: string, writes: readonly string[]): readonly PersistingCommand[] {
  const credential = '-u|--username <user> -p|--password <password>'
  return [
    {
      pattern: `dotnet nuget update source <name> ${credential}${option}`,
      secret: ['password'],
      writes,
      instead: { 'NuGetPackageSourceCredentials_<NAME>': 'Username=<user>;Password=<password>' },
      variablePart: source => (/^\w+$/.test(source) ? source : undefined),
    },
    {
      pattern: `dotnet nuget add source <url> -n|--name <name> -p|--password <password>${option}`,
      secret: ['password'],
      writes,
      undo: `dotnet nuget remove source <name>${option}`,
    },
    {
      pattern: `dotnet nuget add source <url> -p|--password <password>${option}`,
      secret: ['password'],
      writes,
      undo: false,
    },
  ]
}
