import type { Command, Ctx } from '../ctx.ts'

export function restartServer(ctx: Ctx): Command {
  return async () => {
    await ctx.server.restart()
  }
}
