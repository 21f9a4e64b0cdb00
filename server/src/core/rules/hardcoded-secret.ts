import type { Analysis } from '../analyze.ts'
import { defineRule } from '../rule.ts'
import { literalsIn } from '../secrets/literals.ts'
import { finding, severityOf } from './reporting.ts'

export default defineRule({
  id: 'hardcoded-secret',
  title: 'Credential written in the Dockerfile',
  severity: 'error',
  docs: {
    why: `
      A credential in clear text is in every clone of the repository, in the image history and in the provenance
      attestation. It has to be revoked; moving it elsewhere is not enough.`,
    bad: `
      FROM alpine
      RUN apk add helm && helm repo add corp https://charts.example.com --username ci --password hunter2`,
    good: `
      FROM alpine
      RUN --mount=type=secret,id=helm_repositories,target=/root/.config/helm/repositories.yaml,required=true \\
          helm dependency build chart`,
    ignore: 'When the value is meant to be known, such as the password of a test database.',
    references: ['https://docs.docker.com/build/building/secrets/'],
  },

  *check(analysis: Analysis) {
    for (const { script, stage } of analysis.runs)
      for (const command of script.commands)
        for (const literal of literalsIn(command)) {
          if (literal.kind === 'url') continue
          const what = SUBJECTS[literal.kind](literal.name)
          const where = stage.shipped
            ? 'the image history and the provenance attestation'
            : 'the provenance attestation'
          yield {
            ...finding(
              literal,
              severityOf(stage.shipped, true),
              `${what} is written in the Dockerfile and stays readable in ${where}.`,
              literal.name,
              stage.shipped ? ['history', 'provenance', 'log'] : ['provenance', 'log'],
            ),
            refusal: 'The value is known already: revoke it, and mount a new one with --mount=type=secret.',
          }
        }
  },
})

const SUBJECTS = {
  token: (name: string) => `A credential (${name})`,
  value: (name: string) => `The value of ${name}`,
  password: (name: string) => `The password for ${name}`,
  file: (name: string) => `A credential for ${name}`,
}
