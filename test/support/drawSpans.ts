import assert from 'node:assert/strict'
import { parse, type Dockerfile } from '../../server/src/core/dockerfile/index.ts'
import type { Span } from '../../server/src/core/text.ts'

export type NamedSpan = readonly [name: string, span: Span | undefined]

/**
 * Asserts where things stand in a Dockerfile. They are drawn under the text, one a line: `^^^ name` below the
 * characters, `^^^… name` when the rest is on later lines, `‸ name` when it is empty. These lines are taken out
 * before the text is parsed.
 */
export function expectSpans(drawing: string, spansOf: (dockerfile: Dockerfile) => readonly NamedSpan[]): void {
  const drawn = dedent(drawing)
  const text = drawn
    .split('\n')
    .filter(it => !DRAWN.test(it))
    .join('\n')
  assert.equal(draw(text, spansOf(parse(text))), drawn)
}

/** Without the first line end and the indentation that all lines share. */
export function dedent(text: string): string {
  const lines = text.replace(/^\n/, '').replace(/\n *$/, '\n').split('\n')
  const widths = lines.filter(it => it.trim() !== '').map(it => it.length - it.trimStart().length)
  const width = Math.min(...widths)
  return lines.map(it => it.slice(width)).join('\n')
}

const DRAWN = /^ *(?:\^+…?|‸) \S/

function draw(text: string, spans: readonly NamedSpan[]): string {
  const result: string[] = []
  let start = 0
  for (const line of text.split('\n')) {
    const end = start + line.length
    result.push(line)
    for (const [name, span] of spans)
      if (span && start <= span.start && span.start <= end) result.push(underline(name, span, start, end))
    start = end + 1
  }
  return result.join('\n')
}

function underline(name: string, span: Span, lineStart: number, lineEnd: number): string {
  const length = Math.min(span.end, lineEnd) - span.start
  const mark = span.start === span.end ? '‸' : '^'.repeat(length) + (lineEnd < span.end ? '…' : '')
  return `${' '.repeat(span.start - lineStart)}${mark} ${name}`
}
