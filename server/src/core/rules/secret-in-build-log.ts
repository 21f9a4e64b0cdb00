import type { Analysis } from '../analyze.ts'
import { defineRule } from '../rule.ts'
import type { RunFlow, Use } from '../secrets/flow.ts'
import { invocationOf } from '../shell/invocation.ts'
import type { ShellCommand } from '../shell/model.ts'
import { nestedScript } from '../shell/nestedScript.ts'
import { contains } from '../text.ts'
import { finding } from './reporting.ts'

export default defineRule({
  id: 'secret-in-build-log',
  title: 'Secret printed to the build log',
  severity: 'warning',
  docs: {
    why: `
      BuildKit prints what a command prints and masks nothing. Logs of CI systems are kept for long and read by many.`,
    bad: `
      FROM alpine
      RUN --mount=type=secret,id=token,required=true cat /run/secrets/token && ./deploy.sh`,
    good: `
      FROM alpine
      RUN --mount=type=secret,id=token,required=true ./deploy.sh /run/secrets/token`,
    references: ['https://docs.docker.com/build/building/secrets/'],
  },

  *check(analysis: Analysis) {
    const secret = new Map(
      analysis.trace.secrets.flatMap(it => it.declarations.map(declaration => [declaration, it.name] as const)),
    )
    for (const flow of analysis.trace.flows) {
      const seen = new Set<ShellCommand>()
      for (const use of flow.uses) {
        const { source } = use
        const name = source.kind === 'mount' ? source.mount.id : secret.get(source.declaration)
        if (name === undefined || seen.has(use.command) || !isPrinted(flow, use)) continue
        seen.add(use.command)
        yield {
          ...finding(use.span, 'warning', `${name} is printed to the build log.`, name, ['log']),
          refusal: 'Take the command out, or send its output to where it is needed.',
        }
      }
    }
  },
})

const PRINTERS = new Set(['echo', 'printf', 'cat', 'tee', 'head', 'tail', 'base64'])

/** `echo $T`, `cat /run/secrets/t`: the output goes nowhere else. */
function isPrinted({ run }: RunFlow, { command }: Use): boolean {
  const name = invocationOf(command)?.name ?? ''
  if (!PRINTERS.has(name) || command.redirects.some(it => it.operator.startsWith('>') || it.operator === '&>'))
    return false
  const { commands } = run.script
  // What a substitution prints becomes a part of a word; what a nested script prints is in the log.
  const substituted = commands.some(
    it => it !== command && contains(it.span, command.span) && nestedScript(it) === undefined,
  )
  return !command.piped && !substituted
}
