import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parse } from '../../../server/src/core/dockerfile/index.ts'
import { expectSpans } from '../../support/drawSpans.ts'

/** `name=value` of each directive. */
function directives(text: string): readonly string[] {
  return parse(text).directives.map(it => `${it.name.text}=${it.value.text}`)
}

describe('Parser directives', () => {
  it('stand at the top, in any order and case', () => {
    const text = '# SYNTAX = docker/dockerfile:1 \n#escape=`\n# check=skip=all\nFROM scratch\n'
    assert.deepEqual(directives(text), ['syntax=docker/dockerfile:1', 'escape=`', 'check=skip=all'])
    assert.equal(parse(text).escape, '`')
  })

  it('have a name and a value', () =>
    expectSpans(
      `
      # syntax = docker/dockerfile:1
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ directive
        ^^^^^^ name
                 ^^^^^^^^^^^^^^^^^^^ value
      FROM scratch
      `,
      ({ directives: [it] }) => [
        ['directive', it],
        ['name', it?.name],
        ['value', it?.value],
      ],
    ))

  it('end at the first line that is none', () => {
    for (const line of ['', '# a comment', '# unknown=directive', 'FROM scratch'])
      assert.deepEqual(directives(`# syntax=a\n${line}\n# escape=\`\n`), ['syntax=a'], line)
  })

  it('are comments where they have no effect', () => {
    assert.deepEqual(directives(' # syntax=a\n # escape=`\nFROM scratch'), ['escape=`'])
    assert.deepEqual(directives('#!/usr/bin/env x\n# syntax=a\n# escape=`\nFROM scratch'), ['syntax=a'])
    assert.equal(parse(' # syntax=a\n').comments.length, 1)
  })

  it('may follow a byte order mark', () => {
    assert.deepEqual(directives('\uFEFF# escape=`\r\nFROM scratch\r\n'), ['escape=`'])
  })

  it('may not be repeated, and the first one counts', () => {
    const { escape, problems } = parse('# escape=`\n# escape=\\\nFROM scratch')
    assert.equal(escape, '`')
    assert.deepEqual(
      problems.map(it => it.message),
      ['Only one escape directive is allowed.'],
    )
  })

  it('leave the backslash alone when the escape character is none', () => {
    const { escape, problems } = parse('# escape=x\nFROM scratch')
    assert.equal(escape, '\\')
    assert.equal(problems.length, 1)
  })
})
