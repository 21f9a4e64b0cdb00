import { fixAll } from '../../server/src/core/fixes/fixAll.ts'
import type { RequestedSecret } from '../../server/src/core/finding.ts'
import { dedent } from '../support/fixtures.ts'
import { judge } from './judge.ts'
import { fill, makeCredentials, observe, type Credentials, type Observation, type Recipe } from './observe.ts'
import type { Recorder } from './recorder/recorder.ts'

/** A project with a leak, and what fixing it should come to. */
export interface Variant extends Recipe {
  readonly title: string
  /** `equivalent` when not given. */
  readonly outcome?: Outcome['status']
  /** What happens instead for now, and why it is wrong. */
  readonly today?: { readonly status: Outcome['status']; readonly why: string }
}

export interface Outcome {
  /**
   * - `equivalent`: every tool has the credentials it had, and nothing of them is left
   * - `refused`: no fix for at least one credential; whatever was changed nevertheless works as before
   * - `broken`: something does not work as before
   * - `leak`: it works, but a credential is still readable without a word about it
   * - `unnoticed`: there is a leak, and no fix, and no refusal
   * - `clean`: nothing leaks and nothing was changed
   */
  readonly status: 'equivalent' | 'refused' | 'broken' | 'leak' | 'unnoticed' | 'clean'
  /** Why it is not equivalent. */
  readonly reasons: readonly string[]
  /** Credentials that a tool has now and had not before. */
  readonly wider: readonly string[]
  /** Text of the rewritten Dockerfile. */
  readonly fixed: string
  /** In how many places of the image and of what is pushed with it credentials are readable. */
  readonly leaks: { readonly before: number; readonly after: number }
}

/** Builds a project, fixes it, builds it again and compares. */
export async function tryVariant(variant: Variant, recorder: Recorder): Promise<Outcome> {
  const recipe = { ...variant, dockerfile: dedent(variant.dockerfile) }
  const credentials = makeCredentials(recipe)
  const before = await observe(recipe, credentials, recorder)
  if (!before.ok) throw new Error(`The original does not build:\n${before.log}`)
  const fixed = fixRecipe(recipe, credentials)
  const unchanged = fixed.recipe.dockerfile === recipe.dockerfile
  const same = { before: before.leaks.length, after: before.leaks.length }
  const common = { wider: [], fixed: fixed.recipe.dockerfile, leaks: same }
  if (unchanged && 0 < fixed.refusals.length) return { ...common, status: 'refused', reasons: fixed.refusals }
  if (unchanged) return { ...common, ...untouched(before) }
  const after = await observe(fixed.recipe, credentials, recorder)
  const { broken, leaks, wider } = judge(before, after, credentials)
  const silent = leaks.filter(it => !fixed.refused.has(it.secret))
  const result = { ...common, wider, leaks: { before: before.leaks.length, after: leaks.length } }
  if (0 < broken.length) return { ...result, status: 'broken', reasons: broken }
  if (0 < silent.length) return { ...result, status: 'leak', reasons: silent.map(it => `${it.secret} in ${it.place}`) }
  if (0 < fixed.refusals.length) return { ...result, status: 'refused', reasons: fixed.refusals }
  return { ...result, status: 'equivalent', reasons: [] }
}

interface FixedRecipe {
  readonly recipe: Recipe
  /** Names of credentials that a refusal is about. */
  readonly refused: ReadonlySet<string>
  readonly refusals: readonly string[]
}

function untouched({ leaks }: Observation): Pick<Outcome, 'status' | 'reasons'> {
  if (leaks.length === 0) return { status: 'clean', reasons: [] }
  return { status: 'unnoticed', reasons: leaks.map(it => `${it.secret} in ${it.where} ${it.path ?? ''}`) }
}

/** The project as its author would build it after `fix`: with the changed files and with the secrets that it asks for. */
function fixRecipe(recipe: Recipe, credentials: Credentials): FixedRecipe {
  const dockerfile = fill(recipe.dockerfile, credentials)
  const files = Object.entries(recipe.files ?? {}).map(([path, text]): [string, string] => [
    path,
    fill(text, credentials),
  ])
  const result = fixAll(dockerfile, { context: { files: new Map(files), dockerfilePath: 'Dockerfile' } })
  const names = new Map(result.secrets.map(it => [it.id, it.from.name]))
  const refused = new Set(
    result.refused.flatMap(({ secret = '' }) => credentialsBehind(names.get(secret) ?? secret, recipe)),
  )
  const moved = new Set(result.secrets.map(it => it.from.name))
  return {
    recipe: {
      ...recipe,
      dockerfile: unfill(result.text, credentials),
      files: {
        ...recipe.files,
        ...Object.fromEntries(result.fileEdits.map(({ path, newText }) => [path, unfill(newText, credentials)])),
      },
      args: Object.fromEntries(Object.entries(recipe.args ?? {}).filter(([name]) => !moved.has(name))),
      secrets: {
        ...recipe.secrets,
        ...Object.fromEntries(result.secrets.map(it => [it.id, secretValue(it, recipe)])),
      },
    },
    refused,
    refusals: result.refused.map(({ rule, secret, reason }) => `${rule} ${secret ?? ''}: ${reason}`),
  }
}

/** What the author has at hand for a secret: the argument that was passed, the file that was copied, the literal text. */
function secretValue({ id, from }: RequestedSecret, recipe: Recipe): string {
  const { args = {}, files = {} } = recipe
  const path = Object.keys(files).find(it => it === from.name || it.endsWith(`/${from.name}`))
  const value = args[from.name] ?? (path === undefined ? undefined : files[path]) ?? literalOf(from.name, recipe)
  if (value === undefined)
    throw new Error(`The fix asks for the secret ${id} from ${from.kind} ${from.name}, which is not there.`)
  return value
}

/** The credential of that name, the value that the Dockerfile gives to a variable, or the only credential in it. */
function literalOf(name: string, { dockerfile }: Recipe): string | undefined {
  const named = new RegExp(`(?:\\w+[_-])?\\{\\{${name}\\}\\}`).exec(dockerfile)?.[0]
  if (named !== undefined) return named
  const assigned = new RegExp(`\\b${name}[= ]["']?([^\\s"']*\\{\\{\\w+\\}\\}[^\\s"']*)`).exec(dockerfile)?.[1]
  const only = new Set(dockerfile.match(/\{\{\w+\}\}/g))
  return assigned ?? (only.size === 1 ? [...only][0] : undefined)
}

/** Names of the credentials that stand in what `secret` names. */
function credentialsBehind(
  secret: string,
  { args = {}, files = {}, secrets = {}, dockerfile }: Recipe,
): readonly string[] {
  const lines = dockerfile.split('\n').filter(line => line.includes(secret))
  const paths = Object.keys(files).filter(path => path === secret || path.endsWith(`/${secret}`))
  const texts = [args[secret] ?? '', secrets[secret] ?? '', ...paths.map(path => files[path] ?? ''), ...lines]
  return texts.flatMap(text => [...text.matchAll(/\{\{(\w+)\}\}/g)].flatMap(match => match[1] ?? []))
}

function unfill(text: string, credentials: Credentials): string {
  return Object.entries(credentials).reduce((masked, [name, value]) => masked.replaceAll(value, `{{${name}}}`), text)
}
