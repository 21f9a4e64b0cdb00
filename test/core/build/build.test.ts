import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { buildOf, type Build, type BuildStage, descendants, stageFrom } from '../../../server/src/core/build/build.ts'
import { imported, resolve } from '../../../server/src/core/build/declarations.ts'
import { homeAt, join, userAt, variableValue, workdirAt } from '../../../server/src/core/build/evaluate.ts'
import { collectRuns } from '../../../server/src/core/build/runs.ts'
import { secretMounts } from '../../../server/src/core/build/secretMounts.ts'
import { parse } from '../../../server/src/core/dockerfile/index.ts'
import { dedent } from '../../support/fixtures.ts'

const END = Number.MAX_SAFE_INTEGER

describe('the stages of a build', () => {
  it('know which stage they are built from, by name in any case', () => {
    const { stages } = build(`
      FROM alpine AS Base
      FROM base AS next
      FROM alpine
    `)
    assert.deepEqual(
      stages.map(it => it.parent?.stage.index),
      [undefined, 0, undefined],
    )
  })

  it('are built from images when their name is that of a later stage', () => {
    const { stages } = build(`
      FROM node
      FROM alpine AS node
    `)
    assert.equal(stages[0]?.parent, undefined)
  })

  it('are in the image when the last one is built from them', () => {
    const shipped = (text: string) => build(text).stages.map(it => it.shipped)
    assert.deepEqual(shipped('FROM a AS x\nFROM b AS y\nFROM x\n'), [true, false, true])
    assert.deepEqual(shipped('FROM a AS x\nFROM b\nCOPY --from=x /a /a\n'), [false, true])
  })

  it('are found by name and by index, before the one that asks', () => {
    const made = build('FROM a AS x\nFROM b AS x\nFROM c\nFROM d AS x\n')
    const asking = stage(made, 2)
    assert.equal(stageFrom(made, 'X', asking)?.stage.index, 1)
    assert.equal(stageFrom(made, '0', asking)?.stage.index, 0)
    assert.equal(stageFrom(made, '3', asking), undefined)
    assert.equal(stageFrom(made, 'alpine', asking), undefined)
  })

  it('have descendants', () => {
    const made = build('FROM a AS x\nFROM x AS y\nFROM b\nFROM y\n')
    assert.deepEqual(
      descendants(made, stage(made, 0)).map(it => it.stage.index),
      [0, 1, 3],
    )
  })
})

describe('a variable', () => {
  const resolved = (text: string, name = 'T') => {
    const made = build(text)
    const found = resolve(stage(made, made.stages.length - 1), name, END)
    return found && [found.kind, found.value?.text]
  }

  it('is what the last ARG or ENV says', () => {
    assert.deepEqual(resolved('FROM a\nARG T=1\nENV T=2\n'), ['env', '2'])
    assert.deepEqual(resolved('FROM a\nENV T=1\nARG T=2\n'), ['arg', '2'])
  })

  it('is not in force before it is declared', () => {
    const text = 'FROM a\nRUN x\nARG T=1\nRUN y\n'
    const made = build(text)
    assert.equal(resolve(stage(made, 0), 'T', text.indexOf('RUN x')), undefined)
    assert.equal(resolve(stage(made, 0), 'T', text.indexOf('RUN y'))?.value?.text, '1')
  })

  it('is inherited by stages that are built FROM one', () => {
    assert.deepEqual(resolved('FROM a AS x\nARG T=1\nFROM x\n'), ['arg', '1'])
    assert.equal(resolved('FROM a AS x\nARG T=1\nFROM b\n'), undefined)
  })

  it('before the first FROM is not visible in a stage', () => assert.equal(resolved('ARG T=1\nFROM a\n'), undefined))

  it('before the first FROM is imported by an ARG of the same name', () => {
    const made = build('ARG T=1\nARG U=2\nFROM a\nARG T\nENV U=3\n')
    const [arg, env] = stage(made, 0).declarations
    assert.equal(arg && imported(made, arg)?.value?.text, '1')
    assert.equal(env && imported(made, env), undefined)
  })

  it('in a list is one of several', () => {
    const { declarations } = stage(build('FROM a\nARG A B=1 C\nENV D=2 E=3\nENV F g h\n'), 0)
    assert.deepEqual(
      declarations.map(it => [it.name.text, it.value?.text]),
      [
        ['A', undefined],
        ['B', '1'],
        ['C', undefined],
        ['D', '2'],
        ['E', '3'],
        ['F', 'g h'],
      ],
    )
  })

  it('of ONBUILD is marked', () => {
    const [first] = stage(build('FROM a\nONBUILD ARG T\n'), 0).declarations
    assert.equal(first?.onbuild, true)
  })
})

