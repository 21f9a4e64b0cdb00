import { rFiles } from './files/r.ts'
import type { Ecosystem } from './model.ts'

export const r: Ecosystem = {
  id: 'r',
  title: 'R',
  files: rFiles,
  variables: [
    { name: 'GITHUB_PAT', holds: 'token' },
    { name: 'GITLAB_PAT', holds: 'token' },
    { name: 'BITBUCKET_USER', holds: 'user' },
    { name: 'BITBUCKET_PASSWORD', holds: 'token' },
    // remotes, renv and pak take these, too.
    { name: 'GITHUB_TOKEN', holds: 'token' },
    { name: 'GH_TOKEN', holds: 'token' },
  ],
  tools: [
    {
      // The last are scripts of littler, which the images of the Rocker project bring along.
      commands: ['r', 'rscript', 'install2.r', 'installgithub.r', 'install.r'],
      consumers: [],
      reads: [...rFiles.map(it => it.name), '.gitconfig', '.git-credentials', '.netrc'],
      readsAnyVariable: true,
      persisting: [],
    },
  ],
  references: [
    'https://remotes.r-lib.org/#environment-variables',
    'https://rstudio.github.io/renv/articles/package-sources.html',
    'https://gitcreds.r-lib.org/',
  ],
}
