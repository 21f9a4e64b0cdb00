import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { literalValue, parse, type Command, type Instruction } from '../../../server/src/core/dockerfile/index.ts'
import { expectSpans } from '../../support/drawSpans.ts'

/** Some of the interfaces stand for several kinds. */
type OfKind<Kind, It = Instruction> = It extends { readonly kind: infer All } ? (Kind extends All ? It : never) : never

/** The instruction after a FROM, of the kind that is wanted. */
function only<Kind extends Instruction['kind']>(kind: Kind, text: string): OfKind<Kind> {
  const instruction = parse(`FROM scratch\n${text}`).instructions[1]
  assert.ok(isOfKind(instruction, kind), `${text} is ${instruction?.kind}`)
  return instruction
}

function isOfKind<Kind extends Instruction['kind']>(
  instruction: Instruction | undefined,
  kind: Kind,
): instruction is Instruction & OfKind<Kind> {
  return instruction?.kind === kind
}

function commandOf(command: Command | undefined): string | readonly string[] | undefined {
  return command?.form === 'exec' ? command.args.map(it => it.text) : command?.script.text
}

describe('FROM', () => {
  it('begins a stage, whose name is matched in lower case', () => {
    const { stages, globals } = parse('ARG V\nFROM a:$V AS Base\nRUN x\nfrom base\nRUN y\nRUN z')
    assert.deepEqual(
      stages.map(it => [it.index, it.name, it.from.name?.text, it.instructions.length]),
      [
        [0, 'base', 'Base', 1],
        [1, undefined, undefined, 2],
      ],
    )
    assert.deepEqual(
      globals.map(it => it.kind),
      ['ARG'],
    )
  })

  it('has a platform, an image and a name', () =>
    expectSpans(
      `
      FROM --platform=$BUILDPLATFORM node:24 as build
           ^^^^^^^^^^^^^^^^^^^^^^^^^ flag
                                     ^^^^^^^ image
                                                ^^^^^ name
      `,
      ({ stages: [stage] }) => [
        ['flag', stage?.from.flags[0]],
        ['image', stage?.from.image],
        ['name', stage?.from.name],
      ],
    ))
})

describe('ARG', () => {
  it('declares many names, with and without a value', () => {
    const { declarations } = only('ARG', 'ARG A B=c D="e f" G=')
    assert.deepEqual(
      declarations.map(it => [it.name.text, it.value && literalValue(it.value)]),
      [
        ['A', undefined],
        ['B', 'c'],
        ['D', 'e f'],
        ['G', ''],
      ],
    )
  })

  it('knows where names and values stand, over several lines, too', () =>
    expectSpans(
      `
      ARG A= \\
          ^^ declaration
          ^ name
            ‸ value
          B="c d"
          ^^^^^^^ declaration
          ^ name
            ^^^^^ value
      `,
      ({ instructions: [arg] }) =>
        (arg?.kind === 'ARG' ? arg.declarations : []).flatMap(it => [
          ['declaration', it] as const,
          ['name', it.name] as const,
          ['value', it.value] as const,
        ]),
    ))
})

describe('ENV and LABEL', () => {
  it('have pairs', () => {
    const { pairs, legacy } = only('ENV', `ENV A=b C='d e' "F G"=h=i`)
    assert.deepEqual(
      pairs.map(it => [it.name.text, literalValue(it.value)]),
      [
        ['A', 'b'],
        ['C', 'd e'],
        ['F G', 'h=i'],
      ],
    )
    assert.equal(legacy, false)
  })

  it('have one pair in the old form, whose value is the rest of the line', () => {
    const { pairs, legacy } = only('LABEL', 'LABEL a  b c=d')
    assert.deepEqual(
      pairs.map(it => [it.name.text, it.value.text]),
      [['a', 'b c=d']],
    )
    assert.equal(legacy, true)
  })

  it('know where their pairs stand', () =>
    expectSpans(
      `
      ENV A=b "C"="d e"
          ^^^ pair
          ^ name
            ^ value
              ^^^^^^^^^ pair
              ^^^ name
                  ^^^^^ value
      `,
      ({ instructions: [env] }) =>
        (env?.kind === 'ENV' ? env.pairs : []).flatMap(it => [
          ['pair', it] as const,
          ['name', it.name] as const,
          ['value', it.value] as const,
        ]),
    ))
})

