import { bundlerFiles } from './files/bundler.ts'
import type { Ecosystem, PersistingCommand } from './model.ts'

/** Without an option it is the project's, or the user's outside of a project. */
const SCOPES: readonly (readonly [option: string, places: readonly string[]])[] = [
  ['--global ', ['~/.bundle/config']],
  ['--local ', ['./.bundle/config']],
  ['', ['./.bundle/config', '~/.bundle/config']],
]

/** Settings whose names look like those of hosts, and hold none of a credential. */
const NO_HOSTS = ['build.', 'local.', 'path.', 'plugin.']

export const bundler: Ecosystem = {
  id: 'bundler',
  title: 'Bundler',
  files: bundlerFiles,
  // `.` of the host is `__`.
  variables: [{ name: 'BUNDLE_<host>__<domain>', holds: 'token', judged: true }],
  tools: [
    {
      commands: ['bundle', 'bundler'],
      // Plain `bundle` installs.
      consumers: ['', 'install', 'update', 'package', 'cache', 'lock', 'outdated', 'add', 'plugin'],
      quiet: ['check', 'clean', 'list', 'show', 'platform', 'binstubs', 'doctor', 'env'],
      reads: ['.bundle/config', '.gitconfig', '.git-credentials', '.netrc'],
      // The Gemfile is a program.
      readsAnyVariable: true,
      valued: ['--path', '--without', '--with', '--jobs', '-j', '--retry', '--gemfile', '--binstubs'],
      persisting: SCOPES.flatMap(([option, places]) => ['set ', ''].flatMap(set => configured(option, set, places))),
      undoing: SCOPES.map(([option, writes]) => ({ pattern: `bundle ${option}config unset <key>`, writes })),
    },
  ],
  references: ['https://bundler.io/man/bundle-config.1.html'],
}

function configured(option: string, set: string, writes: readonly string[]): readonly PersistingCommand[] {
  const command = `bundle ${option}config ${set}`
  return [
    ...NO_HOSTS.map(it => ({ pattern: `${command}${it}<setting> <value>`, secret: [], writes })),
    {
      pattern: `${command}mirror.<source> <url>`,
      secret: ['url'],
      writes,
      undo: `bundle config unset ${option}mirror.<source>`,
    },
    {
      pattern: `${command}<host>.<domain> <token>`,
      secret: ['token'],
      writes,
      instead: { 'BUNDLE_<HOST>': '<token>' },
      variablePart: settingOf,
    },
  ]
}

/** `gems.my-corp.example`, also as a URL, is `GEMS__MY___CORP__EXAMPLE`. */
function settingOf(source: string): string | undefined {
  const host = source.replace(/^https?:\/\//, '').split('/')[0] ?? ''
  const part = host.toUpperCase().replaceAll('-', '___').replaceAll('.', '__')
  return /^\w+$/.test(part) ? part : undefined
}
