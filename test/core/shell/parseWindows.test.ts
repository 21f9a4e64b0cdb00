import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ShellCommand, ShellWord } from '../../../server/src/core/shell/model.ts'
import { parseWindows } from '../../../server/src/core/shell/parseWindows.ts'
import type { WindowsShell } from '../../../server/src/core/shell/windowsSyntax.ts'

describe('a script for PowerShell', () => {
  const read = (script: string) => shown('powershell', script)

  it('has commands with words, and variables of the environment in them', () => {
    assert.deepEqual(read('nuget push a.nupkg -ApiKey $env:KEY'), ['nuget push a.nupkg -ApiKey <KEY>'])
    assert.deepEqual(read('x ${Env:A} "b $($env:C) d"'), ['x <A> {b <C> d}'])
    assert.deepEqual(read('x https://$env:USER:$env:PAT@host/'), ['x {https://<USER>:<PAT>@host/}'])
  })

  it('has variables of its own, which are none of the build', () => assert.deepEqual(read('x $Token'), ['x <$token>']))

  it('expands nothing in single quotes', () => assert.deepEqual(read("x 'a $env:T'"), ['x {a $env:T}']))

  it('knows escapes, also those for the program that starts it', () => {
    assert.deepEqual(read('x a`$env:T'), ['x a$env:T'])
    assert.deepEqual(read('x \\"a b\\" "C:\\dir\\" c'), ['x {a b} C:\\dir c'])
  })

  it('separates commands', () => {
    assert.deepEqual(read('a; b | c\nif (d) { e } # f; g'), ['a', 'b', 'c', 'if', 'd', 'e'])
    assert.deepEqual(read('a `\n b'), ['a b'])
  })

  it('keeps a table together', () =>
    assert.deepEqual(read('iwr -Headers @{ A = "Bearer $env:T"; B = 1 } -Uri u'), [
      'iwr -Headers {@{ A = Bearer <T>; B = 1 }} -Uri u',
    ]))

  it('assigns values, but not the output of commands', () => {
    assert.deepEqual(read('$env:A = "x $env:T"'), ['<A> := {x <T>}'])
    assert.deepEqual(read('$a=$env:T'), ['<$a> := <T>'])
    assert.deepEqual(read("$a = 'Basic ' + $env:T"), ['<$a> := {Basic +<T>}'])
    assert.deepEqual(read('$r = Invoke-WebRequest u'), ['Invoke-WebRequest u > nothing'])
  })

  it('prints a value that stands alone as a statement', () => {
    assert.deepEqual(read('$env:T'), ['Write-Output <T>'])
    assert.deepEqual(read('"a" | x'), ['Write-Output a', 'x'])
    assert.deepEqual(read('if ($env:T) { x }'), ['if', '<T>', 'x'])
    assert.deepEqual(read('& "C:\\x.exe" /k'), ['C:\\x.exe /k'])
  })

  it('redirects output', () => {
    assert.deepEqual(read('echo $env:T > a.txt'), ['echo <T> > a.txt'])
    assert.deepEqual(read('echo a *>> b; c 2>&1; d > $null'), ['echo a >> b', 'c', 'd > nothing'])
  })

  it('writes files with cmdlets', () => {
    assert.deepEqual(read('Set-Content -Path a -Value b'), ['Set-Content -Path a -Value b > a'])
    assert.deepEqual(read('Set-Content a b'), ['Set-Content a b > a'])
    assert.deepEqual(read('x | Out-File -Encoding ascii -Append a'), ['x', 'Out-File -Encoding ascii -Append a >> a'])
    assert.deepEqual(read('x | Out-File -Force a'), ['x', 'Out-File -Force a > a'])
    assert.deepEqual(read('x | Out-Null'), ['x', 'Out-Null'])
  })

  it('connects a pipeline', () => {
    const [first, second] = parseWindows(mapped('(a) | b'), 'powershell').commands
    assert.deepEqual(second?.pipedFrom, [first])
    assert.equal(first?.piped, true)
  })
})

