import { goFiles } from './files/go.ts'
import type { Ecosystem } from './model.ts'

const PLACE = ['~/.config/go/env']

/** A bare `ARG GOPROXY` is a mirror that somebody may choose, so it is not among the variables. */
export const go: Ecosystem = {
  id: 'go',
  title: 'Go',
  files: goFiles,
  variables: [],
  tools: [
    {
      commands: ['go'],
      consumers: ['mod', 'get', 'install', 'build', 'run', 'test', 'list', 'generate', 'vet', 'work', 'tool'],
      quiet: ['env', 'fmt', 'clean', 'doc', 'telemetry'],
      // What no proxy has is fetched with git.
      reads: ['.netrc', '.gitconfig', '.git-credentials', 'go/env'],
      // A generator, a C compiler or the program itself.
      readsAnyVariable: true,
      persisting: [
        {
          pattern: 'go -w env <key>=<value>',
          secret: ['value'],
          writes: PLACE,
          instead: { '<KEY>': '<value>' },
        },
        {
          pattern: 'go -w env <key>=<value> <key2>=<value2> ...',
          secret: ['value', 'value2'],
          writes: PLACE,
          undo: 'go env -u <key> <key2>',
        },
      ],
      undoing: [{ pattern: 'go -u env <key> ...', writes: PLACE }],
    },
  ],
  references: ['https://go.dev/ref/mod#private-modules', 'https://pkg.go.dev/cmd/go#hdr-Environment_variables'],
}
