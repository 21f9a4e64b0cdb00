import { LSPErrorCodes, ResponseError, type CancellationToken, type RemoteConsole } from 'vscode-languageserver'

/**
 * Answers a request with the result of `work`. A failure is logged and answered with `nothing`; a request that
 * nobody waits for any longer is answered as cancelled.
 */
export async function answer<Result, Nothing>(
  console: RemoteConsole,
  request: string,
  token: CancellationToken,
  nothing: Nothing,
  work: () => Promise<Result> | Result,
): Promise<Result | Nothing | ResponseError<never>> {
  try {
    const result = await work()
    return token.isCancellationRequested ? cancelled() : result
  } catch (error) {
    if (token.isCancellationRequested) return cancelled()
    console.error(`${request} failed: ${describeError(error)}`)
    return nothing
  }
}

/** What went wrong and where, without the message: parsers and file systems quote what they read in theirs. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const code = 'code' in error ? ` (${String(error.code)})` : ''
  const frames = (error.stack ?? '').split('\n').filter(it => it.startsWith('    at '))
  return [error.name + code, ...frames].join('\n')
}

function cancelled(): ResponseError<never> {
  return new ResponseError<never>(LSPErrorCodes.RequestCancelled, 'Cancelled')
}
