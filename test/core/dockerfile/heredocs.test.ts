import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  expandedBody,
  parse,
  variablesIn,
  type Heredoc,
  type Instruction,
} from '../../../server/src/core/dockerfile/index.ts'
import { expectSpans } from '../../support/drawSpans.ts'

function first(text: string): Instruction {
  const [instruction] = parse(text).instructions
  assert.ok(instruction, 'there is no instruction')
  return instruction
}

function heredocsOf(text: string): readonly Heredoc[] {
  return first(text).heredocs
}

function scriptOf(instruction: Instruction | undefined): string | undefined {
  return instruction?.kind === 'RUN' && instruction.command.form === 'shell'
    ? instruction.command.script.text
    : undefined
}

describe('Here-documents', () => {
  it('have an operator, a body and a terminator', () =>
    expectSpans(
      `
      RUN cat <<EOF > /x
      ^^^^^^^^^^^^^^^^^^… instruction
              ^^^^^ operator
      one
      ^^^… body
      # two
      EOF
      ^^^ terminator
      RUN next
      `,
      ({ instructions: [run] }) => [
        ['instruction', run?.span],
        ['operator', run?.heredocs[0]?.operator],
        ['body', run?.heredocs[0]?.bodySpan],
        ['terminator', run?.heredocs[0]?.terminator],
      ],
    ))

  it('are the script when RUN has nothing else', () => {
    assert.equal(scriptOf(first('RUN <<EOF\n  a\n  b\nEOF\n')), '  a\n  b\n')
  })

  it('are part of what the shell reads when RUN has a command', () => {
    assert.equal(scriptOf(first('RUN cat <<A && <<B b\n1\nA\n2\nB\nCMD')), 'cat <<A && <<B b\n1\nA\n2\nB')
  })

  it('are a program when they begin with its interpreter', () => {
    const run = first('RUN <<EOF\n#!/usr/bin/env python3\nprint()\nEOF')
    const command = run.kind === 'RUN' ? run.command : undefined
    assert.equal(command?.form === 'shell' && command.shebang, '/usr/bin/env python3')
  })

  it('lose leading tabs after a dash, except for a shell that does that itself', () => {
    assert.equal(heredocsOf('COPY <<-EOF /x\n\t\ta\n\tEOF')[0]?.body.text, 'a\n')
    assert.equal(scriptOf(first('RUN <<-EOF\n\t\ta\n\tEOF')), 'a\n')
    assert.equal(scriptOf(first('RUN cat <<-EOF\n\t\ta\n\tEOF')), 'cat <<-EOF\n\t\ta\nEOF')
  })

  it('are not expanded when any part of the name is quoted', () => {
    for (const word of ['<<"EOF"', "<<'EOF'", '<<E"O"F', '<<-"EOF"', '3<<"EOF"']) {
      const [heredoc] = heredocsOf(`RUN ${word}\nEOF`)
      assert.deepEqual([heredoc?.name, heredoc?.expand], ['EOF', false], word)
    }
    assert.equal(heredocsOf('RUN <<EOF\nEOF')[0]?.expand, true)
  })

  it('may have blanks in the name and before it, and a file descriptor', () => {
    assert.equal(heredocsOf('RUN cat <<"A B"\nA B')[0]?.name, 'A B')
    assert.equal(heredocsOf('RUN cat << EOF\nEOF')[0]?.name, 'EOF')
    assert.equal(heredocsOf('RUN cat 3<<EOF\nEOF')[0]?.fileDescriptor, 3)
  })

  it('belong to COPY and ADD as well, where they are no sources', () => {
    const copy = first('COPY a <<EOF /x/\nb\nEOF\n')
    assert.equal(copy.heredocs.length, 1)
    assert.deepEqual(copy.kind === 'COPY' && copy.sources.map(it => it.text), ['a'])
  })

  it('belong to the instruction after ONBUILD', () => {
    const onbuild = first('ONBUILD RUN <<EOF\na\nEOF\nCMD')
    const inner = onbuild.kind === 'ONBUILD' ? onbuild.instruction : undefined
    assert.deepEqual([onbuild.heredocs.length, inner?.heredocs.length], [0, 1])
    assert.equal(scriptOf(inner), 'a\n')
    assert.equal(onbuild.span.end, inner?.span.end)
  })

  it('do not begin in quotes, in arithmetic, in a here-string or in JSON', () => {
    for (const line of [
      `RUN a '<<EOF'`,
      'RUN a "<< EOF"',
      'RUN $((1<<2))',
      'RUN a <<<b',
      'RUN ["a", "<<EOF"]',
      'CMD a <<EOF',
    ])
      assert.deepEqual(heredocsOf(`${line}\nEOF`), [], line)
  })

  it('do not begin on a line with a quote that is not closed, as BuildKit gives up there', () => {
    assert.deepEqual(heredocsOf(`RUN echo it's <<EOF\nEOF`), [])
    assert.deepEqual(heredocsOf('RUN echo ${x^^} <<EOF\nEOF'), [])
  })

  it('take the rest of the text when they are not closed', () => {
    const { instructions, problems } = parse('FROM scratch\nRUN <<EOF\nRUN a\n')
    assert.equal(scriptOf(instructions[1]), 'RUN a\n')
    assert.equal(instructions.length, 2)
    assert.deepEqual(
      problems.map(it => it.message),
      ['The here-document EOF is never closed.'],
    )
  })

  it('are expanded by COPY without a look at quotes', () => {
    const [heredoc] = heredocsOf('COPY <<EOF /x\n"$A\' \\$B ${C:-$D}\nEOF')
    const word = heredoc && expandedBody(heredoc)
    assert.deepEqual(word && [...variablesIn(word)].map(it => it.name), ['A', 'C', 'D'])
  })
})
