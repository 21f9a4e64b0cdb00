import type { Analysis } from '../analyze.ts'
import type { BuildStage } from '../build/build.ts'
import { type Declaration, resolve } from '../build/declarations.ts'
import { baseName } from '../build/evaluate.ts'
import { defineRule, type Found } from '../rule.ts'
import type { RunFlow } from '../secrets/flow.ts'
import { generatedKeys } from '../secrets/generatedKeys.ts'
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
    yield* printedFiles(analysis)
  },
})

/** A file of a stage, from an offset on. */
interface FileThere {
  readonly name: string
  readonly path: string | undefined
  readonly stage: BuildStage
  readonly from: number
}

/** `cat ~/.netrc` after `COPY .netrc /root/`, `cat server.key` after `openssl genrsa -out server.key`. */
function* printedFiles(analysis: Analysis): Iterable<Found> {
  const { build, trace } = analysis
  const byPath = new Map<string, FileThere[]>()
  for (const file of filesIn(analysis)) {
    const same = byPath.get(file.path ?? '')
    if (same) same.push(file)
    else byPath.set(file.path ?? '', [file])
  }
  for (const flow of byPath.size === 0 ? [] : trace.flows)
    for (const { path, word } of readAloud(build, flow)) {
      const file = byPath.get(path)?.find(it => isThere(it, flow, word.start))
      if (file) yield report(word, file.name, ...WORDS.output(file.name))
    }
}

function* filesIn({ build, files, trace }: Analysis): Iterable<FileThere> {
  for (const { name, copies } of files.filter(it => it.certain))
    for (const { path, stage, instruction } of copies) yield { name, path, stage, from: instruction.span.end }
  for (const flow of trace.flows)
    for (const { path, end } of generatedKeys(build, flow))
      yield { name: baseName(path), path, stage: flow.run.stage, from: end }
}

function isThere({ stage, from }: FileThere, { run }: RunFlow, offset: number): boolean {
  if (run.stage === stage) return from <= offset
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
