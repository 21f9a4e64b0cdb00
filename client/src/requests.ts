import type {
  AuthFilesParams,
  AuthFilesResult,
  BuildCommandParams,
  BuildCommandResult,
  PlanParams,
  PlanResult,
  ProtectParams,
  ProtectResult,
} from '../../server/src/lsp/protocol.ts'

/** Our own requests to the server, without their prefix; protocol.ts says what they mean. */
export interface Requests {
  readonly plan: { readonly params: PlanParams; readonly result: PlanResult }
  readonly buildCommand: { readonly params: BuildCommandParams; readonly result: BuildCommandResult }
  readonly protect: { readonly params: ProtectParams; readonly result: ProtectResult }
  readonly authFiles: { readonly params: AuthFilesParams; readonly result: AuthFilesResult }
}
