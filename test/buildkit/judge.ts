import { isDeepStrictEqual } from 'node:util'

import type { Image } from '../support/imageSearch.ts'
import { readTar } from '../support/imageTar.ts'
import type { Credentials, Observation } from './observe.ts'
import type { Invocation } from './recorder/invocation.ts'
import { namedFiles } from './recorder/settings.ts'
import { commandOf, credentialsOf, environmentOf, purposeOf } from './recorder/tools.ts'

/** How a rewritten build differs from the original. Credentials show as `{{NAME}}`. */
export interface Judgement {
  /** What does not work as before. */
  readonly broken: readonly string[]
  /** Where a credential is still readable. */
  readonly leaks: readonly { readonly secret: string; readonly place: string }[]
  /** Credentials that a tool has now and had not before. */
  readonly wider: readonly string[]
}

/** Compares two builds of the same project: every tool must have the same credentials, and none may stay readable. */
export function judge(before: Observation, after: Observation, credentials: Credentials): Judgement {
  if (!before.ok || !before.image) throw new Error(`The original does not build:\n${before.log}`)
  const leaks = after.leaks.map(({ secret, where, path, instruction }) => ({
    secret,
    place: mask([where, path, instruction].filter(it => it !== undefined).join(': '), credentials),
  }))
  if (!after.ok || !after.image) {
    return { broken: [`The build fails: ${mask(lastLines(after.log), credentials)}`], leaks, wider: [] }
  }
  const tools = compareTools(before.invocations, after.invocations, credentials)
  const files = missingFiles(before.image, after.image, credentials)
  const config = changedConfig(before.image, after.image, credentials)
  return { broken: [...tools.broken, ...files, ...config], leaks, wider: tools.wider }
}

/** What one start of a tool looks like in a comparison. */
interface Call {
  /** The tool with its subcommand. */
  readonly command: string
  readonly title: string
  readonly place: string
  readonly credentials: ReadonlySet<string>
  readonly environment: ReadonlySet<string>
  /**
   * Only stores a credential or takes it away, such as `npm config set`: something else may take its place. What counts
   * is that other commands have the credential, and that it is gone, which the image shows.
   */
  readonly stores: boolean
}

function compareTools(
  before: readonly Invocation[],
  after: readonly Invocation[],
  credentials: Credentials,
): Pick<Judgement, 'broken' | 'wider'> {
  const broken: string[] = []
  const wider: string[] = []
  const left = new Set(after.map(it => toCall(it, credentials)))
  for (const call of before.map(it => toCall(it, credentials))) {
    const match = bestMatch(call, left)
    if (match) left.delete(match)
    if (call.stores) continue
    if (!match) {
      broken.push(`\`${call.title}\` does not run any more`)
      continue
    }
    if (match.place !== call.place) broken.push(`\`${call.title}\` runs ${match.place}, not ${call.place}`)
    const lost = [...call.credentials].filter(it => !match.credentials.has(it))
    broken.push(...lost.map(it => `\`${call.title}\` no longer has "${it}"`))
    broken.push(...lostVariables(call, match).map(it => `\`${call.title}\` no longer sees ${it}`))
    wider.push(...[...match.credentials].filter(it => !call.credentials.has(it)).map(it => `\`${call.title}\`: ${it}`))
  }
  broken.push(...[...left].filter(it => !it.stores).map(it => `\`${it.title}\` did not run before`))
  return { broken, wider }
}

function toCall(it: Invocation, credentials: Credentials): Call {
  const title = mask([it.tool, ...it.args].join(' '), credentials)
  const secret = (statements: readonly string[]): ReadonlySet<string> =>
    new Set(statements.map(text => mask(text, credentials)).filter(text => text.includes('{{')))
  return {
    command: commandOf(it),
    title,
    place: `in ${it.cwd} as user ${it.uid}`,
    credentials: secret(credentialsOf(it)),
    environment: secret(environmentOf(it)),
    stores: purposeOf(it) === 'remove' || (purposeOf(it) === 'store' && 0 < secret(inputOf(it)).size),
  }
}

function inputOf(it: Invocation): readonly string[] {
  return [...it.args, it.stdin, ...namedFiles({ ...it, env: new Map() })]
}

/** The same command if there is one, else one of the same tool with the same subcommand. */
function bestMatch(call: Call, candidates: ReadonlySet<Call>): Call | undefined {
  const same = [...candidates].filter(it => it.title === call.title)
  if (0 < same.length) return same.find(it => isDeepStrictEqual(it, call)) ?? same[0]
  const alike = [...candidates].filter(it => it.command === call.command)
  return call.stores ? undefined : (alike.find(it => !it.stores) ?? alike[0])
}

/**
 * Code of the project may read any variable. One that is gone matters unless the tool itself has that credential in
 * another way.
 */
function lostVariables(call: Call, match: Call): readonly string[] {
  const has = [...match.credentials, ...match.environment].join('\n')
  return [...call.environment].filter(it => !match.environment.has(it) && !names(it).every(name => has.includes(name)))
}

function names(text: string): readonly string[] {
  return text.match(/\{\{[^{}]+\}\}/g) ?? []
}

/** Files of the original image without a credential that the other one has not. */
function missingFiles(before: Image, after: Image, credentials: Credentials): readonly string[] {
  const remaining = filesOf(after)
  return [...filesOf(before)]
    .filter(([path, content]) => !remaining.has(path) && mask(content.toString(), credentials) === content.toString())
    .map(([path]) => `/${path} is not in the image any more`)
}

function filesOf(image: Image): ReadonlyMap<string, Buffer> {
  const files = new Map<string, Buffer>()
  for (const { tar } of image.layers) {
    for (const { path, type, content } of readTar(tar)) {
      const name = path.slice(path.lastIndexOf('/') + 1)
      if (name.startsWith('.wh.')) removeTree(files, path.slice(0, -name.length) + name.slice('.wh.'.length))
      else if (type !== 'directory') files.set(path, content)
    }
  }
  return files
}

function removeTree(files: Map<string, Buffer>, path: string): void {
  for (const it of files.keys()) if (it === path || it.startsWith(`${path}/`)) files.delete(it)
}

/**
 * Settings of the image that differ; variables and labels with a credential may go. ONBUILD is left out: a fix changes
 * its instructions, and only a build of its own shows whether they are right.
 */
function changedConfig(before: Image, after: Image, credentials: Credentials): readonly string[] {
  const secret = (value: unknown): boolean => mask(JSON.stringify(value), credentials).includes('{{')
  const harmless = (image: Image, key: string): unknown => {
    const value = image.config.config[key]
    if (Array.isArray(value)) return value.filter(it => !secret(it))
    return secret(value ?? null) ? undefined : value
  }
  const keys = new Set([...Object.keys(before.config.config), ...Object.keys(after.config.config)])
  return [...keys]
    .filter(key => key !== 'OnBuild')
    .filter(key => !isDeepStrictEqual(harmless(before, key), harmless(after, key)))
    .map(key => `${key} of the image has changed`)
}

function mask(text: string, credentials: Credentials): string {
  return Object.entries(credentials).reduce((masked, [name, value]) => masked.replaceAll(value, `{{${name}}}`), text)
}

function lastLines(log: string): string {
  return log
    .split('\n')
    .filter(line => line.includes('ERROR') || line.includes(' error'))
    .slice(-3)
    .join(' | ')
}
