import { pathToFileURL } from 'node:url'
import { parse } from '../../core/dockerfile/parse.ts'
import { planSecrets, targets } from '../../core/plan/planSecrets.ts'
import { readBuildContext } from '../../workspace/readBuildContext.ts'
import { readText } from '../../workspace/readText.ts'
import type { PlanParams, PlanResult } from '../protocol.ts'
import type { Session } from '../session.ts'
import { pathOf } from './pathOf.ts'

/** Which secrets a build needs; the text is the editor's, if it has the file open. */
export async function plan({ documents }: Session, { uri, target }: PlanParams): Promise<PlanResult> {
  const path = pathOf(uri)
  const { root, context } = await readBuildContext(path)
  const dockerfile = parse(documents.get(uri)?.getText() ?? readText(path).text)
  const environment = Object.keys(process.env).filter(it => process.env[it] !== '')
  return {
    contextUri: pathToFileURL(root).href,
    targets: targets(dockerfile),
    secrets: planSecrets(dockerfile, context, { target, environment }),
  }
}
