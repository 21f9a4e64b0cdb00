import type { Analysis } from '../analyze.ts'
import type { BuildStage } from '../build/build.ts'
import { type Declaration, resolve } from '../build/declarations.ts'
import { defineRule, type Found } from '../rule.ts'
import type { FileCopy } from '../secrets/files.ts'
import type { RunFlow } from '../secrets/flow.ts'
import { dumpsIn, type Printed, printedIn, readAloud } from '../secrets/printed.ts'
import type { VariableSecret } from '../secrets/trace.ts'
import { contains, type Span } from '../text.ts'
import { finding } from './reporting.ts'

export default defineRule({
  id: 'secret-in-build-log',
  title: 'Secret printed to the build log',
  severity: 'warning',
  docs: {
    why: `
      BuildKit prints what a command prints and masks nothing. So do \`set -x\`, \`env\` and \`curl -v\`. Logs of CI systems are kept for long and read by many.`,
    bad: `
      FROM alpine
      RUN --mount=type=secret,id=token,required=true cat /run/secrets/token && ./deploy.sh`,
    good: `
      FROM alpine
      RUN --mount=type=secret,id=token,required=true ./deploy.sh /run/secrets/token`,
    references: ['https://docs.docker.com/build/building/secrets/'],
  },

  *check(analysis: Analysis) {
    const certain = analysis.trace.secrets.filter(it => it.evidence.certain)
    const secrets = new Map(certain.flatMap(it => it.declarations.map(declaration => [declaration, it] as const)))
    for (const flow of analysis.trace.flows) {
      for (const { use, by } of printedIn(flow)) {
        const { source, command } = use
        // The value may come from a file that an earlier command has written.
        const isHere = [command.span, ...command.redirects.flatMap(it => it.body ?? [])].some(it =>
          contains(it, use.span),
        )
        const name = source.kind === 'mount' ? source.mount.id : secrets.get(source.declaration)?.name
        if (name !== undefined) yield report(isHere ? use.span : command.span, name, ...WORDS[by](name))
      }
      const [dump] = dumpsIn(flow)
      const name = dump && inEnvironment(flow, secrets)
      if (dump && name !== undefined) yield report(dump.span, name, ...WORDS.dump(name))
    }
    yield* copiedFiles(analysis)
  },
})

/** `cat ~/.netrc` after `COPY .netrc /root/`. */
function* copiedFiles({ build, files, trace }: Analysis): Iterable<Found> {
  const byPath = new Map<string, { readonly name: string; readonly copy: FileCopy }[]>()
  for (const { name, copies } of files.filter(it => it.certain))
    for (const copy of copies) {
      const same = byPath.get(copy.path ?? '')
      if (same) same.push({ name, copy })
      else byPath.set(copy.path ?? '', [{ name, copy }])
    }
  for (const flow of byPath.size === 0 ? [] : trace.flows)
    for (const { path, word } of readAloud(build, flow)) {
      const file = byPath.get(path)?.find(it => isThere(it.copy, flow))
      if (file) yield report(word, file.name, ...WORDS.output(file.name))
    }
}

function isThere({ stage, instruction }: FileCopy, { run }: RunFlow): boolean {
  if (run.stage === stage) return instruction.span.end <= run.run.span.start
  let outer = run.stage.parent
  while (outer && outer !== stage) outer = outer.parent
  return outer !== undefined
}

const ELSEWHERE = 'Take the command out, or send its output to where it is needed.'

/** What is said, and what to do. */
const WORDS = {
  output: (name: string) => [`${name} is printed to the build log.`, ELSEWHERE],
  trace: (name: string) => [`set -x prints ${name} to the build log.`, 'Write set +x before the command.'],
  request: (name: string) => [`curl -v prints ${name} to the build log.`, 'Take -v out.'],
  dump: (name: string) => [`All variables are printed to the build log, and ${name} is among them.`, ELSEWHERE],
} as const satisfies Record<Printed['by'] | 'dump', (name: string) => readonly [string, string]>

function report(span: Span, name: string, message: string, refusal: string) {
  return { ...finding(span, 'warning', message, name, ['log']), refusal }
}

/** A credential that the commands of a RUN have in their environment. */
function inEnvironment(
  { run, mounts }: RunFlow,
  secrets: ReadonlyMap<Declaration, VariableSecret>,
): string | undefined {
  const mount = mounts.find(it => it.env !== undefined)
  if (mount) return mount.id
  for (let stage: BuildStage | undefined = run.stage; stage; stage = stage.parent)
    for (const declaration of stage.declarations) {
      const secret = secrets.get(declaration)
      if (secret && resolve(run.stage, declaration.name.text, run.run.span.start) === declaration) return secret.name
    }
  return undefined
}
