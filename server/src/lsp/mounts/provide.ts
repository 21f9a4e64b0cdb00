import type { CompletionItem, Hover, Position } from 'vscode-languageserver'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import { isLarge } from '../analysis.ts'
import { answer } from '../report.ts'
import type { Session } from '../session.ts'
import { completeMount } from './complete.ts'
import { hoverMount } from './hover.ts'

/** Completion and hover inside of `--mount=`, where the language servers for Dockerfiles in general say nothing. */
export function provideMountHelp({ connection, documents }: Session): void {
  connection.onCompletion(async ({ textDocument, position }, token) => {
    const work = (): CompletionItem[] => at(textDocument, position, completeMount) ?? []
    return await answer(connection.console, 'textDocument/completion', token, null, work)
  })
  connection.onHover(async ({ textDocument, position }, token) => {
    const work = (): Hover | null => at(textDocument, position, hoverMount) ?? null
    return await answer(connection.console, 'textDocument/hover', token, null, work)
  })

  function at<Result>(
    { uri }: { readonly uri: string },
    position: Position,
    work: (document: TextDocument, offset: number) => Result,
  ): Result | undefined {
    const document = documents.get(uri)
    return document && !isLarge(document.getText()) ? work(document, document.offsetAt(position)) : undefined
  }
}
