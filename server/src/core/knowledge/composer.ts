import { composerFiles } from './files/composer.ts'
import type { Ecosystem, PersistingCommand } from './model.ts'

const GLOBAL = ['~/.composer/auth.json', '~/.config/composer/auth.json']

const SCOPES: readonly (readonly [command: string, places: readonly string[]])[] = [
  ['composer -g|--global config', GLOBAL],
  ['composer global config', GLOBAL],
  ['composer config', ['./auth.json']],
]

/** Only COMPOSER_AUTH replaces the file, and that has the credentials of all hosts. */
export const composer: Ecosystem = {
  id: 'composer',
  title: 'Composer',
  files: composerFiles,
  variables: [{ name: 'COMPOSER_AUTH', holds: 'token' }],
  tools: [
    {
      commands: ['composer'],
      consumers: `install i update u upgrade require r remove reinstall create-project global audit outdated archive
        fund search suggests bump diagnose`.split(/\s+/),
      quiet: `validate dump-autoload dumpautoload check-platform-reqs clear-cache clearcache licenses show status about
        self-update selfupdate`.split(/\s+/),
      reads: ['auth.json', '.gitconfig', '.git-credentials', '.netrc'],
      // Plugins and scripts of the project run when packages are installed.
      readsAnyVariable: true,
      valued: ['-d', '--working-dir'],
      persisting: SCOPES.flatMap(([command, places]) => stored(command, places)),
      undoing: SCOPES.map(([command, places]) => ({
        pattern: `${command.replace('composer', 'composer --unset')} <key>`,
        writes: places,
      })),
    },
  ],
  references: [
    'https://getcomposer.org/doc/articles/authentication-for-private-packages.md',
    'https://getcomposer.org/doc/03-cli.md#config',
  ],
}

function stored(command: string, writes: readonly string[]): readonly PersistingCommand[] {
  return [
    ...['http-basic', 'forgejo-token', 'gitlab-token'].map(it => ({
      pattern: `${command} ${it}.<host> <user> <password>`,
      secret: ['password'],
      writes,
    })),
    { pattern: `${command} bitbucket-oauth.<host> <consumer> <token>`, secret: ['token'], writes },
    ...['github-oauth', 'gitlab-oauth', 'gitlab-token', 'bearer'].map(it => ({
      pattern: `${command} ${it}.<host> <token>`,
      secret: ['token'],
      writes,
    })),
  ]
}
