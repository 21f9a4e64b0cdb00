import type { Analysis } from '../analyze.ts'
import type { Declaration } from '../build/declarations.ts'
import { fixVariable } from '../fixes/fixVariable.ts'
import { defineRule } from '../rule.ts'
import { describe, exposuresOf, isShipped } from '../secrets/exposures.ts'
import type { VariableSecret } from '../secrets/trace.ts'
import { relatedUses, severityOf, union } from './reporting.ts'

export default defineRule({
  id: 'secret-in-arg',
  title: 'Secret passed as a build argument',
  severity: 'error',
  docs: {
    why: `
      The value of a build argument is written to the image history and to the provenance attestation, so everyone who
      can pull the image can read it. An argument that only an earlier stage declares is still in the attestation, in the
      builder's records and, where a \`RUN\` expands it, in the build log. A new value also makes every later \`RUN\` of
      the stage run again.

      A secret mount exists only while one \`RUN\` executes and leaves nothing behind.`,
    bad: `
      FROM node:24
      WORKDIR /app
      COPY package.json package-lock.json ./
      ARG NPM_TOKEN
      RUN npm ci`,
    good: `
      FROM node:24
      WORKDIR /app
      COPY package.json package-lock.json ./
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true npm ci`,
    ignore: 'When the argument holds no credential in spite of its name. Say so in the reason.',
    references: [
      'https://docs.docker.com/build/building/secrets/',
      'https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/',
    ],
  },

  *check(analysis) {
    for (const secret of analysis.trace.secrets) {
      const staged = new Set(secret.declarations.flatMap(it => (it.stage ? it.name.text : [])))
      for (const declaration of secret.declarations) {
        // A global ARG that no stage declares again reaches nothing but FROM.
        const arrives = declaration.stage || 0 < secret.wordUses.length || staged.has(declaration.name.text)
        if (declaration.kind !== 'arg' || !arrives) continue
        const exposures = exposuresHere(analysis, secret, declaration)
        const shipped = exposures.includes('history')
        yield {
          severity: severityOf(shipped, secret.evidence.certain),
          span: declaration.name,
          message: `Build argument ${declaration.name.text} ${secret.evidence.certain ? '' : 'may hold a credential, which '}stays readable in ${describe(exposures)}.`,
          secret: secret.name,
          exposures,
          related: relatedUses(secret, declaration),
          repair: () => fixVariable(analysis, secret),
        }
      }
    }
  },
})

/** A global ARG is exposed where the stages that declare it again are. */
function exposuresHere(analysis: Analysis, secret: VariableSecret, declaration: Declaration) {
  if (declaration.stage !== undefined) return exposuresOf(analysis.build, secret, declaration)
  const again = secret.declarations.filter(it => it.kind === 'arg' && it.name.text === declaration.name.text)
  const first = again.toSorted((a, b) => Number(isShipped(analysis.build, b)) - Number(isShipped(analysis.build, a)))
  return union(first.map(it => exposuresOf(analysis.build, secret, it)))
}
