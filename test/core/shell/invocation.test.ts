import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { asAssignment, invocationOf, subcommandOf } from '../../../server/src/core/shell/invocation.ts'
import { parseScript } from '../../../server/src/core/shell/parseScript.ts'

describe('what a command runs', () => {
  const runs = (script: string) => {
    const invocation = invocation0(script)
    return invocation && [invocation.name, ...invocation.args.map(it => it.text)].join(' ')
  }

  it('is the base name of its program, without a version', () => {
    assert.equal(runs('/opt/venv/bin/pip3.11 install x'), 'pip install x')
    assert.equal(runs('python3 setup.py'), 'python setup.py')
    assert.equal(runs('NPM.CMD ci'), 'npm ci')
    assert.equal(runs('sha256sum x'), 'sha256sum x')
  })

  it('is found behind wrappers and their options', () => {
    assert.equal(runs('sudo -E -u app pip install x'), 'pip install x')
    assert.equal(runs('env -u A B=1 npm ci'), 'npm ci')
    assert.equal(runs('timeout -k 5 60 npm ci'), 'npm ci')
    assert.equal(runs('exec gosu app npm start'), 'npm start')
    assert.equal(runs('nice -n 10 nohup make'), 'make')
  })

  it('is the module of an interpreter', () => {
    assert.equal(runs('python -m pip install x'), 'pip install x')
    assert.equal(runs('python3.12 -u -m pip install x'), 'pip install x')
    assert.equal(runs('python script.py -m pip'), 'python script.py -m pip')
    assert.equal(runs('corepack pnpm install'), 'pnpm install')
    assert.equal(runs('corepack enable'), 'corepack enable')
  })

  it('is the tool that an interpreter is given as a file', () => {
    assert.equal(runs('php composer.phar install'), 'composer install')
    assert.equal(runs('php8.2 -d memory_limit=-1 /usr/bin/composer install -n'), 'composer install -n')
    assert.equal(runs('mono .nuget/NuGet.exe restore'), 'nuget restore')
    assert.equal(runs('php artisan migrate'), 'artisan migrate')
    assert.equal(runs('python3 -W ignore manage.py migrate'), 'manage.py migrate')
    assert.equal(runs('php index.php migrate'), 'php index.php migrate')
  })

  it('may have the name of something in JavaScript', () => {
    assert.equal(runs('constructor -x'), 'constructor -x')
    assert.equal(runs('toString exec y'), 'tostring exec y')
  })

  it('is unknown when its name is computed', () => {
    assert.equal(runs('$TOOL install'), undefined)
    assert.equal(runs('"$(which pip)" install'), undefined)
    assert.equal(runs('A=1'), undefined)
  })

  it('sees the variables of its wrappers', () => {
    const names = (script: string) => invocation0(script)?.assignments.map(it => it.name)
    assert.deepEqual(names('A=1 env B=2 C=3 npm ci'), ['A', 'B', 'C'])
    assert.deepEqual(names('sudo A=1 npm ci'), ['A'])
    assert.deepEqual(names('npm ci A=1'), [])
  })
})

describe('an assignment in an argument', () => {
  const parsed = (script: string) => {
    const word = invocation0(script)?.args[0]
    const assignment = word && asAssignment(word)
    return assignment && [assignment.name, assignment.value.text]
  }

  it('has a name and a value', () => {
    assert.deepEqual(parsed('x A=1'), ['A', '1'])
    assert.deepEqual(parsed('x A=$B'), ['A', '$B'])
    assert.deepEqual(parsed('x A='), ['A', ''])
  })

  it('is none without a name', () => {
    assert.equal(parsed('x =1'), undefined)
    assert.equal(parsed('x $A=1'), undefined)
    assert.equal(parsed('x A'), undefined)
  })
})

describe('a subcommand', () => {
  const of = (script: string, valued: readonly string[] = []) => subcommandOf(invocation0(script)?.args ?? [], valued)

  it('is the first argument that is no option', () => {
    assert.equal(of('npm --silent ci'), 'ci')
    assert.equal(of('npm'), undefined)
  })

  it('is not the value of an option', () => assert.equal(of('npm --prefix web ci', ['--prefix']), 'ci'))
})

function invocation0(script: string) {
  const command = parseScript({ text: script, segments: [{ at: 0, source: 0 }] }).commands.at(-1)
  return command && invocationOf(command)
}
