import * as vscode from 'vscode'

/** Where a question stands in a series of questions. */
export interface Place {
  readonly title: string
  readonly step: number
  readonly totalSteps: number
  /** Whether there is something to go back to. */
  readonly back: boolean
}

export type Outcome = 'next' | 'back' | 'cancel'

/** Asks one question and keeps the answer. */
export type Step = (place: Place) => Promise<Outcome>

/**
 * Asks one question after another, with a way back. What `steps` returns may depend on the answers so far.
 * False when the user gives up.
 */
export async function runSteps(title: string, steps: () => readonly Step[]): Promise<boolean> {
  for (let index = 0; ;) {
    const list = steps()
    const step = list[index]
    if (!step) return true
    const outcome = await step({ title, step: index + 1, totalSteps: list.length, back: 0 < index })
    if (outcome === 'cancel') return false
    index += outcome === 'next' ? 1 : -1
  }
}

/** The answer to one question. */
export type Answer<T> = { readonly kind: 'next'; readonly value: T } | { readonly kind: 'back' | 'cancel' }

export async function askChoice<T extends vscode.QuickPickItem>(
  { back, ...place }: Place,
  placeholder: string,
  items: readonly T[],
): Promise<Answer<T>> {
  const picker = vscode.window.createQuickPick<T>()
  Object.assign(picker, { ...place, placeholder, matchOnDescription: true, ignoreFocusOut: true })
  picker.items = items
  const answer = new Promise<Answer<T>>(resolve => {
    picker.onDidAccept(() => {
      const [value] = picker.selectedItems
      if (value) resolve({ kind: 'next', value })
    })
  })
  return await ask(picker, back, answer)
}

export interface Question {
  readonly prompt: string
  readonly value?: string
  readonly placeholder?: string
  readonly password?: boolean
  /** A sentence when the text cannot be taken. */
  readonly validate: (text: string) => string | undefined
}

export async function askText({ back, ...place }: Place, { validate, ...question }: Question): Promise<Answer<string>> {
  const input = vscode.window.createInputBox()
  Object.assign(input, { ...place, ...question, ignoreFocusOut: true })
  const answer = new Promise<Answer<string>>(resolve => {
    input.onDidChangeValue(() => (input.validationMessage = undefined))
    input.onDidAccept(() => {
      input.validationMessage = validate(input.value)
      if (input.validationMessage === undefined) resolve({ kind: 'next', value: input.value })
    })
  })
  return await ask(input, back, answer)
}

type Prompt = vscode.QuickInput & {
  buttons: readonly vscode.QuickInputButton[]
  readonly onDidTriggerButton: vscode.Event<vscode.QuickInputButton>
}

async function ask<T>(prompt: Prompt, back: boolean, answer: Promise<Answer<T>>): Promise<Answer<T>> {
  prompt.buttons = back ? [vscode.QuickInputButtons.Back] : []
  const left = new Promise<Answer<T>>(resolve => {
    prompt.onDidTriggerButton(() => resolve({ kind: 'back' }))
    prompt.onDidHide(() => resolve({ kind: 'cancel' }))
  })
  try {
    prompt.show()
    return await Promise.race([answer, left])
  } finally {
    prompt.dispose()
  }
}
