import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { analyze } from '../../../server/src/core/analyze.ts'
import { addMounts, lineEnd, mountText } from '../../../server/src/core/fixes/mountEdits.ts'
import { applyEdits } from '../../../server/src/core/text.ts'

describe('the text of a mount', () => {
  it('has the type first, and requires the secret', () =>
    assert.equal(mountText({ id: 'a', env: 'A' }), '--mount=type=secret,id=a,env=A,required=true'))

  it('has an owner and a mode when they are given', () =>
    assert.equal(
      mountText({ id: 'a', target: '/a', uid: '1000', mode: '0400' }),
      '--mount=type=secret,id=a,target=/a,uid=1000,mode=0400,required=true',
    ))
})

describe('adding mounts', () => {
  const MOUNT = '--mount=type=secret,id=a,env=A,required=true'

  it('puts them before the command', () => {
    assert.equal(added('RUN x'), `RUN ${MOUNT} x`)
    assert.equal(added('RUN   x'), `RUN   ${MOUNT} x`)
    assert.equal(added('RUN\tx'), `RUN\t${MOUNT} x`)
    assert.equal(added('RUN ["x"]'), `RUN ${MOUNT} ["x"]`)
    assert.equal(added('RUN <<EOF\nx\nEOF'), `RUN ${MOUNT} <<EOF\nx\nEOF`)
    assert.equal(added('ONBUILD RUN x'), `ONBUILD RUN ${MOUNT} x`)
  })

  it('puts them after other flags', () =>
    assert.equal(
      added('RUN --network=none --mount=type=cache,target=/c x'),
      `RUN --network=none --mount=type=cache,target=/c ${MOUNT} x`,
    ))

  it('puts each on a line of its own when the command has several', () => {
    assert.equal(added('RUN x && \\\n  y'), `RUN ${MOUNT} \\\n  x && \\\n  y`)
    assert.equal(added('RUN x && \\\n\ty'), `RUN ${MOUNT} \\\n\tx && \\\n\ty`)
    assert.equal(added('RUN x && \\\n# c\n  y'), `RUN ${MOUNT} \\\n  x && \\\n# c\n  y`)
    assert.equal(added('RUN \\\n  x'), `RUN \\\n  ${MOUNT} \\\n  x`)
  })

  it('uses the line end and the escape character of the file', () => {
    assert.equal(added('RUN x && \\\r\n  y', 'FROM a\r\n'), `RUN ${MOUNT} \\\r\n  x && \\\r\n  y`)
    assert.equal(added('RUN x && `\n  y', '# escape=`\nFROM a\n'), `RUN ${MOUNT} \`\n  x && \`\n  y`)
  })

  it('changes nothing without mounts', () => {
    const { dockerfile, runs } = analyze('FROM a\nRUN x\n')
    assert.deepEqual(
      runs.flatMap(it => addMounts(dockerfile, it.run, [])),
      [],
    )
  })
})

describe('the line end of a file', () => {
  it('is that of its first line', () => {
    assert.equal(lineEnd(analyze('FROM a\r\nRUN x\n').dockerfile), '\r\n')
    assert.equal(lineEnd(analyze('FROM a\nRUN x\r\n').dockerfile), '\n')
    assert.equal(lineEnd(analyze('FROM a').dockerfile), '\n')
  })
})

function added(run: string, before = 'FROM a\n'): string {
  const text = before + run
  const { dockerfile, runs } = analyze(text)
  const edits = runs.flatMap(it => addMounts(dockerfile, it.run, [{ id: 'a', env: 'A' }]))
  return applyEdits(text, edits).slice(before.length)
}
