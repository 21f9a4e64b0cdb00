import * as vscode from 'vscode'
import { LANGUAGE, PRODUCT, SECTION } from './ctx.ts'
import type { Server } from './server.ts'

/** A language status for Dockerfiles: how many findings there are, or that the server is down. */
export function showStatus(server: Server): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem(SECTION, { language: LANGUAGE })
  item.name = PRODUCT
  const update = () => Object.assign(item, describe(server))
  update()
  return vscode.Disposable.from(
    item,
    server.onDidChangeState(update),
    vscode.languages.onDidChangeDiagnostics(update),
    vscode.window.onDidChangeActiveTextEditor(update),
  )
}

type Status = Pick<vscode.LanguageStatusItem, 'busy' | 'command' | 'detail' | 'severity' | 'text'>

function describe(server: Server): Status {
  const showOutput = { title: vscode.l10n.t('Show Output'), command: `${SECTION}.showOutput` }
  switch (server.state()) {
    case 'running':
      return describeFindings()
    case 'starting':
      return { ...quiet, busy: true, text: vscode.l10n.t('Starting'), command: showOutput }
    case 'stopped': {
      const restart = { title: vscode.l10n.t('Restart Server'), command: `${SECTION}.restartServer` }
      const severity = vscode.LanguageStatusSeverity.Error
      return { ...quiet, severity, text: vscode.l10n.t('The language server is not running'), command: restart }
    }
  }
}

function describeFindings(): Status {
  const document = vscode.window.activeTextEditor?.document
  const count = document ? vscode.languages.getDiagnostics(document.uri).filter(it => it.source === PRODUCT).length : 0
  if (count === 0) return { ...quiet, text: vscode.l10n.t('No secret at risk'), command: undefined }
  return {
    ...quiet,
    severity: vscode.LanguageStatusSeverity.Warning,
    text: count === 1 ? vscode.l10n.t('1 finding') : vscode.l10n.t('{0} findings', count),
    command: { title: vscode.l10n.t('Show Problems'), command: 'workbench.actions.view.problems' },
  }
}

const quiet = { busy: false, severity: vscode.LanguageStatusSeverity.Information, detail: PRODUCT }