describe('the value of a variable', () => {
  const value = (text: string, name = 'T') => {
    const made = build(text)
    return variableValue(made, stage(made, made.stages.length - 1), name, END)
  }

  it('is its default', () => {
    assert.equal(value('FROM a\nARG T="a b"\n'), 'a b')
    assert.equal(value('ARG T=1\nFROM a\nARG T\n'), '1')
  })

  it('is put together from others', () => {
    assert.equal(value('FROM a\nARG A=1\nENV T=$A/${A}\n'), '1/1')
    assert.equal(value('FROM a\nENV T=${A:-2}\n'), '2')
  })

  it('sees the variables from before its own ENV', () => assert.equal(value('FROM a\nENV A=1\nENV A=2 T=$A\n'), '1'))

  it('is unknown when it comes from outside', () => {
    assert.equal(value('FROM a\nARG T\n'), undefined)
    assert.equal(value('FROM a\nARG A\nENV T=x$A\n'), undefined)
    assert.equal(value('FROM a\nENV T=${A:+2}\n'), undefined)
  })

  it('is not looked for without end', () => {
    const lines = Array.from({ length: 40 }, (_, index) => `ENV A${index + 1}=$A${index}\n`)
    assert.equal(value(`FROM a\nENV A0=1\n${lines.join('')}`, 'A40'), undefined)
  })
})

describe('the surroundings of a RUN', () => {
  const at = (text: string) => {
    const made = build(text)
    const last = stage(made, made.stages.length - 1)
    return { workdir: workdirAt(made, last, END), user: userAt(made, last, END), home: homeAt(made, last, END) }
  }

  it('are those of root at first', () =>
    assert.deepEqual(at('FROM a\n'), { workdir: '/', user: 'root', home: '/root' }))

  it('have one directory joined to the other', () => {
    assert.equal(at('FROM a\nWORKDIR /a\nWORKDIR b/../c\n').workdir, '/a/c')
    assert.equal(at('FROM a\nWORKDIR /a\nWORKDIR /b\n').workdir, '/b')
    assert.equal(at('FROM a\nARG D=/d\nWORKDIR $D/e\n').workdir, '/d/e')
    assert.equal(at('FROM a\nARG D\nWORKDIR $D\n').workdir, undefined)
  })

  it('have a user by name or number', () => {
    assert.deepEqual(at('FROM a\nUSER app:group\n'), { workdir: '/', user: 'app', home: '/home/app' })
    assert.deepEqual(at('FROM a\nUSER 1000\n'), { workdir: '/', user: '1000', home: undefined })
    assert.equal(at('FROM a\nUSER 0:0\n').user, 'root')
    assert.equal(at('FROM a\nARG U\nUSER $U\n').user, undefined)
  })

  it('have the HOME that is set', () => {
    assert.equal(at('FROM a\nUSER app\nENV HOME=/srv\n').home, '/srv')
    assert.equal(at('FROM a\nARG H\nENV HOME=$H\n').home, undefined)
  })

  it('are inherited by stages that are built FROM one', () => {
    assert.deepEqual(at('FROM a AS x\nUSER app\nWORKDIR /w\nFROM x\nWORKDIR v\n'), {
      workdir: '/w/v',
      user: 'app',
      home: '/home/app',
    })
  })
})

describe('paths', () => {
  it('are joined without dots', () => {
    assert.equal(join('/a', 'b'), '/a/b')
    assert.equal(join('/a', '/b'), '/b')
    assert.equal(join('/a', '../../b/./c/'), '/b/c')
    assert.equal(join('/', '.'), '/')
  })
})

