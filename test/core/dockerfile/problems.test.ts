import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parse } from '../../../server/src/core/dockerfile/index.ts'
import { expectSpans } from '../../support/drawSpans.ts'

/** Each problem is drawn with its message. */
function expectProblems(drawing: string): void {
  expectSpans(drawing, ({ problems }) => problems.map(it => [it.message, it.span]))
}

function problemsOf(text: string): readonly string[] {
  return parse(text).problems.map(it => it.message)
}

/** Those of an instruction in a Dockerfile that is right without it. */
function problemsWith(instruction: string): readonly string[] {
  return problemsOf(`FROM scratch\n${instruction}`)
}

describe('Problems', () => {
  it('are what BuildKit cannot read', () =>
    expectProblems(`
      FROM scratch
      RUNN x
      ^^^^ There is no instruction RUNN.
      ENV A
          ^ ENV needs a value after the name.
      ENV A=1 B
              ^ A pair has the form name=value.
      ARG
      ^^^ ARG needs a name.
      ARG =x
          ^^ The name of a build argument is missing.
      COPY a
           ^ COPY needs a source and a destination.
      CMD [1]
      ^^^ In JSON form all arguments must be strings.
      SHELL bash -c
            ^^^^^^^ SHELL needs a JSON array of strings.
      `))

  it('are flags that are unknown or lack their value', () =>
    expectProblems(`
      FROM scratch
      RUN --mounts=type=ssh x
          ^^^^^^^^^^^^^^^^^ RUN has no flag --mounts.
      RUN --mount type=ssh x
          ^^^^^^^ --mount needs a value.
      COPY --chown=1 --chown=2 a b
                     ^^^^^^^^^ --chown may be given only once.
      COPY --link=maybe a b
           ^^^^^^^^^^^^ --link is either true or false.
      `))

  it('are mounts that BuildKit refuses', () => {
    const problemOf = (mount: string) => problemsWith(`RUN --mount=${mount} x`)[0]
    assert.equal(problemOf('type=secret,id=a,env=A,required=true,mode=0400,uid=1'), undefined)
    assert.equal(problemOf('type=secrets,id=a'), '"secrets" is no value for "type".')
    assert.equal(problemOf('type=secret,id=a,requred=true'), 'A mount has no "requred".')
    assert.equal(problemOf('type=secret,id=a,mode=rw'), '"rw" is no value for "mode".')
    assert.equal(problemOf('type=secret,env=A'), 'A secret mount needs an id or a target.')
    assert.equal(
      problemOf('id=a,required=true,type=secret'),
      'A mount of type bind has no "required"; type= must come first.',
    )
  })

  it('do not depend on what a variable may be', () => {
    assert.deepEqual(problemsWith('RUN --mount=type=$T,required=$R,mode=$M,id=a x'), [])
  })

  it('are words that cannot be expanded, where BuildKit expands them', () => {
    assert.deepEqual(problemsWith('ENV A="b'), ['The double quote is not closed.'])
    assert.deepEqual(problemsWith('WORKDIR ${A'), ['A closing } is missing.'])
    assert.deepEqual(problemsWith('LABEL a=${A^^}'), ['BuildKit does not know this kind of substitution.'])
    assert.deepEqual(problemsWith(`RUN echo it's \${A^^}`), [])
  })

  it('are stages that do not begin or have a wrong name', () => {
    assert.deepEqual(problemsOf(''), ['There is no FROM.'])
    assert.deepEqual(problemsOf('ARG A\n'), ['There is no FROM.'])
    assert.deepEqual(problemsOf('RUN x\nFROM scratch'), ['Before the first FROM there can be no RUN.'])
    assert.deepEqual(problemsOf('FROM a b'), ['FROM is followed by an image, and perhaps AS and a name.'])
    assert.equal(problemsOf('FROM a AS 1').length, 1)
  })

  it('of an instruction after ONBUILD appear when it runs, if it can be read', () => {
    assert.deepEqual(problemsWith('ONBUILD RUN --foo x'), [])
    assert.deepEqual(problemsWith('ONBUILD COPY a'), [])
    assert.deepEqual(problemsWith('ONBUILD ENV A'), ['ENV needs a value after the name.'])
    assert.deepEqual(problemsWith('ONBUILD ONBUILD RUN x'), ['ONBUILD cannot be the instruction of ONBUILD.'])
  })

  it('leave the rest of the tree as it is', () => {
    const { stages } = parse('FROM a b\nENV A\nRUN --foo x\nCOPY y\nFOO\nRUN z')
    assert.deepEqual(
      stages[0]?.instructions.map(it => it.kind),
      ['ENV', 'RUN', 'COPY', 'UNKNOWN', 'RUN'],
    )
  })

  it('are no durations and numbers that Go does not read', () => {
    for (const right of ['30s', '1m30s', '1.5h', '.5s', '0', '500ms'])
      assert.deepEqual(problemsWith(`HEALTHCHECK --interval=${right} CMD x`), [], right)
    for (const wrong of ['30', 's', '.s', '1 s', '1us', '-1s', '1d'])
      assert.equal(problemsWith(`HEALTHCHECK --interval="${wrong}" CMD x`).length, 1, wrong)
  })
})
