import { runDocker } from '../../support/dockerEngine.ts'

/** What BuildKit saw in a Dockerfile. Lines count from 1. */
export type Outline =
  | { readonly accepted: false; readonly lines: readonly number[]; readonly message: string }
  | { readonly accepted: true; readonly args: readonly OutlineArg[]; readonly secrets: readonly OutlineSecret[] }

export interface OutlineArg {
  readonly name: string
  readonly value: string
  readonly lines: LineRange
}

export interface OutlineSecret {
  readonly name: string
  readonly required: boolean
  readonly lines: LineRange
}

export interface OutlineStage {
  readonly name: string
  readonly base: string
  readonly lines: LineRange
}

export type LineRange = readonly [first: number, last: number]

/** Reads and plans the last stage, and does not run it. */
export async function outlineOf(dockerfile: string): Promise<Outline> {
  const { output, rejection } = await call<{ args?: RawArg[]; secrets?: RawSecret[] }>('outline', dockerfile)
  if (!output) return { accepted: false, ...rejection }
  return {
    accepted: true,
    args: (output.args ?? []).map(it => ({ name: it.name, value: it.value ?? '', lines: linesOf(it) })),
    secrets: (output.secrets ?? []).map(it => ({
      name: it.name,
      required: it.required ?? false,
      lines: linesOf(it),
    })),
  }
}

/** The stages; undefined when BuildKit cannot read the file. */
export async function stagesOf(dockerfile: string): Promise<readonly OutlineStage[] | undefined> {
  const { output } = await call<{ targets?: RawTarget[] }>('targets', dockerfile)
  return output?.targets?.map(it => ({ name: it.name ?? '', base: it.base ?? '', lines: linesOf(it) }))
}

interface RawLocation {
  readonly location?: { readonly ranges?: readonly { start: { line: number }; end: { line: number } }[] }
}

interface RawArg extends RawLocation {
  readonly name: string
  readonly value?: string
}

interface RawSecret extends RawLocation {
  readonly name: string
  readonly required?: boolean
}

interface RawTarget extends RawLocation {
  readonly name?: string
  readonly base?: string
}

interface Answer<T> {
  readonly output: T | undefined
  readonly rejection: { readonly lines: readonly number[]; readonly message: string }
}

async function call<T>(name: string, dockerfile: string): Promise<Answer<T>> {
  const args = ['buildx', 'build', `--call=${name},format=json`, '--progress=plain', '-']
  const { code, stdout, stderr } = await runDocker(args, { input: dockerfile })
  const lines = [...stderr.matchAll(/^ *(\d+) \| >>> /gm)].map(it => Number(it[1]))
  const output: T | undefined = code === 0 ? JSON.parse(stdout.toString()) : undefined
  return { output, rejection: { lines, message: /^ERROR: (.*)$/m.exec(stderr)?.[1] ?? stderr } }
}

function linesOf({ location }: RawLocation): LineRange {
  const ranges = location?.ranges ?? []
  return [ranges[0]?.start.line ?? 0, ranges.at(-1)?.end.line ?? 0]
}
