import { gitCredentials } from './git.ts'
import { operands, optionValues, readFile, type Invocation } from './invocation.ts'
import { argumentsOf, readLines, statements, textOf, variablesOf, type Setting } from './settings.ts'
import type { ToolModel } from './toolModel.ts'

const jvmTool: Pick<ToolModel, 'purpose' | 'runsProject' | 'effect'> = {
  purpose: it => (operands(it.args)[0] === 'wrapper' ? 'nothing' : 'use'),
  // Plugins, and build files that read variables.
  runsProject: () => true,
  effect: () => '',
}

/** Maven. `~` is the home directory of the user's entry in /etc/passwd, whatever HOME is. */
export const maven: ToolModel = {
  ...jvmTool,
  commands: ['mvn', 'mvnw', 'mvnd'],
  credentials(it) {
    const words = [...(it.env.get('MAVEN_ARGS') ?? '').split(/\s+/), ...it.args]
    const given = optionValues(words, '--settings', '-s')
    const home = it.uid === 0 ? '/root' : '~'
    const texts = [
      textOf(it, ...(0 < given.length ? given : [`${home}/.m2/settings.xml`])),
      textOf(it, ...optionValues(words, '--global-settings', '-gs')),
      textOf(it, `${home}/.m2/settings-security.xml`),
    ]
    const properties = it.args.filter(word => word.startsWith('-D'))
    return [...texts.flatMap(text => servers(it, text)), ...properties.map(word => `property ${word.slice(2)}`)]
  },
}

/** Every `<server>` by its id, and what else has a value. */
function servers(it: Invocation, text: string): readonly string[] {
  const properties = new Map(
    readLines(
      it.args
        .filter(word => word.startsWith('-D'))
        .map(word => word.slice(2))
        .join('\n'),
    ),
  )
  const expanded = text
    .replaceAll(/\$\{env\.(\w+)\}/g, (whole, name: string) => it.env.get(name) ?? whole)
    .replaceAll(/\$\{([\w.]+)\}/g, (whole, name: string) => properties.get(name) ?? whole)
  const blocks = [...expanded.matchAll(/<server>([^]*?)<\/server>/g)].map(([, body = '']) => body)
  const rest = expanded.replaceAll(/<server>[^]*?<\/server>/g, '')
  const value = (body: string, name: string): string => new RegExp(`<${name}>([^<]*)<`).exec(body)?.[1]?.trim() ?? ''
  return [
    ...blocks.map(body => `server ${value(body, 'id')} as ${value(body, 'username')}:${unnamed(body)}`),
    ...rest.split('\n').map(line => line.trim()),
  ]
}

/** Password, passphrase and headers of a server. */
function unnamed(body: string): string {
  return body.replaceAll(/<(id|username)>[^<]*<\/\1>|\s+/g, '')
}

/** Properties from files, variables and options; each wins over those before. */
export const gradle: ToolModel = {
  ...jvmTool,
  commands: ['gradle', 'gradlew'],
  credentials: it => [
    ...statements('gradle', [
      ...readLines(textOf(it, './gradle.properties')),
      ...readLines(textOf(it, `${it.env.get('GRADLE_USER_HOME') ?? '~/.gradle'}/gradle.properties`)),
      ...variablesOf(it, 'ORG_GRADLE_PROJECT_'),
      ...readLines([...optionValues(it.args, '-P'), ...optionValues(it.args, '--project-prop')].join('\n')),
    ]),
    ...it.args.filter(word => word.startsWith('-D')).map(word => `property ${word}`),
    ...gitCredentials(it),
  ],
}

export const sbt: ToolModel = {
  ...jvmTool,
  commands: ['sbt', 'cs', 'coursier', 'mill'],
  credentials(it) {
    const inline = it.env.get('COURSIER_CREDENTIALS') ?? ''
    const file = inline.startsWith('/') || inline.startsWith('file:') ? inline.replace(/^file:(\/\/)?/, '') : undefined
    const coursier = file === undefined ? inline : (readFile(it, file) ?? '')
    const texts = [
      '~/.sbt/.credentials',
      '~/.ivy2/.credentials',
      it.env.get('SBT_CREDENTIALS'),
      '~/.config/coursier/credentials.properties',
    ]
    const settings = texts.flatMap((path): readonly Setting[] => [...readLines(textOf(it, path))])
    return [...settings.map(([name, value]) => `sbt ${name}=${value}`), `coursier ${coursier}`, ...argumentsOf(it)]
  },
}
