import { jfrogFiles } from './files/jfrog.ts'
import type { Ecosystem, PersistingCommand } from './model.ts'

const CONFIG = ['~/.jfrog/jfrog-cli.conf.v6']

/** The CLI reads no variable for a token. */
const configured: readonly PersistingCommand[] = ['jf config', 'jf c', 'jfrog config', 'jfrog c'].flatMap(command =>
  ['--access-token <token>', '--password <password>', '--apikey <token>'].map(option => {
    const [tool = '', config = ''] = command.split(' ')
    return {
      pattern: `${tool} ${option} ${config} add <server>`,
      secret: [option.includes('<token>') ? 'token' : 'password'],
      writes: CONFIG,
      undo: `${command} remove <server> --quiet`,
    }
  }),
)

export const jfrog: Ecosystem = {
  id: 'jfrog',
  title: 'JFrog CLI',
  files: jfrogFiles,
  variables: [],
  tools: [
    {
      commands: ['jf', 'jfrog'],
      consumers: [],
      quiet: ['config', 'c', 'intro', 'completion', 'options'],
      reads: ['jfrog-cli.conf', '.npmrc', 'pip.conf', '.netrc'],
      // It starts package managers.
      readsAnyVariable: true,
      valued: `--url --artifactory-url --user --server-id --build-name --build-number --module --access-token --password
        --apikey --client-cert-path --ssh-key-path`.split(/\s+/),
      persisting: [
        ...configured,
        {
          pattern: 'jf --access-token-stdin config add <server>',
          secret: ['stdin'],
          writes: CONFIG,
          undo: 'jf config remove <server> --quiet',
        },
      ],
      undoing: ['jf config', 'jf c', 'jfrog config', 'jfrog c'].flatMap(it =>
        ['remove', 'rm'].map(remove => ({ pattern: `${it} ${remove} <server?>`, writes: CONFIG })),
      ),
    },
  ],
  references: [
    'https://docs.jfrog-applications.jfrog.io/jfrog-applications/jfrog-cli/configurations/jfrog-platform-configuration',
  ],
}
