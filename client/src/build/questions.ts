import { basename } from 'node:path'
import * as vscode from 'vscode'
import type { PlannedSecret } from '../../../server/src/core/plan/model.ts'
import type { PlanResult } from '../../../server/src/lsp/protocol.ts'
import type { Ctx } from '../ctx.ts'
import { askChoice, askText, runSteps, type Step } from '../ui/steps.ts'
import type { Answers, Choice } from './choice.ts'
import { defaultTag, toPlaces } from './places.ts'
import { secretStep } from './secretStep.ts'

/** What is known so far; questions fill it in. */
interface Draft {
  plan: PlanResult
  target: string | undefined
  tag: string
  readonly choices: Map<string, Choice | undefined>
}

/** Asks for stage, image name and the source of each secret. Undefined when the user gives up. */
export async function askForBuild(
  ctx: Ctx,
  dockerfile: vscode.Uri,
): Promise<{ readonly plan: PlanResult; readonly answers: Answers } | undefined> {
  const last = ctx.lastBuilds.of(dockerfile)
  const plan = await ctx.server.send('plan', { uri: dockerfile.toString() })
  const tag = last?.tag ?? defaultTag(toPlaces(dockerfile, plan))
  const draft: Draft = { plan, target: undefined, tag, choices: new Map() }

  const title = vscode.l10n.t('Build {0} with Secrets', basename(dockerfile.path))
  const toSecretStep = (secret: PlannedSecret, index: number): Step =>
    secretStep({
      secret,
      position: index + 1,
      last: last?.sources.find(it => it.id === secret.id),
      context: vscode.Uri.parse(draft.plan.contextUri),
      answer: choice => void draft.choices.set(secret.id, choice),
    })
  const finished = await runSteps(title, () => [
    ...(1 < plan.targets.length ? [stageStep(ctx, dockerfile, draft, last?.target)] : []),
    tagStep(draft),
    ...draft.plan.secrets.map(toSecretStep),
  ])
  if (!finished) return undefined
  // An answer may belong to a stage that was chosen before going back.
  const choices = draft.plan.secrets.map(it => draft.choices.get(it.id)).filter(it => it !== undefined)
  return { plan: draft.plan, answers: { target: draft.target, tag: draft.tag, choices } }
}

function stageStep(ctx: Ctx, dockerfile: vscode.Uri, draft: Draft, last: string | undefined): Step {
  return async place => {
    const stages = draft.plan.targets.map(it => ({ label: it, description: it === last ? lastUsed() : '', target: it }))
    const whole = { label: vscode.l10n.t('Final stage'), description: vscode.l10n.t('what docker builds by default') }
    const items = [{ ...whole, target: undefined }, ...stages].sort((a, b) => rank(a, last) - rank(b, last))
    const picked = await askChoice(place, vscode.l10n.t('Stage to build'), items)
    if (picked.kind !== 'next') return picked.kind
    draft.target = picked.value.target
    draft.plan = await ctx.server.send('plan', { uri: dockerfile.toString(), target: draft.target })
    return 'next'
  }
}

/** The stage of the last build comes first; the rest keeps its order. */
function rank({ target }: { readonly target: string | undefined }, last: string | undefined): number {
  return target === last ? 0 : 1
}

function lastUsed(): string {
  return vscode.l10n.t('last used')
}

function tagStep(draft: Draft): Step {
  return async place => {
    const answer = await askText(place, {
      prompt: vscode.l10n.t('Name and tag of the image. Leave it empty for an image without a name.'),
      value: draft.tag,
      placeholder: 'name:tag',
      validate: tag => (/\s|^-/.test(tag.trim()) ? vscode.l10n.t('This is no image name.') : undefined),
    })
    if (answer.kind !== 'next') return answer.kind
    draft.tag = answer.value.trim()
    return 'next'
  }
}
