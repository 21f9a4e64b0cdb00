import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ShellCommand, ShellWord } from '../../../server/src/core/shell/model.ts'
import { parseScript } from '../../../server/src/core/shell/parseScript.ts'
import type { MappedText, Span } from '../../../server/src/core/text.ts'

describe('the commands of a script', () => {
  it('are listed in order, wherever they stand', () => {
    const names = (script: string) => commandsOf(script).map(it => it.words[0]?.text)
    assert.deepEqual(names('a && b || c; d | e & f'), ['a', 'b', 'c', 'd', 'e', 'f'])
    assert.deepEqual(names('if a; then b; else c; fi; while d; do e; done'), ['a', 'b', 'c', 'd', 'e'])
    assert.deepEqual(names('(a; { b; }) && c'), ['a', 'b', 'c'])
  })

  it('have spans in the text that the script comes from', () => {
    const text = 'RUN npm ci && npm test'
    const { commands } = parseScript(mapped(text, 4))
    assert.deepEqual(
      commands.map(it => slice(text, it.span)),
      ['npm ci', 'npm test'],
    )
    assert.deepEqual(
      commands.flatMap(it => it.words.map(word => slice(text, word))),
      ['npm', 'ci', 'npm', 'test'],
    )
  })

  it('have spans beyond a line continuation', () => {
    const text = 'npm ci && \\\n  npm test'
    const script: MappedText = {
      text: 'npm ci &&   npm test',
      segments: [
        { at: 0, source: 0 },
        { at: 10, source: 12 },
      ],
    }
    assert.deepEqual(
      parseScript(script).commands.map(it => slice(text, it.span)),
      ['npm ci', 'npm test'],
    )
  })

  it('come before the one that uses their output', () =>
    assert.deepEqual(
      commandsOf('a "$(b)" `c`').map(it => it.words[0]?.text),
      ['b', 'c', 'a'],
    ))

  it('of a nested script come after the shell that runs it', () => {
    const names = (script: string) => commandsOf(script).map(it => it.words[0]?.text)
    assert.deepEqual(names(`sh -c 'a && b'`), ['sh', 'a', 'b'])
    assert.deepEqual(names(`bash -euxo pipefail -c "a"`), ['bash', 'a'])
    assert.deepEqual(names(`su app -c 'a'; eval 'b'`), ['su', 'a', 'eval', 'b'])
    assert.deepEqual(names('sh script.sh; sh --version'), ['sh', 'sh'])
  })

  it('of a nested script have spans inside of the quotes', () => {
    const text = `sh -c 'a && bc'`
    assert.deepEqual(
      parseScript(mapped(text)).commands.map(it => slice(text, it.span)),
      [text, 'a', 'bc'],
    )
  })

  it('of a nested script have spans beyond a line continuation', () => {
    const text = `sh -c 'a && \\\n  bc'`
    const script: MappedText = {
      text: `sh -c 'a &&   bc'`,
      segments: [
        { at: 0, source: 0 },
        { at: 12, source: 14 },
      ],
    }
    assert.deepEqual(
      parseScript(script).commands.map(it => slice(text, it.span)),
      [text, 'a', 'bc'],
    )
  })

  it('of a nested script know the quote around them', () => {
    const quotes = (script: string) =>
      commandsOf(script)
        .slice(1)
        .map(it => it.quote)
    assert.deepEqual(quotes(`sh -c 'a'`), ["'"])
    assert.deepEqual(quotes('sh -c "a $T"'), ['"'])
    assert.deepEqual(quotes(`sh -c 'a '"$T"`), ['pieces'])
    assert.deepEqual(quotes('sh -c "a \\"b\\""'), ['escaped'])
    assert.deepEqual(quotes('sh -c "a "\\""b\\""'), ['pieces'])
    assert.deepEqual(quotes('sh -c a'), ['pieces'])
    assert.deepEqual(quotes('(a)'), [])
  })

  it('are followed in scripts in scripts to an end', () => {
    let script = 'innermost'
    for (let depth = 0; depth < 40; depth++) script = `eval ${script}`
    assert.ok(commandsOf(script).length < 40)
  })
})

