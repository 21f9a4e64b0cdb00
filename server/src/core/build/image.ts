import type { BuildStage } from './build.ts'

/** The image that a stage begins with, through the stages it is built FROM. */
export function rootImage(stage: BuildStage): string {
  let root = stage
  while (root.parent) root = root.parent
  return root.stage.from.image?.text.toLowerCase() ?? ''
}

/** Directories that official images name in their environment: https://github.com/docker-library/official-images */
const VARIABLES: ReadonlyMap<string, string> = new Map([
  ['composer COMPOSER_HOME', '/tmp'],
  ['golang GOPATH', '/go'],
  ['maven MAVEN_CONFIG', '/root/.m2'],
  ['maven MAVEN_HOME', '/usr/share/maven'],
  ['ruby BUNDLE_APP_CONFIG', '/usr/local/bundle'],
  ['ruby GEM_HOME', '/usr/local/bundle'],
  ['rust CARGO_HOME', '/usr/local/cargo'],
  ['tomcat CATALINA_HOME', '/usr/local/tomcat'],
])

/** The value that the image of a stage is known to give a variable. */
export function imageVariable(stage: BuildStage, name: string): string | undefined {
  const image = rootImage(stage)
  const repository = image.slice(image.lastIndexOf('/') + 1)
  return VARIABLES.get(`${/^[\w.-]*/.exec(repository)?.[0]} ${name}`)
}
