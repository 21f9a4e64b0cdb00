import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parse, type Mount, type Run } from '../../../server/src/core/dockerfile/index.ts'
import { expectSpans } from '../../support/drawSpans.ts'

function runOf(text: string): Run {
  const run = parse(`FROM scratch\n${text}`).instructions.at(-1)
  assert.equal(run?.kind, 'RUN')
  return run
}

function fieldsOf(mount: Mount | undefined): readonly string[] {
  return mount?.fields.map(({ key, value }) => (value ? `${key.text}=${value.text}` : key.text)) ?? []
}

describe('Flags', () => {
  it('stand before the command', () => {
    const { flags, command } = runOf('RUN --network=none --mount=type=ssh git --version')
    assert.deepEqual(
      flags.map(it => [it.name, it.value?.text]),
      [
        ['network', 'none'],
        ['mount', 'type=ssh'],
      ],
    )
    assert.equal(command.form === 'shell' && command.script.text, 'git --version')
  })

  it('lose their quotes and escapes', () => {
    const { flags } = runOf(`RUN --mount="type=secret,id=a b",'target=/c d',x=\\"y x`)
    assert.equal(flags[0]?.value?.text, 'type=secret,id=a b,target=/c d,x="y')
  })

  it('end with two dashes', () => {
    const { flags, command } = runOf('RUN --network=none -- --mount=x')
    assert.equal(flags.length, 1)
    assert.equal(command.form === 'shell' && command.script.text, '--mount=x')
  })

  it('may be on lines of their own', () =>
    expectSpans(
      `
      RUN --mount=type=ssh \\
          ^^^^^^^^^^^^^^^^ flag
        # why
        --network=none \\
        ^^^^^^^^^^^^^^ flag
        make
        ^ command
      `,
      ({ instructions: [run] }) => [
        ...(run?.flags.map(it => ['flag', it] as const) ?? []),
        ['command', run?.kind === 'RUN' ? { start: run.commandStart, end: run.commandStart + 1 } : undefined],
      ],
    ))
})

describe('Mounts', () => {
  it('have fields with a key and perhaps a value', () => {
    const { mounts } = runOf('RUN --mount=type=secret,id=Tok,required,TARGET=/x=y x')
    assert.deepEqual(fieldsOf(mounts[0]), ['type=secret', 'id=Tok', 'required', 'target=/x=y'])
  })

  it('know where their fields stand, and where another one goes', () =>
    expectSpans(
      `
      RUN --mount=type=secret,"id=tok" cat
          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ mount
                  ^^^^^^^^^^^ field
                  ^^^^ key
                       ^^^^^^ value
                               ^^^^^^ field
                               ^^ key
                                  ^^^ value
                                      ‸ insert
      `,
      ({ instructions: [run] }) => {
        const mount = run?.kind === 'RUN' ? run.mounts[0] : undefined
        const fields = mount?.fields ?? []
        return [
          ['mount', mount],
          ...fields.flatMap(it => [['field', it] as const, ['key', it.key] as const, ['value', it.value] as const]),
          ['insert', mount && { start: mount.insertAt, end: mount.insertAt }],
        ]
      },
    ))

  it('are of the type that is named last, and bind mounts when none is', () => {
    assert.deepEqual(
      runOf('RUN --mount=target=/x --mount=type=ssh,TYPE=Secret,id=x y').mounts.map(it => it.type),
      ['bind', 'secret'],
    )
  })

  it('may have commas in a field with double quotes that reach the list', () => {
    const { mounts } = runOf(`RUN --mount='type=secret,"id=a,b","target=/c""d"' x`)
    assert.deepEqual(fieldsOf(mounts[0]), ['type=secret', 'id=a,b', 'target=/c"d'])
  })
})
