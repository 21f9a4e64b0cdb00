import type { Dockerfile, Run } from '../dockerfile/model.ts'
import type { TextEdit } from '../text.ts'

/** A secret mount to be written. */
export interface NewMount {
  readonly id: string
  readonly env?: string
  readonly target?: string
  readonly uid?: string
  readonly mode?: string
}

/** `--mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true`; the type comes first, BuildKit wants it so. */
export function mountText({ id, env, target, uid, mode }: NewMount): string {
  const fields = [
    'type=secret',
    `id=${id}`,
    env === undefined ? [] : `env=${env}`,
    target === undefined ? [] : `target=${target}`,
    uid === undefined ? [] : `uid=${uid}`,
    mode === undefined ? [] : `mode=${mode}`,
    'required=true',
  ].flat()
  return `--mount=${fields.join(',')}`
}

/** Puts mounts before the command of a RUN: on lines of their own when it is written over several lines. */
export function addMounts(dockerfile: Dockerfile, run: Run, mounts: readonly NewMount[]): readonly TextEdit[] {
  if (mounts.length === 0) return []
  const separator = run.continued ? ` ${dockerfile.escape}${lineEnd(dockerfile)}${indentation(dockerfile, run)}` : ' '
  const newText = mounts.map(it => mountText(it) + separator).join('')
  return [{ span: { start: run.commandStart, end: run.commandStart }, newText }]
}

/** The line end of the file. */
export function lineEnd({ text }: Dockerfile): string {
  const first = text.indexOf('\n')
  return 0 < first && text[first - 1] === '\r' ? '\r\n' : '\n'
}

/** The white space before the second line of an instruction, which is how its author indents. */
function indentation({ text, comments }: Dockerfile, { span }: Run): string {
  let line = text.indexOf('\n', span.start) + 1
  while (0 < line && line < span.end) {
    let end = line
    while (text[end] === ' ' || text[end] === '\t') end++
    if (!comments.some(it => it.start === end)) return text.slice(line, end)
    line = text.indexOf('\n', line) + 1
  }
  return '    '
}
