import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  literalValue,
  parse,
  variablesIn,
  type Word,
  type WordPart,
} from '../../../server/src/core/dockerfile/index.ts'
import { expectSpans, type NamedSpan } from '../../support/drawSpans.ts'

/** The value of `ENV A=…`. */
function valueOf(source: string, head = ''): Word {
  const env = parse(`${head}FROM scratch\nENV A=${source}`).instructions.at(-1)
  const value = env?.kind === 'ENV' ? env.pairs[0]?.value : undefined
  assert.ok(value, 'ENV has no value')
  return value
}

/** Parts in short: text as it is, variables as `{name}` or `{name operator operand}`. */
function partsOf(source: string, head = ''): string {
  return valueOf(source, head).parts.map(describePart).join('')
}

function describePart(part: WordPart): string {
  if (part.kind === 'literal') return part.value
  const operand = part.operand?.parts.map(describePart).join('')
  return part.operator === undefined ? `{${part.name}}` : `{${part.name} ${part.operator} ${operand}}`
}

describe('Words', () => {
  it('lose their quotes and escapes', () => {
    assert.equal(literalValue(valueOf(`a"b c"'d e'\\ f`)), 'ab cd e f')
    assert.equal(literalValue(valueOf('""')), '')
    assert.equal(literalValue(valueOf('"a\\"b\\c"')), 'a"b\\c')
  })

  it('are written with quotes and escapes', () => {
    assert.equal(valueOf(`a"b c"`).text, `a"b c"`)
  })

  it('have variables in every form', () => {
    assert.equal(partsOf('$B'), '{B}')
    assert.equal(partsOf('a${B}c'), 'a{B}c')
    assert.equal(partsOf('$B_1-$C'), '{B_1}-{C}')
    for (const operator of [':-', '-', ':+', '+', ':?', '?', '#', '##', '%', '%%'])
      assert.equal(partsOf(`\${B${operator}x}`), `{B ${operator} x}`)
    assert.equal(partsOf('${B/x/y}${B//x/y}'), '{B / x/y}{B // x/y}')
  })

  it('have variables in double quotes, but not in single quotes or after the escape character', () => {
    assert.equal(partsOf('"$B"'), '{B}')
    assert.equal(partsOf("'$B'"), '$B')
    assert.equal(partsOf('\\$B'), '$B')
    assert.equal(partsOf('"\\$B"'), '$B')
    assert.equal(partsOf('`$B\\C', '# escape=`\n'), '$B\\C')
  })

  it('have the special parameters of a shell', () => {
    assert.equal(partsOf('$1$12$@$$'), '{1}{12}{@}{$}')
    assert.equal(partsOf('a$'), 'a$')
  })

  it('have variables in the operands of others', () => {
    const value = valueOf('${B:-$C${D:+"$E"}}')
    assert.deepEqual(
      [...variablesIn(value)].map(it => it.name),
      ['B', 'C', 'D', 'E'],
    )
    assert.equal(literalValue(value), undefined)
  })

  it('end an operand at the first brace that is neither quoted nor escaped', () => {
    assert.equal(partsOf(`\${B:-'}'}`), '{B :- }}')
    assert.equal(partsOf('${B:-\\}}'), '{B :- }}')
    assert.equal(partsOf('${B:-{}}'), '{B :- {}}')
  })

  it('keep what can be understood while somebody types', () => {
    assert.equal(partsOf('"a$B'), 'a{B}')
    assert.equal(partsOf('${B:-x'), '{B :- x}')
    assert.equal(partsOf('${'), '${')
  })

  it('know where their parts are written', () =>
    expectSpans(
      `
      ENV A="x \${B:-y$C}"'z'
             ^^ literal
               ^^^^^^^^^ variable
                    ^^^ operand
                          ^ literal
      `,
      ({ instructions: [env] }) => {
        const parts = env?.kind === 'ENV' ? (env.pairs[0]?.value.parts ?? []) : []
        return parts.flatMap((it): NamedSpan[] =>
          it.kind === 'literal'
            ? [['literal', it]]
            : [
                ['variable', it],
                ['operand', it.operand],
              ],
        )
      },
    ))

  it('have one literal for each line that they are written on', () =>
    expectSpans(
      `
      ENV A=foo\\
            ^^^ literal
      # comment
      bar B=c
      ^^^ literal
      `,
      ({ instructions: [env] }) =>
        env?.kind === 'ENV' ? (env.pairs[0]?.value.parts ?? []).map(it => [it.kind, it] as const) : [],
    ))
})
