import { pubFiles } from './files/pub.ts'
import type { Ecosystem } from './model.ts'

const GET = ['pub get', 'pub upgrade', 'pub add', 'pub outdated', 'pub downgrade', 'pub global', 'pub publish']

export const pub: Ecosystem = {
  id: 'pub',
  title: 'Dart pub',
  files: pubFiles,
  variables: [],
  tools: [
    {
      commands: ['dart', 'flutter'],
      // They get packages before they start.
      consumers: [...GET, 'pub deps', 'packages get', 'build', 'run', 'test', 'compile', 'analyze'],
      quiet: ['pub token', 'pub login', 'doctor', 'precache', 'clean', 'channel', 'format', 'create', 'devices'],
      reads: [...pubFiles.map(it => it.name), '.gitconfig', '.git-credentials', '.netrc'],
      // A token may be in any variable, and programs of the project run.
      readsAnyVariable: true,
      valued: ['--env-var'],
      persisting: ['dart', 'flutter'].map(it => ({
        // With `--env-var` only the name is stored, and nothing is read from the pipe.
        pattern: `${it} pub token add <url>`,
        secret: ['stdin'],
        writes: ['~/.config/dart/pub-tokens.json'],
      })),
      undoing: ['dart', 'flutter'].map(it => ({
        pattern: `${it} pub token remove <url>`,
        writes: ['~/.config/dart/pub-tokens.json'],
      })),
    },
    {
      commands: ['pub'],
      consumers: ['get', 'upgrade', 'publish', 'global'],
      reads: ['pub-tokens.json'],
      readsAnyVariable: true,
      persisting: [],
    },
  ],
  references: ['https://dart.dev/tools/pub/custom-package-repositories', 'https://dart.dev/tools/pub/cmd/pub-token'],
}
