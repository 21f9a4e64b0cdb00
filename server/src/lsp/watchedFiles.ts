import { credentialFiles } from '../core/knowledge/index.ts'

/** Globs for the files around a Dockerfile that an analysis looks at; `isInterestingFile` tells exactly. */
export const watchedFiles: readonly string[] = [
  '**/{.dockerignore,*.dockerignore,.gitignore}',
  '**/{pyproject.toml,package.json,requirements*.txt,requirements*.in}',
  `**/{${credentialFiles.flatMap(it => [it.name, ...(it.aliases ?? [])]).join(',')}}`,
]
