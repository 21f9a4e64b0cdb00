import type { Uri } from 'vscode'
import type { BuildRequest, PlannedSecret, SecretSource } from '../../../server/src/core/plan/model.ts'
import type { Ctx } from '../ctx.ts'
import { dockerSettings } from './docker.ts'
import type { LastBuild } from './lastBuilds.ts'
import { defaultTag, toPlaces } from './places.ts'
import { toBuildRequest, type Places } from './request.ts'

/** A build without asking: as it was answered last time, else with the best candidate for each secret. */
export async function likelyBuild(
  ctx: Ctx,
  dockerfile: Uri,
): Promise<{ readonly request: BuildRequest; readonly places: Places }> {
  const last = ctx.lastBuilds.of(dockerfile)
  const plan = await ctx.server.send('plan', { uri: dockerfile.toString(), target: last?.target })
  const places = toPlaces(dockerfile, plan)
  const request = toBuildRequest(places, {
    target: last?.target,
    tags: toTags(last?.tag ?? defaultTag(places)),
    secrets: plan.secrets.map(it => likelySource(it, last)),
    extra: dockerSettings(dockerfile).flags,
  })
  return { request, places }
}

export function toTags(tag: string): readonly string[] {
  return tag === '' ? [] : [tag]
}

function likelySource(secret: PlannedSecret, last: LastBuild | undefined): SecretSource {
  const { id, candidates, variables } = secret
  const used = last?.sources.find(it => it.id === id)
  if (used) return used
  const [best] = candidates
  if (best?.kind === 'file') return { id, kind: 'file', path: best.path }
  return { id, kind: 'env', name: best?.name ?? variables[0] ?? id.toUpperCase().replaceAll(/\W/g, '_') }
}
