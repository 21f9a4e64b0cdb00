import type { Command, Ctx } from '../ctx.ts'

export function showOutput(ctx: Ctx): Command {
  return async () => ctx.log.show()
}