describe('what is piped into a command', () => {
  const input = (script: string) =>
    parseScript(mapped(script)).commands.map(it => it.pipedFrom.map(from => from.words[0]?.text).join(' '))

  it('comes from the command before it', () => assert.deepEqual(input('a | b | c'), ['', 'a', 'b']))

  it('reaches the commands of a group', () => {
    assert.deepEqual(input('a | (b; c)'), ['', 'a', 'a'])
    assert.deepEqual(input('a | { b | c; }'), ['', 'a', 'b'])
  })

  it('comes from all commands of a group whose output reaches its end', () => {
    assert.deepEqual(input('(a; b) | c; d'), ['', '', 'a b', ''])
    assert.deepEqual(input('{ a | b; if c; then e $(f); fi; } | g'), ['', 'a', '', '', '', 'b c e'])
  })
})

describe('whether a command is conditional', () => {
  const conditional = (script: string) =>
    commandsOf(script)
      .filter(it => it.conditional)
      .map(it => it.words[0]?.text)

  it('depends on the operators beside it', () => {
    assert.deepEqual(conditional('a && b && c; d'), [])
    assert.deepEqual(conditional('a || b'), ['b'])
    assert.deepEqual(conditional('a && b || c'), ['b', 'c'])
    assert.deepEqual(conditional('a || b && c'), ['b'])
  })

  it('depends on the compound command around it', () => {
    assert.deepEqual(conditional('if a; then b; fi; c'), ['a', 'b'])
    assert.deepEqual(conditional('while a; do b; done'), ['a', 'b'])
    assert.deepEqual(conditional('! a || { b; }'), ['b'])
    assert.deepEqual(conditional('(a; b); { c; }'), [])
  })
})

describe('the words of a compound command', () => {
  it('are those of a command without a name', () => {
    const nameless = (script: string) =>
      texts(commandsOf(script).flatMap(({ words: [name, ...args] }) => (name?.text === '' ? args : [])))
    assert.deepEqual(nameless('for i in "$A" b; do c; done'), ['i', '"$A"', 'b'])
    assert.deepEqual(nameless('case $A in b) c;; esac'), ['b', '$A'])
  })
})

describe('the shell of a command', () => {
  const shells = (script: string) => commandsOf(script).map(it => it.shell)

  it('is the script itself, also in a group', () => assert.deepEqual(shells('a; { b; }'), [0, 0]))

  it('is another one in a subshell, a pipeline, a substitution and a nested script', () => {
    for (const script of ['(a)', 'a | b', 'b "$(a)"', `sh -c 'a'`])
      assert.ok(
        shells(script).some(it => it !== 0),
        script,
      )
  })

  it('knows which shell has started it', () => {
    const { commands, parents } = parseScript(mapped('a; (b; (c)); d'))
    const [a, b, c, d] = commands.map(it => it.shell)
    assert.deepEqual([a, d], [0, 0])
    assert.equal(parents[b ?? -1], 0)
    assert.equal(parents[c ?? -1], b)
  })
})

describe('a pipeline', () => {
  it('says whose output a command reads', () => {
    const [a, b, c] = commandsOf('a | b | c')
    assert.deepEqual(b?.pipedFrom, [a])
    assert.deepEqual(c?.pipedFrom, [b])
    assert.deepEqual(
      [a, b, c].map(it => it?.piped),
      [true, true, false],
    )
  })

  it('takes the output of a group', () => {
    const piped = commandsOf('{ a; b; } | c').map(it => it.piped)
    assert.deepEqual(piped, [true, true, false])
  })
})

describe('the place of a command', () => {
  it('is its index in the chain, and that of the chain in the statements', () => {
    const place = commandsOf('a; b && c')[2]?.place
    assert.equal(place?.index, 1)
    assert.equal(place?.statementIndex, 1)
    assert.deepEqual(place?.operators, ['&&'])
    assert.equal(place?.topLevel, true)
  })

  it('is not on the top level in a group', () =>
    assert.deepEqual(
      commandsOf('{ a; }; b').map(it => it.place?.topLevel),
      [false, true],
    ))

  it('is missing in a pipeline and in the background', () =>
    assert.deepEqual(
      commandsOf('a | b; c & d').map(it => it.place !== undefined),
      [false, false, false, true],
    ))
})

