import type { Analysis } from '../analyze.ts'
import { effective } from '../dockerfile/effective.ts'
import { fixVariable } from '../fixes/fixVariable.ts'
import { defineRule } from '../rule.ts'
import { finding } from './reporting.ts'

export default defineRule({
  id: 'secret-busts-cache',
  title: 'Short-lived secret that invalidates the build cache',
  severity: 'warning',
  docs: {
    why: `
      The value of a build argument is part of the cache key of every RUN after it, used or not. A token that is new in
      every pipeline makes all of them run again, every time. The content of a secret mount is not in the key.`,
    bad: `
      FROM python:3.12-slim
      ARG CI_JOB_TOKEN
      RUN pip install --extra-index-url https://gitlab-ci-token:\${CI_JOB_TOKEN}@gitlab.example.com/simple private-lib`,
    together: ['secret-in-arg'],
    good: `
      FROM python:3.12-slim
      RUN --mount=type=secret,id=ci_job_token,env=CI_JOB_TOKEN,required=true \\
          pip install --extra-index-url https://gitlab-ci-token:\${CI_JOB_TOKEN}@gitlab.example.com/simple private-lib`,
    references: [
      'https://docs.docker.com/build/cache/invalidation/#build-arguments',
      'https://docs.gitlab.com/ci/jobs/ci_job_token/',
    ],
  },

  *check(analysis: Analysis) {
    for (const secret of analysis.trace.secrets)
      for (const { kind, name, stage, instruction } of secret.declarations) {
        if (kind !== 'arg' || stage === undefined || !isShortLived(name.text)) continue
        const after = stage.instructions.filter(
          it => effective(it).kind === 'RUN' && instruction.span.end <= it.span.start,
        )
        if (after.length === 0) continue
        const steps = after.length === 1 ? 'The RUN after it runs' : `The ${after.length} RUNs after it run`
        yield {
          ...finding(name, 'warning', `${name.text} is new in every build. ${steps} again each time.`, secret.name, []),
          repair: () => fixVariable(analysis, secret),
        }
      }
  },
})

/** Tokens that CI systems and clouds make for one job: named in their documentation. */
const SHORT_LIVED = new Set([
  'CI_JOB_TOKEN',
  'CI_JOB_JWT',
  'CI_BUILD_TOKEN',
  'CI_REGISTRY_PASSWORD',
  'CI_DEPENDENCY_PROXY_PASSWORD',
  'SYSTEM_ACCESSTOKEN',
  'AWS_SESSION_TOKEN',
  'CODEARTIFACT_AUTH_TOKEN',
  'CODEARTIFACT_TOKEN',
  'ACTIONS_RUNTIME_TOKEN',
  'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
  'BITBUCKET_STEP_OIDC_TOKEN',
  'CIRCLE_OIDC_TOKEN',
  'VSS_NUGET_ACCESSTOKEN',
])

function isShortLived(name: string): boolean {
  return SHORT_LIVED.has(name.toUpperCase())
}
