import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parse } from '../../../server/src/core/dockerfile/index.ts'
import { expectSpans } from '../../support/drawSpans.ts'

/** What the shell gets from each RUN. */
function scripts(text: string): readonly string[] {
  return parse(text).instructions.flatMap(it =>
    it.kind === 'RUN' && it.command.form === 'shell' ? it.command.script.text : [],
  )
}

function keywords(text: string): readonly string[] {
  return parse(text).instructions.map(it => it.keyword.text)
}

describe('Lines', () => {
  it('hold one instruction each, indented or not, in any case', () => {
    assert.deepEqual(keywords('FROM scratch\n  run a\n\tRun\tb\n'), ['FROM', 'run', 'Run'])
  })

  it('go on after the escape character, without a line end in the command', () => {
    assert.deepEqual(scripts('RUN a && \\\n    b\nRUN c'), ['a &&     b', 'c'])
  })

  it('go on when blanks follow the escape character', () => {
    assert.deepEqual(scripts('RUN a \\ \t\nb'), ['a b'])
  })

  it('end with two escape characters', () => {
    assert.deepEqual(scripts('RUN a \\\\\nRUN b'), ['a \\\\', 'b'])
  })

  it('go on with the escape character of the directive only', () => {
    assert.deepEqual(scripts('# escape=`\nFROM x\nRUN a `\nb\nRUN C:\\\nRUN d'), ['a b', 'C:\\', 'd'])
  })

  it('may have comments and empty lines between them', () => {
    assert.deepEqual(scripts('RUN a \\\n  # why \\\n\n  && b\n'), ['a   && b'])
  })

  it('keep a number sign that is not the first character', () => {
    assert.deepEqual(scripts('RUN a # b \\\n && c'), ['a # b  && c'])
  })

  it('may end with the text', () => {
    assert.deepEqual(scripts('RUN a \\'), ['a'])
    assert.deepEqual(scripts('RUN a \\\n# c'), ['a'])
  })

  it('may break anywhere, even in the keyword', () => {
    assert.deepEqual(scripts('R\\\nUN a\\\nb'), ['ab'])
    assert.deepEqual(scripts('\\\nRUN a'), ['a'])
  })

  it('may end with a carriage return and a line feed', () => {
    assert.deepEqual(scripts('RUN a \\\r\n  b\r\nRUN c\r\n'), ['a   b', 'c'])
  })

  it('reach from the keyword to the end of the last line', () =>
    expectSpans(
      `
      # above
      ^^^^^^^ comment
        RUN a \\
        ^^^^^^^… instruction
          # between
          ^^^^^^^^^ comment
          b
      CMD c
      ^^^^^ instruction
      `,
      ({ comments, instructions }) => [
        ...comments.map(it => ['comment', it] as const),
        ...instructions.map(it => ['instruction', it.span] as const),
      ],
    ))

  it('tell whether they were continued', () => {
    assert.deepEqual(
      parse('RUN a \\\nb\nRUN c').instructions.map(it => it.continued),
      [true, false],
    )
  })

  it('may have 65535 bytes, as BuildKit reads no longer ones', () => {
    const messages = (line: string) => parse(`FROM scratch\n${line}`).problems.map(it => it.message)
    assert.deepEqual(messages(`RUN ${'x'.repeat(65_531)}\n`), [])
    assert.deepEqual(messages(`RUN ${'é'.repeat(32_766)}\n`), ['The line is longer than 65535 bytes.'])
  })
})
