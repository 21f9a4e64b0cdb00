import type { Analysis } from '../analyze.ts'
import { effective } from '../dockerfile/effective.ts'
import type { Exposure } from '../finding.ts'
import { fixLiteral } from '../fixes/fixLiteral.ts'
import { fixVariable } from '../fixes/fixVariable.ts'
import { defineRule } from '../rule.ts'
import { accountPasswords } from '../secrets/accountPasswords.ts'
import { describe } from '../secrets/exposures.ts'
import { inHeredocs } from '../secrets/copiedLiterals.ts'
import type { Literal } from '../secrets/literal.ts'
import { inWord, literalsOf } from '../secrets/literals.ts'
import { finding, severityOf } from './reporting.ts'

export default defineRule({
  id: 'hardcoded-secret',
  title: 'Credential written in the Dockerfile',
  severity: 'error',
  docs: {
    why: `
      A credential in clear text is in every clone of the repository, in the image history and in the provenance
      attestation. It has to be revoked; moving it elsewhere is not enough. The fix takes the same text from a secret
      mount; what you give to the build from then on should be a new value.`,
    bad: `
      FROM alpine
      RUN curl -u ci:hunter2 -o /usr/local/bin/tool https://files.example.com/tool`,
    good: `
      FROM alpine
      RUN --mount=type=secret,id=ci_password,env=CI_PASSWORD,required=true \\
          curl -u "ci:$CI_PASSWORD" -o /usr/local/bin/tool https://files.example.com/tool`,
    ignore: 'When the value is meant to be known, such as the password of a test database.',
    references: ['https://docs.docker.com/build/building/secrets/'],
  },

  *check(analysis: Analysis) {
    for (const run of analysis.runs) {
      const exposures = run.stage.shipped ? SHIPPED : BUILT
      for (const { start, end } of accountPasswords(run))
        yield { ...report({ start, end, kind: 'password', name: 'an account' }, exposures), refusal: SAME }
      for (const { literal } of literalsOf(run.script.commands)) {
        // The rule secret-in-url finds it.
        if (literal.kind === 'url') continue
        yield { ...report(literal, exposures), repair: () => fixLiteral(analysis, literal) }
      }
    }
    for (const stage of analysis.build.stages)
      for (const instruction of stage.stage.instructions)
        for (const literal of inHeredocs(effective(instruction)))
          yield {
            ...report(literal, stage.shipped ? ['history', 'layer', 'provenance'] : ['provenance', 'cache']),
            refusal: 'COPY reads no secret mount; write the file in the RUN that needs it, or mount it there.',
          }
    for (const secret of analysis.trace.secrets) {
      const [declaration] = secret.declarations
      // What a stage declares again is found by secret-in-arg.
      if (!declaration?.value || secret.declarations.some(it => it.stage) || 0 < secret.wordUses.length) continue
      for (const literal of inWord(declaration.value))
        yield { ...report(literal, ['provenance']), repair: () => fixVariable(analysis, secret) }
    }
  },
})

const SAME = 'It is the name of the account; give it a password of its own, from a secret mount.'

const SHIPPED: readonly Exposure[] = ['history', 'provenance', 'log']
const BUILT: readonly Exposure[] = ['provenance', 'log']

function report(literal: Pick<Literal, 'start' | 'end' | 'kind' | 'name'>, exposures: readonly Exposure[]) {
  const where = describe(exposures.filter(it => it !== 'log'))
  return finding(
    literal,
    severityOf(exposures.includes('history'), true),
    `${SUBJECTS[literal.kind](literal.name)} is written in the Dockerfile and stays readable in ${where}.`,
    literal.name,
    exposures,
  )
}

const SUBJECTS = {
  url: (name: string) => `The password for ${name}`,
  token: (name: string) => `A credential (${name})`,
  value: (name: string) => `The value of ${name}`,
  password: (name: string) => `The password for ${name}`,
  file: (name: string) => `A credential for ${name}`,
}
