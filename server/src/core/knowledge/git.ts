import { gitFiles } from './files/git.ts'
import type { Ecosystem } from './model.ts'

export const git: Ecosystem = {
  id: 'git',
  title: 'git',
  files: gitFiles,
  variables: [],
  tools: [],
  references: [
    'https://git-scm.com/docs/gitcredentials',
    'https://git-scm.com/docs/git-credential-store',
    'https://git-scm.com/docs/git-config',
  ],
}
