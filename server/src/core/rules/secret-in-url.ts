import type { Analysis } from '../analyze.ts'
import { effective } from '../dockerfile/effective.ts'
import { fixLiteral } from '../fixes/fixLiteral.ts'
import { defineRule } from '../rule.ts'
import { inWord, literalsOf } from '../secrets/literals.ts'
import { finding, severityOf } from './reporting.ts'

export default defineRule({
  id: 'secret-in-url',
  title: 'Credentials in a URL',
  severity: 'error',
  docs: {
    why: `
      A user name and password in the URL of \`git clone\`, \`pip install\`, \`curl\` or ADD are in the history and in the
      provenance attestation, and many tools store the URL: git in \`.git/config\`, npm in its cache and logs. What stands
      in the Dockerfile is also in every clone of the repository.`,
    bad: `
      FROM python:3.12-slim
      RUN pip install --index-url https://ci:hunter2@pypi.example.com/simple private-lib`,
    good: `
      FROM python:3.12-slim
      RUN --mount=type=secret,id=netrc,target=/root/.netrc,required=true \\
          pip install --index-url https://pypi.example.com/simple private-lib`,
    references: [
      'https://docs.docker.com/build/building/secrets/',
      'https://pip.pypa.io/en/stable/topics/authentication/',
    ],
  },

  *check(analysis: Analysis) {
    for (const { script, stage } of analysis.runs)
      for (const { literal } of literalsOf(script.commands))
        if (literal.kind === 'url')
          yield { ...report(literal, literal.name, stage.shipped), repair: () => fixLiteral(analysis, literal) }
    for (const stage of analysis.build.stages)
      for (const instruction of stage.stage.instructions) {
        const add = effective(instruction)
        if (add.kind !== 'ADD') continue
        for (const source of add.sources)
          for (const literal of inWord(source))
            if (literal.kind === 'url') yield { ...report(literal, literal.name, stage.shipped), refusal: REFUSAL }
      }
  },
})

const REFUSAL =
  'The value stands in the Dockerfile, so it is known already: revoke it, and mount a new one with --mount=type=secret.'

function report(span: { readonly start: number; readonly end: number }, host: string, shipped: boolean) {
  const where = shipped ? 'the image history and the provenance attestation' : 'the provenance attestation'
  return finding(
    span,
    severityOf(shipped, true),
    `The URL for ${host} holds a credential, which stays readable in ${where}.`,
    host,
    shipped ? ['history', 'provenance', 'log'] : ['provenance', 'log'],
  )
}