describe('a RUN', () => {
  const dialects = (text: string) => collectRuns(build(text)).map(it => it.dialect)

  it('has the dialect of its shell', () => {
    assert.deepEqual(dialects('FROM a\nRUN x\n'), ['posix'])
    assert.deepEqual(dialects('FROM a\nSHELL ["/bin/bash", "-c"]\nRUN x\n'), ['posix'])
    assert.deepEqual(dialects('FROM a\nSHELL ["powershell", "-Command"]\nRUN x\n'), ['powershell'])
    assert.deepEqual(dialects('FROM a\nSHELL ["pwsh.exe", "-c"]\nRUN x\n'), ['powershell'])
    assert.deepEqual(dialects('FROM a\nSHELL ["cmd", "/S", "/C"]\nRUN x\n'), ['cmd'])
    assert.deepEqual(dialects('FROM a\nSHELL ["python", "-c"]\nRUN x\n'), ['program'])
  })

  it('has the dialect of its image', () => {
    assert.deepEqual(dialects('FROM mcr.microsoft.com/windows/servercore:ltsc2022\nRUN x\n'), ['cmd'])
    assert.deepEqual(dialects('FROM mcr.microsoft.com/windows/nanoserver AS x\nFROM x\nRUN y\n'), ['cmd'])
  })

  it('may be a program of another language', () => {
    assert.deepEqual(dialects('FROM a\nRUN <<EOF\n#!/usr/bin/env python\nx\nEOF\n'), ['program'])
    assert.deepEqual(dialects('FROM a\nRUN <<EOF\n#!/bin/sh\nx\nEOF\n'), ['posix'])
  })

  it('in the exec form starts its program and the script in it', () => {
    const [run] = collectRuns(build('FROM a\nRUN ["sh", "-c", "a && b"]\n'))
    assert.deepEqual(
      run?.script.commands.map(it => it.words.map(word => word.text)),
      [['sh', '-c', 'a && b'], ['a'], ['b']],
    )
    assert.equal(run?.script.understood, true)
  })

  it('in the exec form with escapes has no places to write at', () => {
    const [run] = collectRuns(build('FROM a\nRUN ["sh", "-c", "a \\"b\\""]\n'))
    assert.equal(run?.script.understood, false)
  })

  it('is found below ONBUILD', () => assert.deepEqual(dialects('FROM a\nONBUILD RUN x\n'), ['posix']))
})

describe('a secret mount', () => {
  const mounts = (flags: string, before = '') => {
    const made = build(`FROM a\n${before}RUN ${flags} x\n`)
    const [run] = collectRuns(made)
    assert.ok(run)
    return secretMounts(made, run.stage, run.run).map(({ id, target, env, required }) => ({
      id,
      target,
      env,
      required,
    }))
  }

  it('is a file below /run/secrets', () =>
    assert.deepEqual(mounts('--mount=type=secret,id=a'), [
      { id: 'a', target: '/run/secrets/a', env: undefined, required: false },
    ]))

  it('has the base name of its target for an id, and of its id for a target', () => {
    assert.equal(mounts('--mount=type=secret,target=/root/.netrc')[0]?.id, '.netrc')
    assert.equal(mounts('--mount=type=secret,id=my/x')[0]?.target, '/run/secrets/x')
  })

  it('has no file when it sets a variable, unless there is a target', () => {
    assert.equal(mounts('--mount=type=secret,id=a,env=A')[0]?.target, undefined)
    assert.equal(mounts('--mount=type=secret,id=a,env=A,target=/a')[0]?.target, '/a')
  })

  it('has a target relative to the working directory', () =>
    assert.equal(mounts('--mount=type=secret,id=a,target=b', 'WORKDIR /w\n')[0]?.target, '/w/b'))

  it('expands variables of the Dockerfile', () =>
    assert.equal(mounts('--mount=type=secret,id=a,target=$D/b', 'ARG D=/d\n')[0]?.target, '/d/b'))

  it('has the last of two values', () => assert.equal(mounts('--mount=type=secret,id=a,id=b')[0]?.id, 'b'))

  it('is required when it says so', () => {
    for (const text of ['required', 'required=true', 'required=1'])
      assert.equal(mounts(`--mount=type=secret,id=a,${text}`)[0]?.required, true)
    assert.equal(mounts('--mount=type=secret,id=a,required=false')[0]?.required, false)
  })
})

function build(text: string): Build {
  return buildOf(parse(dedent(text)))
}

function stage({ stages }: Build, index: number): BuildStage {
  const found = stages[index]
  assert.ok(found)
  return found
}
