import { credentialFiles } from '../core/knowledge/index.ts'
import { CONFIG_NAME } from '../workspace/config.ts'

/** Globs for the files around a Dockerfile that an analysis looks at; `isInterestingFile` tells exactly. */
export const watchedFiles: readonly string[] = [
  `**/{.dockerignore,*.dockerignore,.gitignore,${CONFIG_NAME}}`,
  '**/{pyproject.toml,package.json,requirements*.txt,requirements*.in}',
  `**/{${credentialFiles.flatMap(it => [it.name, ...(it.aliases ?? [])]).join(',')}}`,
]
