import { ansibleFiles } from './files/ansible.ts'
import type { Ecosystem, Tool } from './model.ts'

const shared: Pick<Tool, 'persisting' | 'reads' | 'readsAnyVariable' | 'valued'> = {
  reads: ['ansible.cfg', 'galaxy_token', '.vault_pass', '.netrc', '.gitconfig', '.git-credentials'],
  // A playbook looks up whatever it likes.
  readsAnyVariable: true,
  valued: '-p --roles-path --collections-path -r --role-file -s --server --token --api-key -i -e -t -c -u -m -a'.split(
    ' ',
  ),
  // `--token` is stored nowhere.
  persisting: [],
}

export const ansible: Ecosystem = {
  id: 'ansible',
  title: 'Ansible',
  files: ansibleFiles,
  variables: [
    { name: 'ANSIBLE_GALAXY_SERVER_<id>_TOKEN', holds: 'token' },
    { name: 'ANSIBLE_GALAXY_SERVER_<id>_PASSWORD', holds: 'token' },
    { name: 'ANSIBLE_GALAXY_SERVER_<id>_USERNAME', holds: 'user' },
  ],
  tools: [
    {
      commands: ['ansible-galaxy'],
      consumers: `install download publish search info role:install collection:install collection:download
        collection:publish`
        .split(/\s+/)
        .map(it => it.replace(':', ' ')),
      quiet: ['role', 'collection', 'list', 'init'],
      ...shared,
    },
    { commands: ['ansible-playbook', 'ansible', 'ansible-pull', 'ansible-vault'], consumers: [], ...shared },
  ],
  references: [
    'https://docs.ansible.com/ansible/latest/galaxy/user_guide.html',
    'https://docs.ansible.com/ansible/latest/vault_guide/vault_managing_passwords.html',
  ],
}
