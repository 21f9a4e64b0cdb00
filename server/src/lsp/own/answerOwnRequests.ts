import { ErrorCodes, LSPErrorCodes, RequestType, ResponseError } from 'vscode-languageserver'
import { buildCommand } from '../../core/plan/buildCommand.ts'
import { FileError } from '../../workspace/fileError.ts'
import type {
  AuthFilesParams,
  AuthFilesResult,
  BuildCommandParams,
  BuildCommandResult,
  PlanParams,
  PlanResult,
  ProtectParams,
  ProtectResult,
} from '../protocol.ts'
import { describeError } from '../report.ts'
import type { Session } from '../session.ts'
import { authFiles } from './authFiles.ts'
import { plan } from './plan.ts'
import { protectFolder } from './protect.ts'

const requests = {
  plan: new RequestType<PlanParams, PlanResult, never>('dockerfileSecrets/plan'),
  buildCommand: new RequestType<BuildCommandParams, BuildCommandResult, never>('dockerfileSecrets/buildCommand'),
  protect: new RequestType<ProtectParams, ProtectResult, never>('dockerfileSecrets/protect'),
  authFiles: new RequestType<AuthFilesParams, AuthFilesResult, never>('dockerfileSecrets/authFiles'),
}

/** The requests of protocol.ts. Somebody waits for their result, so a failure is answered with a sentence to show. */
export function answerOwnRequests(session: Session): void {
  const { connection } = session
  connection.onRequest(requests.plan, params => attempt(requests.plan.method, () => plan(session, params)))
  connection.onRequest(requests.buildCommand, params =>
    attempt(requests.buildCommand.method, () => buildCommand(params.request)),
  )
  connection.onRequest(requests.protect, params => attempt(requests.protect.method, () => protectFolder(params)))
  connection.onRequest(requests.authFiles, params => attempt(requests.authFiles.method, () => authFiles(params)))

  async function attempt<Result>(name: string, work: () => Result | Promise<Result>) {
    try {
      return await work()
    } catch (error) {
      if (error instanceof FileError) return new ResponseError<never>(LSPErrorCodes.RequestFailed, error.message)
      connection.console.error(`${name} failed: ${describeError(error)}`)
      return new ResponseError<never>(ErrorCodes.InternalError, 'The server failed. Its log says where.')
    }
  }
}
