import { sbtFiles } from './files/sbt.ts'
import type { Ecosystem } from './model.ts'

export const sbt: Ecosystem = {
  id: 'sbt',
  title: 'sbt and coursier',
  files: sbtFiles,
  variables: [{ name: 'COURSIER_CREDENTIALS', holds: 'token' }],
  tools: [
    {
      commands: ['sbt', 'sbtn', 'cs', 'coursier', 'mill', 'scala-cli'],
      consumers: [],
      reads: sbtFiles.map(it => it.name),
      // The build is a program of the project.
      readsAnyVariable: true,
      persisting: [],
    },
  ],
  references: [
    'https://www.scala-sbt.org/1.x/docs/Proxy-Repositories.html',
    'https://get-coursier.io/docs/other-credentials',
  ],
}
