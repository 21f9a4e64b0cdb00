import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { analyze } from '../../../server/src/core/analyze.ts'
import {
  declarationSpans,
  removeCommands,
  removeInstruction,
  removeItems,
} from '../../../server/src/core/fixes/removals.ts'
import { applyEdits } from '../../../server/src/core/text.ts'
import { dedent } from '../../support/fixtures.ts'

describe('removing an instruction', () => {
  const left = (text: string, index: number) => {
    const { dockerfile } = analyze(text)
    const instruction = dockerfile.instructions[index]
    assert.ok(instruction)
    return applyEdits(text, [removeInstruction(dockerfile, instruction)])
  }

  it('takes its lines', () => {
    assert.equal(left('FROM a\nARG B\nRUN c\n', 1), 'FROM a\nRUN c\n')
    assert.equal(left('FROM a\nENV B=1 \\\n  # x\n  C=2\nRUN c\n', 1), 'FROM a\nRUN c\n')
    assert.equal(left('FROM a\nRUN <<EOF\nb\nEOF\nRUN c\n', 1), 'FROM a\nRUN c\n')
  })

  it('takes one of two blank lines', () => {
    assert.equal(left('FROM a\n\nARG B\n\nRUN c\n', 1), 'FROM a\n\nRUN c\n')
    assert.equal(left('ARG B\n\nFROM a\n', 0), 'FROM a\n')
    assert.equal(left('FROM a\n\nARG B\nRUN c\n', 1), 'FROM a\n\nRUN c\n')
  })

  it('leaves the comment above it', () => assert.equal(left('FROM a\n# b\nARG B\nRUN c\n', 1), 'FROM a\n# b\nRUN c\n'))

  it('leaves no line end that was not there', () => {
    assert.equal(left('FROM a\nARG B', 1), 'FROM a')
    assert.equal(left('FROM a\r\nARG B\r\nRUN c\r\n', 1), 'FROM a\r\nRUN c\r\n')
  })
})

describe('removing items of a list', () => {
  const left = (instruction: string, ...names: string[]) => {
    const text = `FROM a\n${instruction}\n`
    const { dockerfile, build } = analyze(text)
    const list = dockerfile.instructions[1]
    assert.ok(list)
    const gone = (build.stages[0]?.declarations ?? []).filter(it => names.includes(it.name.text))
    return applyEdits(text, removeItems(dockerfile, list, declarationSpans(list), gone))
  }

  it('takes the blank beside each', () => {
    assert.equal(left('ARG A B=1 C', 'A'), 'FROM a\nARG B=1 C\n')
    assert.equal(left('ARG A B=1 C', 'B'), 'FROM a\nARG A C\n')
    assert.equal(left('ARG A B=1 C', 'C'), 'FROM a\nARG A B=1\n')
    assert.equal(left('ARG A B=1 C', 'A', 'B'), 'FROM a\nARG C\n')
    assert.equal(left('ARG A B=1 C', 'A', 'C'), 'FROM a\nARG B=1\n')
  })

  it('takes the continuation line', () => {
    const list = 'ENV A=1 \\\n    B=2 \\\n    C=3'
    assert.equal(left(list, 'A'), 'FROM a\nENV B=2 \\\n    C=3\n')
    assert.equal(left(list, 'B'), 'FROM a\nENV A=1 \\\n    C=3\n')
    assert.equal(left(list, 'C'), 'FROM a\nENV A=1 \\\n    B=2\n')
  })

  it('takes the instruction when nothing is left', () => {
    assert.equal(left('ARG A B=1', 'A', 'B'), 'FROM a\n')
    assert.equal(left('ENV A b c', 'A'), 'FROM a\n')
  })
})

describe('removing commands', () => {
  it('takes the operator', () => {
    assert.equal(without('x && b', 'x'), 'b')
    assert.equal(without('a && x && b', 'x'), 'a && b')
    assert.equal(without('a && x', 'x'), 'a')
    assert.equal(without('x; b', 'x'), 'b')
    assert.equal(without('a; x; b', 'x'), 'a; b')
    assert.equal(without('a; x', 'x'), 'a')
  })

  it('takes several at once', () => {
    assert.equal(without('x && y && b', 'x', 'y'), 'b')
    assert.equal(without('x && a && y', 'x', 'y'), 'a')
    assert.equal(without('x && y; b', 'x', 'y'), 'b')
    assert.equal(without('a && x; y; b', 'x', 'y'), 'a; b')
  })

  it('takes the continuation line, and the comment above it', () => {
    assert.equal(without('a && \\\n    # x\n    x && \\\n    b', 'x'), 'a && \\\n    b')
    assert.equal(without('a \\\n    # x\n    && x \\\n    # b\n    && b', 'x'), 'a \\\n    # b\n    && b')
  })

  it('leaves the comment of what comes next', () =>
    assert.equal(without('x && \\\n    # b\n    b', 'x'), '\\\n    # b\n    b'))

  it('leaves conditions, groups and nested scripts around it', () => {
    assert.equal(without('if a; then x; b; fi', 'x'), 'if a; then b; fi')
    assert.equal(without('{ x; b; }', 'x'), '{ b; }')
    assert.equal(without(`sh -c 'x && b'`, 'x'), `sh -c 'b'`)
  })

  it('takes lines of a here-document', () =>
    assert.equal(without('<<EOF\nset -e\nx\nb\nEOF', 'x'), '<<EOF\nset -e\nb\nEOF'))

  it('takes everything when nothing else is left', () => {
    assert.equal(without('x', 'x'), 'everything')
    assert.equal(without('x && y', 'x', 'y'), 'everything')
    assert.equal(without('x; y', 'x', 'y'), 'everything')
  })

  it('is refused where it would change what else runs', () => {
    for (const script of [
      'x || b',
      'a || x',
      'a && x || b',
      'x | b',
      'if x; then b; fi',
      '{ x; }',
      'x &',
      '$(x)',
      '! x',
      'a & x; b',
      'a & x',
      `sh -c 'x'; b`,
      'echo $(x) && b',
    ])
      assert.equal(without(script, 'x'), undefined, script)
  })
})

/** The script of a RUN without some commands, told by their names. */
function without(script: string, ...names: string[]): string | undefined {
  const text = dedent(`FROM a\nRUN ${script}\n`)
  const { dockerfile, runs } = analyze(text)
  const commands = runs.flatMap(it => it.script.commands).filter(it => names.includes(it.words[0]?.text ?? ''))
  assert.equal(commands.length, names.length)
  const removal = removeCommands(dockerfile, commands)
  if (!removal || removal.kind === 'everything') return removal?.kind
  return applyEdits(text, removal.edits).slice('FROM a\nRUN '.length, -1)
}
