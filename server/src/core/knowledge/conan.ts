import { conanFiles } from './files/conan.ts'
import type { Ecosystem } from './model.ts'

/** A login leaves a token in a database, also when the password comes from a variable. */
export const conan: Ecosystem = {
  id: 'conan',
  title: 'Conan',
  files: conanFiles,
  variables: [
    { name: 'CONAN_LOGIN_USERNAME', holds: 'user' },
    { name: 'CONAN_LOGIN_USERNAME_<REMOTE>', holds: 'user' },
    { name: 'CONAN_PASSWORD', holds: 'token' },
    { name: 'CONAN_PASSWORD_<REMOTE>', holds: 'token' },
  ],
  tools: [
    {
      commands: ['conan'],
      consumers: ['install', 'create', 'build', 'test', 'download', 'upload', 'search', 'graph', 'config install'],
      quiet: ['profile', 'remote', 'user', 'inspect', 'new', 'remove'],
      reads: conanFiles.map(it => it.name),
      // A recipe is a program.
      readsAnyVariable: true,
      valued: ['-r', '--remote', '-pr', '--profile', '-s', '--settings', '-o', '--options', '-b', '--build'],
      persisting: [
        {
          pattern: 'conan remote login -p|--password <password> <remote> <user?>',
          secret: ['password'],
          writes: ['~/.conan2/.conan.db'],
        },
        // Conan 1.
        {
          pattern: 'conan user -p|--password <password> <user?>',
          secret: ['password'],
          writes: ['~/.conan/.conan.db'],
        },
      ],
      undoing: [
        { pattern: 'conan remote logout <remote>', writes: ['~/.conan2/.conan.db'] },
        { pattern: 'conan user -c|--clean', writes: ['~/.conan/.conan.db'] },
      ],
    },
  ],
  references: [
    'https://docs.conan.io/2/reference/environment.html',
    'https://docs.conan.io/2/reference/config_files/credentials.html',
    'https://docs.conan.io/2/reference/commands/remote.html',
  ],
}
