import { MessageType, ShowMessageNotification, type Connection } from 'vscode-languageserver'
import type { ConfigFile } from '../workspace/config.ts'

/** Shows what is wrong in a configuration file, once until it changes: every Dockerfile below reads it. */
export function createConfigReporter(connection: Connection): (config: ConfigFile) => void {
  const shown = new Map<string, string>()
  return ({ path, problems }) => {
    const text = problems.join(' ')
    if (shown.get(path) === text) return
    shown.set(path, text)
    if (text === '') return
    const message = `${path}: ${text}`
    void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message })
  }
}
