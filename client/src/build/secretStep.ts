import * as vscode from 'vscode'
import type { PlannedSecret, SecretSource } from '../../../server/src/core/plan/model.ts'
import { askChoice, askText, type Answer, type Outcome, type Place, type Step } from '../ui/steps.ts'
import { typedChoice, type Choice } from './choice.ts'
import { hasVariable } from './variables.ts'

export interface SecretQuestion {
  readonly secret: PlannedSecret
  /** Counts from 1. */
  readonly position: number
  readonly last: SecretSource | undefined
  /** Where the dialog for a file starts. */
  readonly context: vscode.Uri
  answer(choice: Choice | undefined): void
}

/** Asks where one secret comes from. */
export function secretStep(question: SecretQuestion): Step {
  return async place => {
    for (;;) {
      const picked = await askChoice(place, describe(question.secret), listItems(question))
      if (picked.kind !== 'next') return picked.kind
      const outcome = await settle(question, place, picked.value.way)
      if (outcome !== 'again') return outcome
    }
  }
}

type Way = SecretSource | 'browse' | 'variable' | 'type' | 'omit'

interface Item extends vscode.QuickPickItem {
  readonly way: Way
}

function describe({ id, variables, targets }: PlannedSecret): string {
  const uses = [...variables, ...targets].join(', ')
  return uses
    ? vscode.l10n.t('Secret {0}, used as {1}: take it from…', id, uses)
    : vscode.l10n.t('Secret {0}: take it from…', id)
}

function listItems({ secret, last }: SecretQuestion): readonly Item[] {
  const candidates = secret.candidates.map(({ reason, ...it }) => toItem({ id: secret.id, ...it }, reason))
  const isLast = (it: Item) => last !== undefined && typeof it.way !== 'string' && sameSource(it.way, last)
  const used = last ? [toItem(last, vscode.l10n.t('last used'))] : []
  const omit: readonly Item[] = secret.required
    ? []
    : [
        {
          label: vscode.l10n.t('$(circle-slash) Build without it'),
          description: vscode.l10n.t('it is optional'),
          way: 'omit',
        },
      ]
  return [
    ...used,
    ...candidates.filter(it => !isLast(it)),
    { label: vscode.l10n.t('$(folder-opened) Choose a file…'), alwaysShow: true, way: 'browse' },
    { label: vscode.l10n.t('$(symbol-variable) Environment variable…'), alwaysShow: true, way: 'variable' },
    { label: vscode.l10n.t('$(key) Type the value…'), alwaysShow: true, way: 'type' },
    ...omit,
  ]
}

function toItem(source: SecretSource, reason: string): Item {
  if (source.kind === 'file') return { label: `$(file) ${source.path}`, description: reason, way: source }
  const unset = process.env[source.name] ? '' : ` (${vscode.l10n.t('not set')})`
  return { label: `$(symbol-variable) ${source.name}`, description: `${reason}${unset}`, way: source }
}

function sameSource(a: SecretSource, b: SecretSource): boolean {
  return a.kind === 'file' ? b.kind === 'file' && a.path === b.path : b.kind === 'env' && a.name === b.name
}

async function settle(question: SecretQuestion, place: Place, way: Way): Promise<Outcome | 'again'> {
  const { id } = question.secret
  switch (way) {
    case 'omit':
      question.answer(undefined)
      return 'next'
    case 'browse': {
      const path = await browse(question)
      if (path === undefined) return 'again'
      question.answer({ source: { id, kind: 'file', path } })
      return 'next'
    }
    case 'variable':
      return keep(await askVariable(place, question.secret), name =>
        question.answer({ source: { id, kind: 'env', name } }),
      )
    case 'type':
      return keep(await askValue(place, id), value => question.answer(typedChoice(id, question.position, value)))
    default:
      question.answer({ source: way })
      return 'next'
  }
}

/** Going back from the text leads to the list again. */
function keep(answer: Answer<string>, answered: (text: string) => void): Outcome | 'again' {
  if (answer.kind !== 'next') return answer.kind === 'back' ? 'again' : 'cancel'
  answered(answer.value)
  return 'next'
}

async function browse({ secret, context }: SecretQuestion): Promise<string | undefined> {
  const title = vscode.l10n.t('File with secret {0}', secret.id)
  const [file] = (await vscode.window.showOpenDialog({ title, defaultUri: context })) ?? []
  return file?.fsPath
}

async function askVariable(place: Place, secret: PlannedSecret): Promise<Answer<string>> {
  return await askText(
    { ...place, back: true },
    {
      prompt: vscode.l10n.t('Name of the environment variable that holds secret {0}', secret.id),
      value: secret.variables[0] ?? secret.id.toUpperCase(),
      validate: name =>
        process.env[name] ? undefined : vscode.l10n.t('This variable is not set in the environment of VS Code.'),
    },
  )
}

async function askValue(place: Place, id: string): Promise<Answer<string>> {
  return await askText(
    { ...place, back: true },
    {
      prompt: vscode.l10n.t('Value of secret {0}. It goes to the environment of docker and is not stored.', id),
      password: true,
      validate: value => {
        if (value === '') return vscode.l10n.t('An empty secret would build a broken image.')
        if (hasVariable(value))
          return vscode.l10n.t('VS Code would replace ${…} in it. Save it in a file and choose that.')
        return undefined
      },
    },
  )
}