describe('a script for cmd', () => {
  const read = (script: string) => shown('cmd', script)

  it('has commands with words, and variables in them', () => {
    assert.deepEqual(read('nuget sources add -Password %PAT%'), ['nuget sources add -Password <PAT>'])
    assert.deepEqual(read('x "a %B:~0,3% c" 100%'), ['x {a <B> c} 100%'])
    assert.deepEqual(read("x '%T%'"), ["x '<T>'"])
  })

  it('separates commands', () => {
    assert.deepEqual(read('a && b & c | d || (e)\nrem f & g\n:: h'), ['a', 'b', 'c', 'd', 'e'])
    assert.deepEqual(read('a "b & c" d^&e'), ['a {b & c} d&e'])
  })

  it('sets variables', () => {
    assert.deepEqual(read('set A=%T%&& x %A%'), ['<A> := <T>', 'x <A>'])
    assert.deepEqual(read('set "A=b c"'), ['<A> := {b c}'])
    assert.deepEqual(read('set'), ['set'])
  })

  it('redirects output', () =>
    assert.deepEqual(read('echo a=%T%> .npmrc & b >nul 2>&1'), ['echo {a=<T>} > .npmrc', 'b > nothing']))

  it('starts PowerShell', () => {
    assert.deepEqual(read('powershell -NoProfile -Command "a \\"b $env:T\\"; c" & d'), [
      'powershell -NoProfile -Command',
      'a {b <T>}',
      'c',
      'd',
    ])
    assert.deepEqual(read('C:\\pwsh.exe -c Write-Host $env:T'), ['C:\\pwsh.exe -c', 'Write-Host <T>'])
    assert.deepEqual(read('powershell -File a.ps1 %T%'), ['powershell -File a.ps1 <T>'])
  })
})

describe('both', () => {
  it('have spans in the text that the script comes from', () => {
    const text = 'RUN a "b c" > d'
    const [only] = parseWindows({ text: text.slice(4), segments: [{ at: 0, source: 4 }] }, 'powershell').commands
    assert.ok(only)
    const slice = ({ start, end }: { start: number; end: number }) => text.slice(start, end)
    assert.equal(slice(only.span), 'a "b c" > d')
    assert.deepEqual(only.words.map(slice), ['a', '"b c"'])
    assert.deepEqual(
      only.redirects.map(it => slice(it)),
      ['d'],
    )
  })

  it('are never understood, so that no fix edits them', () =>
    assert.equal(parseWindows(mapped('a'), 'cmd').understood, false))

  it('accept what is not closed', () => {
    for (const script of ['"a', "'a", '@{a', 'a >', '$', '${', '%', '%a', '`', '^', '@{@{@{', '}})', '$env:', '|||'])
      for (const shell of ['powershell', 'cmd'] as const) assert.ok(parseWindows(mapped(script), shell))
  })
})

function mapped(text: string) {
  return { text, segments: [{ at: 0, source: 0 }] }
}

/** The commands, with variables as `<NAME>` and words with blanks, quotes or variables in braces. */
function shown(shell: WindowsShell, script: string): readonly string[] {
  return parseWindows(mapped(script), shell).commands.map(command)
}

function command({ words, assignments, redirects }: ShellCommand): string {
  return [
    ...words.map(shownWord),
    ...assignments.map(it => `<${it.name}> := ${shownWord(it.value)}`),
    ...redirects.map(it => `${it.operator} ${it.target ? shownWord(it.target) : 'nothing'}`),
  ].join(' ')
}

function shownWord({ parts }: ShellWord): string {
  const text = parts
    .map(it => (it.kind === 'literal' ? it.value : it.kind === 'variable' ? `<${it.name}>` : '?'))
    .join('')
  return /\s/.test(text) || (parts.length > 1 && !text.startsWith("'")) ? `{${text}}` : text
}
