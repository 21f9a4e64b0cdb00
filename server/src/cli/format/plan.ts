import type { PlannedSecret, SecretSource } from '../../core/plan/model.ts'
import type { BuildPlan } from '../plan/planDockerfile.ts'
import { createStyle, toPrintable, type Style } from './style.ts'
import { count, joinWords } from './words.ts'

export function formatPlanJson({ dockerfile, context, target, targets, secrets }: BuildPlan): string {
  const plan = { version: 1, dockerfile, context, target: target ?? null, targets, secrets }
  return `${JSON.stringify(plan, undefined, 2)}\n`
}

export function formatPlanText({ dockerfile, context, target, secrets }: BuildPlan, color: boolean): string {
  const style = createStyle(color)
  const subject = toPrintable(target === undefined ? dockerfile : `${dockerfile}, target ${target},`)
  if (secrets.length === 0) return `${subject} mounts no secret.\n`
  const head = `${style.bold(subject)} needs ${count(secrets.length, 'secret')} (build context: ${toPrintable(context)})`
  return [head, '', ...secrets.map(it => describeSecret(it, style))].join('\n')
}

/** How one secret is used, and the arguments that would supply it, best first. */
export function describeSecret(secret: PlannedSecret, style: Style): string {
  const required = secret.required ? 'required' : 'optional: without it the credential is empty'
  const uses = joinWords([
    ...secret.variables.map(it => `as variable ${it}`),
    ...secret.targets.map(it => `as file ${it}`),
  ])
  const stages = `in stage ${joinWords(secret.stages)}`
  const suggestions = secret.candidates.map(it => ({ flag: candidateFlag(secret.id, it), note: it.reason }))
  const lines =
    suggestions.length > 0 ? suggestions : [{ flag: openFlag(secret), note: 'Nothing here fits; this is the form.' }]
  return [
    `  ${style.bold(toPrintable(secret.id))}: ${required}; ${toPrintable(`${uses} ${stages}`)}`,
    ...lines.map(({ flag, note }) => `    ${style.cyan(toPrintable(flag))}  ${style.dim(toPrintable(note))}`),
    '',
  ].join('\n')
}

function candidateFlag(id: string, candidate: PlannedSecret['candidates'][number]): string {
  return secretFlag(candidate.kind === 'file' ? { ...candidate, id } : { ...candidate, id })
}

function secretFlag(source: SecretSource): string {
  return `--secret id=${source.id},${source.kind === 'file' ? `src=${source.path}` : `env=${source.name}`}`
}

/** Where nothing is known, a file for what is mounted as a file. */
function openFlag({ id, variables }: PlannedSecret): string {
  const [variable] = variables
  return variable === undefined ? `--secret id=${id},src=FILE` : `--secret id=${id},env=${variable}`
}
