import { dockerFiles } from './files/docker.ts'
import type { Ecosystem, PersistingCommand, Tool, UndoingCommand } from './model.ts'

const DOCKER = '~/.docker/config.json'
/** Of root, where nothing has set XDG_RUNTIME_DIR. */
const CONTAINERS = '/run/containers/0/auth.json'

const SECRETS = [
  { option: '-p|--password <password>', secret: ['password'] },
  { option: '--password-stdin', secret: ['stdin'] },
]

const shared: Pick<Tool, 'consumers' | 'quiet' | 'readsAnyVariable' | 'valued'> = {
  consumers: [],
  quiet: 'login logout auth version info help ps images inspect system completion'.split(' '),
  readsAnyVariable: false,
  valued: '-u --username --authfile --config --cert-dir --log-level -H --host --context --tls-verify'.split(' '),
}

/** All may fall back to the file of Docker. */
const reads = ['.docker/config.json', 'containers/auth.json']

export const docker: Ecosystem = {
  id: 'docker',
  title: 'container registries',
  files: dockerFiles,
  variables: [{ name: 'DOCKER_AUTH_CONFIG', holds: 'token', readByMany: true }],
  tools: [
    {
      commands: ['docker', 'nerdctl'],
      ...shared,
      // A build runs what its Dockerfile says.
      readsAnyVariable: true,
      reads,
      persisting: ['docker', 'nerdctl'].flatMap(it => logins(it, '', DOCKER)),
      undoing: ['docker', 'nerdctl'].flatMap(it => logouts(it, '', DOCKER)),
    },
    ...['podman', 'buildah', 'skopeo'].map(tool => ({
      commands: [tool],
      ...shared,
      readsAnyVariable: tool !== 'skopeo',
      reads,
      persisting: logins(tool, '', CONTAINERS),
      undoing: logouts(tool, '', CONTAINERS),
    })),
    {
      commands: ['crane', 'gcrane'],
      ...shared,
      reads,
      persisting: ['crane', 'gcrane'].flatMap(it => logins(it, 'auth ', DOCKER)),
      undoing: ['crane', 'gcrane'].flatMap(it => logouts(it, 'auth ', DOCKER)),
    },
    {
      commands: ['oras'],
      ...shared,
      reads,
      persisting: logins('oras', '', DOCKER),
      undoing: logouts('oras', '', DOCKER),
    },
  ],
  references: [
    'https://docs.docker.com/reference/cli/docker/login/',
    'https://github.com/containers/common/blob/main/docs/podman-login.1.md',
    'https://github.com/google/go-containerregistry/blob/main/cmd/crane/doc/crane_auth_login.md',
    'https://oras.land/docs/commands/oras_login',
  ],
}

/** With and without a server, which is Docker Hub then. */
function logins(tool: string, group: string, place: string): readonly PersistingCommand[] {
  return [' <server>', ''].flatMap(server =>
    SECRETS.flatMap(({ option, secret }) => {
      const command = { secret, undo: `${tool} ${group}logout${server}` }
      return [
        // In a place of one's own.
        {
          pattern: `${tool} ${option} --authfile <authfile> ${group}login${server}`,
          ...command,
          writes: ['<authfile>'],
        },
        { pattern: `${tool} ${option} ${group}login${server}`, ...command, writes: [place] },
      ]
    }),
  )
}

function logouts(tool: string, group: string, place: string): readonly UndoingCommand[] {
  return [{ pattern: `${tool} ${group}logout <server?>`, writes: [place] }]
}