describe('the body of a script', () => {
  const body = (text: string) => {
    const span = parseScript(mapped(text)).body
    return span && slice(text, span)
  }

  it('goes from the first statement to the last', () => {
    assert.equal(body('  a; b  # c'), 'a; b')
    assert.equal(body('{ a; }; (b)'), '{ a; }; (b)')
  })

  it('is missing when nothing can follow', () => {
    assert.equal(body('a; b &'), undefined)
    assert.equal(body(''), undefined)
  })
})

describe('a word', () => {
  const parts = (script: string) =>
    commandsOf(script)
      .at(-1)
      ?.words[1]?.parts.map(it =>
        it.kind === 'literal' ? it.value : it.kind === 'variable' ? `$${it.name}${it.operator ?? ''}` : '()',
      )

  it('is made of text, variables and substitutions', () => {
    assert.deepEqual(parts('a b$C"d ${E}"f'), ['b', '$C', 'd ', '$E', 'f'])
    assert.deepEqual(parts('a $(b)c`d`'), ['()', 'c', '()'])
    assert.deepEqual(parts('a $((1 + 2))'), ['()'])
  })

  it('says what an expansion does', () => {
    const cases = { '${T:-x}': ':-', '${T+x}': '+', '${#T}': 'length', '${!T}': 'indirect', '${T#x}': '#' }
    for (const [text, operator] of Object.entries(cases)) assert.deepEqual(parts(`a ${text}`), [`$T${operator}`])
  })

  it('is not expanded in single quotes', () => assert.deepEqual(parts(`a '$T'`), ['$T']))

  it('tells text in single quotes from other text', () => {
    const quoted = commandsOf(`a 'x'"y"z`)[0]?.words[1]?.parts.map(it => it.kind === 'literal' && it.singleQuoted)
    assert.deepEqual(quoted, [true, false, false])
  })
})

describe('assignments and redirections', () => {
  it('are no words', () => {
    const [command] = commandsOf('A=1 B="$C" a b > out 2>&1 < in')
    assert.deepEqual(texts(command?.words), ['a', 'b'])
    assert.deepEqual(
      command?.assignments.map(it => [it.name, it.value.text]),
      [
        ['A', '1'],
        ['B', '"$C"'],
      ],
    )
    assert.deepEqual(
      command?.redirects.map(it => [it.operator, it.fileDescriptor, it.target?.text]),
      [
        ['>', undefined, 'out'],
        ['>&', 2, '1'],
        ['<', undefined, 'in'],
      ],
    )
  })

  it('of a group hold for all of its commands', () => {
    const targets = commandsOf('{ a; b > x; } > y').map(it => it.redirects.map(redirect => redirect.target?.text))
    assert.deepEqual(targets, [['y'], ['x', 'y']])
  })

  it('of a shell hold for the script that it runs', () => {
    const targets = commandsOf(`sh -c 'a' > y`).map(it => it.redirects.map(redirect => redirect.target?.text))
    assert.deepEqual(targets, [['y'], ['y']])
  })

  it('have the body of a here-document, expanded or not', () => {
    const bodies = (script: string) =>
      commandsOf(script)[0]?.redirects.flatMap(it => it.body?.parts.map(part => part.kind) ?? [])
    assert.deepEqual(bodies('cat <<EOF\na $T\nEOF\n'), ['literal', 'variable', 'literal'])
    assert.deepEqual(bodies(`cat <<'EOF'\na $T\nEOF\n`), ['literal'])
  })
})

describe('a script', () => {
  it('that is broken is not understood, and nothing throws', () => {
    for (const script of ['if', 'a "b', 'a $(b', '{', 'case x in', '))', '`'])
      assert.equal(parseScript(mapped(script)).understood, false, script)
  })

  it('of a shell is understood', () => {
    for (const script of ['', 'a', '# a', 'if a; then b; fi', '[[ -f a ]] && b', 'cat <<EOF\na\nEOF\n'])
      assert.equal(parseScript(mapped(script)).understood, true, script)
  })
})

function commandsOf(script: string): readonly ShellCommand[] {
  return parseScript(mapped(script)).commands
}

/** A script that stands in a text from `offset` on. */
function mapped(text: string, offset = 0): MappedText {
  return { text: text.slice(offset), segments: [{ at: 0, source: offset }] }
}

function slice(text: string, { start, end }: Span): string {
  return text.slice(start, end)
}

function texts(words: readonly ShellWord[] | undefined): readonly string[] | undefined {
  return words?.map(it => it.text)
}
