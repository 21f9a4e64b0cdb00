import type { Analysis } from '../analyze.ts'
import { scriptIn } from '../build/runs.ts'
import { effective } from '../dockerfile/effective.ts'
import { fixVariable } from '../fixes/fixVariable.ts'
import { defineRule } from '../rule.ts'
import { inWord, literalsOf } from '../secrets/literals.ts'
import { isCredentialKey } from '../secrets/roles.ts'
import { credentialSettings } from '../secrets/settings.ts'
import { judgeValue } from '../secrets/values.ts'
import { literalValue } from '../dockerfile/index.ts'
import { finding, severityOf } from './reporting.ts'

export default defineRule({
  id: 'secret-in-metadata',
  title: 'Secret in the metadata of the image',
  severity: 'error',
  docs: {
    why: `
      LABEL, CMD, ENTRYPOINT and HEALTHCHECK are stored in the config of the image, where \`docker inspect\` shows them to
      everybody who has it. A value in CMD is also in the process list of every container.`,
    bad: `
      FROM alpine
      LABEL deploy.token=5f0c7d1a9b3e4f60`,
    good: `
      FROM alpine
      LABEL org.opencontainers.image.source=https://github.com/example/app`,
    references: ['https://docs.docker.com/reference/dockerfile/#label'],
  },

  *check(analysis: Analysis) {
    for (const stage of analysis.build.stages)
      for (const outer of stage.stage.instructions) {
        const instruction = effective(outer)
        const shipped = stage.shipped
        if (instruction.kind === 'LABEL')
          for (const { name, value } of instruction.pairs) {
            const text = literalValue(value)
            const kind = text === undefined ? 'reference' : judgeValue(text).kind
            // With blanks it is a description: `LABEL DB_PASSWORD="The password of the database"`.
            const isWord = (kind === 'token' || kind === 'other') && !text?.includes(' ')
            const named = isCredentialKey(name.text) && isWord
            const settings =
              text?.startsWith('{') || text?.startsWith('[') ? credentialSettings(text, 'label.json') : []
            if (named || 0 < settings.length || [...inWord(value)].length > 0)
              yield { ...report(name, `Label ${name.text} holds a credential`, name.text, shipped), refusal: REFUSAL }
          }
        if (instruction.kind === 'CMD' || instruction.kind === 'ENTRYPOINT' || instruction.kind === 'HEALTHCHECK') {
          const { command } = instruction
          for (const { literal } of command ? literalsOf(scriptIn(command).commands) : [])
            yield {
              ...report(literal, `${instruction.kind} holds a credential`, literal.name, shipped),
              refusal: REFUSAL,
            }
        }
      }
    for (const secret of analysis.trace.secrets)
      for (const { instruction, span, stage } of secret.wordUses)
        if (instruction.kind === 'LABEL')
          yield {
            ...report(span, `A label holds ${secret.name}`, secret.name, stage?.shipped === true),
            repair: () => fixVariable(analysis, secret),
          }
  },
})

const REFUSAL = 'Give it to the container when it starts: with docker run, compose or an orchestrator.'

function report(span: { readonly start: number; readonly end: number }, what: string, name: string, shipped: boolean) {
  const where = shipped ? 'the image config and history' : 'the provenance attestation'
  return finding(
    span,
    severityOf(shipped, true),
    `${what}, which stays readable in ${where}.`,
    name,
    shipped ? ['config', 'history', 'provenance'] : ['provenance'],
  )
}
