import { sshFiles } from './files/ssh.ts'
import type { Ecosystem } from './model.ts'

const READS = sshFiles.flatMap(it => (it.overSsh ? it.name : []))

/** Keys, and the programs that connect with them. Tools that start git or ssh are in their own tables. */
export const ssh: Ecosystem = {
  id: 'ssh',
  title: 'ssh',
  files: sshFiles,
  // `sshpass -e`.
  variables: [{ name: 'SSHPASS', holds: 'token' }],
  tools: [
    {
      commands: ['ssh', 'scp', 'sftp', 'rsync', 'sshfs', 'autossh', 'ssh-copy-id', 'sshpass'],
      consumers: [],
      reads: READS,
      readsAnyVariable: false,
      persisting: [],
    },
    {
      commands: ['ssh-add'],
      consumers: [],
      reads: READS,
      readsAnyVariable: false,
      // The key stays in the memory of the agent.
      persisting: [{ pattern: 'ssh-add ...', secret: ['stdin'], writes: [] }],
    },
  ],
  references: [
    'https://man.openbsd.org/ssh',
    'https://man.openbsd.org/ssh-add',
    'https://docs.docker.com/reference/dockerfile/#run---mounttypessh',
  ],
}
