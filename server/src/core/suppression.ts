import type { Dockerfile } from './dockerfile/model.ts'
import type { Finding } from './finding.ts'
import type { Span } from './text.ts'

/** `# dockerfile-secrets-ignore <rule> [NAME] -- reason`, or `-ignore-file` for the whole file. */
export interface Suppression {
  readonly rule: string
  /** Of the secret; all when undefined. */
  readonly name: string | undefined
  /** What it covers. */
  readonly span: Span
}

const MARK = 'dockerfile-secrets-ignore'

/** BuildKit's own check of names, which means the same as these two rules. */
const BUILDKIT_CHECK = 'SecretsUsedInArgOrEnv'
const SAME_AS_BUILDKIT = ['secret-in-arg', 'secret-in-env']

/** The suppressions of a file. One without a reason does not count. */
export function suppressionsIn(dockerfile: Dockerfile): readonly Suppression[] {
  const everything = { start: 0, end: dockerfile.text.length }
  const found: Suppression[] = []
  if (skipsBuildKitCheck(dockerfile))
    found.push(...SAME_AS_BUILDKIT.map(rule => ({ rule, name: undefined, span: everything })))
  let next = 0
  for (const comment of dockerfile.comments) {
    const text = dockerfile.text.slice(comment.start + 1, comment.end).trim()
    if (!text.startsWith(MARK)) continue
    while ((dockerfile.instructions[next]?.span.end ?? Infinity) < comment.start) next++
    const instruction = dockerfile.instructions[next]
    const parsed = parseMark(text.slice(MARK.length))
    const span = parsed?.file === true ? everything : instruction?.span
    if (parsed && span) found.push({ rule: parsed.rule, name: parsed.name, span })
  }
  return found
}

function parseMark(text: string): { rule: string; name: string | undefined; file: boolean } | undefined {
  const file = text.startsWith('-file')
  const [head, reason] = split(file ? text.slice('-file'.length) : text, '--')
  const [rule, name, ...more] = head.trim().split(/\s+/)
  if (rule === undefined || rule === '' || more.length > 0 || reason.trim() === '') return undefined
  return { rule, name, file }
}

function split(text: string, separator: string): [string, string] {
  // Rule ids hold single hyphens only, so the first double one begins the reason.
  const at = text.indexOf(separator)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)]
}

/** `# check=skip=SecretsUsedInArgOrEnv`. https://docs.docker.com/reference/build-checks/ */
function skipsBuildKitCheck(dockerfile: Dockerfile): boolean {
  const check = dockerfile.directives.find(it => it.name.text === 'check')
  const options = check?.value.text.split(';') ?? []
  const skip = options.map(it => it.trim()).find(it => it.startsWith('skip='))
  return (
    skip
      ?.slice('skip='.length)
      .split(',')
      .some(it => it.trim() === 'all' || it.trim() === BUILDKIT_CHECK) ?? false
  )
}

export function isSuppressed(suppressions: readonly Suppression[], finding: Finding): boolean {
  return suppressions.some(
    ({ rule, name, span }) =>
      rule === finding.rule &&
      (name === undefined || name === finding.secret) &&
      span.start <= finding.span.start &&
      finding.span.start <= span.end,
  )
}
