import { fixVariable } from '../fixes/fixVariable.ts'
import { defineRule } from '../rule.ts'
import { describe, exposuresOf, isShipped } from '../secrets/exposures.ts'
import { relatedUses, severityOf } from './reporting.ts'

export default defineRule({
  id: 'secret-in-env',
  title: 'Secret in an environment variable of the image',
  severity: 'error',
  docs: {
    why: `
      ENV is part of the image: its value is in the config, in the history, in every container and in every image built
      FROM this one. Setting it to an empty value later hides it from containers, but not from the history.`,
    bad: `
      FROM python:3.12-slim
      ENV PIP_EXTRA_INDEX_URL=https://ci:hunter2@pypi.example.com/simple
      RUN pip install private-lib`,
    good: `
      FROM python:3.12-slim
      RUN --mount=type=secret,id=pip_extra_index_url,env=PIP_EXTRA_INDEX_URL,required=true pip install private-lib`,
    ignore: 'When the value is public in spite of its name.',
    references: [
      'https://docs.docker.com/build/building/secrets/',
      'https://docs.docker.com/reference/dockerfile/#env',
    ],
  },

  *check(analysis) {
    for (const secret of analysis.trace.secrets)
      for (const declaration of secret.declarations) {
        if (declaration.kind !== 'env') continue
        const exposures = exposuresOf(analysis.build, secret, declaration)
        yield {
          severity: severityOf(isShipped(analysis.build, declaration), secret.evidence.certain),
          span: declaration.name,
          message: `Environment variable ${declaration.name.text} holds ${holds(secret.name, declaration.name.text)} and stays readable in ${describe(exposures)}.`,
          secret: secret.name,
          exposures,
          related: relatedUses(secret, declaration),
          repair: () => fixVariable(analysis, secret),
        }
      }
  },
})

function holds(secret: string, name: string): string {
  return secret === name ? 'a credential' : `the credential ${secret}`
}
