import type { Dockerfile } from '../core/dockerfile/model.ts'
import type { Finding } from '../core/finding.ts'

/** Where the comment that silences a finding goes, and what it says up to its reason. */
export interface IgnoreComment {
  readonly offset: number
  /** Indentation, `#` and all words up to ` -- `. */
  readonly head: string
  readonly lineEnd: string
}

/**
 * The comment goes on the line above the instruction, also for a finding far down in a continued one or in a
 * here-document. A finding in a parser directive is silenced for the file, below the directives: a comment above
 * them would make comments of them all.
 */
export function ignoreComment(dockerfile: Dockerfile, finding: Finding): IgnoreComment {
  const { text } = dockerfile
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n'
  const about = [finding.rule, ...(isWord(finding.secret) ? [finding.secret] : [])].join(' ')
  const instruction = dockerfile.instructions.findLast(it => it.span.start <= finding.span.start)
  if (!instruction) {
    const offset = lineAfter(text, dockerfile.directives.at(-1)?.end ?? 0)
    return { offset, head: `# dockerfile-secrets-ignore-file ${about}`, lineEnd }
  }
  const offset = text.lastIndexOf('\n', instruction.span.start - 1) + 1
  const indentation = text.slice(offset, instruction.span.start)
  return { offset, head: `${indentation}# dockerfile-secrets-ignore ${about}`, lineEnd }
}

/** Whether the name can be a word of the comment, in which `--` begins the reason. */
function isWord(name: string | undefined): name is string {
  return name !== undefined && /^\S+$/.test(name) && !name.includes('--')
}

function lineAfter(text: string, offset: number): number {
  const lineEnd = text.indexOf('\n', offset)
  return offset === 0 ? 0 : lineEnd === -1 ? text.length : lineEnd + 1
}