describe('RUN', () => {
  it('is for the shell, or a list of arguments', () => {
    assert.equal(commandOf(only('RUN', 'RUN npm ci && echo "x"').command), 'npm ci && echo "x"')
    assert.deepEqual(commandOf(only('RUN', 'RUN ["a", "b\\n\\u0041"]').command), ['a', 'b\nA'])
  })

  it('is for the shell when the list is not JSON', () => {
    for (const script of [`['a']`, '["a"] && b', '["a",]', '[ -f x ] && y', '[“a”]'])
      assert.equal(commandOf(only('RUN', `RUN ${script}`).command), script)
  })

  it('knows where arguments stand, over several lines, too', () =>
    expectSpans(
      `
      RUN [ "a", \\
            ^^^ arg
        # "x"
        "b\\"c" ]
        ^^^^^^ arg
      `,
      ({ instructions: [run] }) =>
        (run?.kind === 'RUN' && run.command.form === 'exec' ? run.command.args : []).map(it => ['arg', it] as const),
    ))
})

describe('COPY and ADD', () => {
  it('have sources and a destination', () => {
    const { sources, destination, from, json } = only('COPY', 'COPY --from=build --chown=1 a $B/c /dir/')
    assert.deepEqual(
      [...sources, destination].map(it => it?.text),
      ['a', '$B/c', '/dir/'],
    )
    assert.deepEqual([from?.text, json], ['build', false])
  })

  it('may be written as a list, in which variables are expanded', () => {
    const { sources, destination, json } = only('ADD', 'ADD ["a b", "/c$D"]')
    assert.deepEqual(
      sources.map(it => literalValue(it)),
      ['a b'],
    )
    assert.deepEqual(
      destination?.parts.map(it => it.kind),
      ['literal', 'variable'],
    )
    assert.equal(json, true)
  })

  it('have no destination while it is not typed', () => {
    assert.equal(only('COPY', 'COPY a').destination, undefined)
  })
})

describe('Other instructions', () => {
  it('have a command: CMD, ENTRYPOINT, SHELL', () => {
    assert.equal(commandOf(only('CMD', 'CMD a "b"').command), 'a "b"')
    assert.deepEqual(commandOf(only('ENTRYPOINT', 'ENTRYPOINT ["a"]').command), ['a'])
    assert.deepEqual(commandOf(only('SHELL', 'SHELL ["/bin/bash", "-c"]').command), ['/bin/bash', '-c'])
    assert.equal(only('CMD', 'CMD').command, undefined)
  })

  it('have a command after CMD, which NONE has not: HEALTHCHECK', () => {
    assert.equal(commandOf(only('HEALTHCHECK', 'HEALTHCHECK --interval=5s CMD curl x').command), 'curl x')
    assert.deepEqual(commandOf(only('HEALTHCHECK', 'HEALTHCHECK CMD ["a"]').command), ['a'])
    assert.equal(only('HEALTHCHECK', 'HEALTHCHECK NONE').command, undefined)
  })

  it('have one word with blanks: WORKDIR, USER, STOPSIGNAL, MAINTAINER', () => {
    for (const kind of ['WORKDIR', 'USER', 'STOPSIGNAL', 'MAINTAINER'] as const)
      assert.deepEqual(
        only(kind, `${kind} a b`).words.map(it => it.text),
        ['a b'],
      )
  })

  it('have words: VOLUME, EXPOSE', () => {
    assert.deepEqual(
      only('EXPOSE', 'EXPOSE 80 $PORT/udp').words.map(it => it.text),
      ['80', '$PORT/udp'],
    )
    assert.deepEqual(
      only('VOLUME', 'VOLUME ["/a b", "/c"]').words.map(it => literalValue(it)),
      ['/a b', '/c'],
    )
  })

  it('hold another one: ONBUILD', () =>
    expectSpans(
      `
      ONBUILD COPY --from=x a b
      ^^^^^^^^^^^^^^^^^^^^^^^^^ outer
              ^^^^^^^^^^^^^^^^^ inner
      `,
      ({ instructions: [outer] }) => [
        ['outer', outer?.span],
        ['inner', outer?.kind === 'ONBUILD' ? outer.instruction?.span : undefined],
      ],
    ))

  it('may be unknown', () => {
    assert.equal(only('UNKNOWN', 'RUNN x').keyword.text, 'RUNN')
  })
})
