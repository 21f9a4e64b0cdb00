import { sshFiles } from './files/ssh.ts'
import type { Ecosystem } from './model.ts'

const READS = sshFiles.flatMap(it => (it.overSsh ? it.name : []))

/** Options of ssh-keygen to show, convert, sign and look up keys. */
const NOT_MAKING = '-B -c -D -e -F -H -i -k -L -l -M -p -Q -R -r -s -y -Y'.split(' ')

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
  generating: [
    { pattern: 'ssh-keygen -A ...', writes: ['/etc/ssh/ssh_host_rsa_key'] },
    { pattern: 'ssh-keygen -f <file> ...', unless: NOT_MAKING },
    { pattern: 'ssh-keygen ...', writes: ['~/.ssh/id_rsa'], unless: [...NOT_MAKING, '-f', '--help'] },
  ],
  references: [
    'https://man.openbsd.org/ssh',
    'https://man.openbsd.org/ssh-add',
    'https://docs.docker.com/reference/dockerfile/#run---mounttypessh',
  ],
}
