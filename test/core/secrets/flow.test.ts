import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { analyze } from '../../../server/src/core/analyze.ts'
import type { RunFlow, Use } from '../../../server/src/core/secrets/flow.ts'
import { dedent } from '../../support/fixtures.ts'

describe('the uses of a value', () => {
  it('are the expansions of a variable', () => {
    assert.deepEqual(uses('FROM a\nARG T\nRUN x $T "${T}y"\n'), ['T', 'T'])
    assert.deepEqual(uses('FROM a\nENV T=1\nRUN x $T\n'), ['T'])
    assert.deepEqual(uses('FROM a\nRUN x $T\n'), [])
  })

  it('are not in single quotes, and not its length or that it is there', () =>
    assert.deepEqual(uses(`FROM a\nARG T\nRUN x '$T' \${#T} \${T:+y} \${!T}\n`), []))

  it('reach through a variable of the script', () => {
    assert.deepEqual(uses('FROM a\nARG T\nRUN A=x$T && y $A\n'), ['T', 'A'])
    assert.deepEqual(uses('FROM a\nARG T\nRUN export A=$T; y "$A"\n'), ['T', 'A'])
  })

  it('end where the variable gets another value', () => assert.deepEqual(uses('FROM a\nARG T\nRUN T=1 && x $T\n'), []))

  it('are those of a mounted file that is read', () => {
    const file = 'RUN --mount=type=secret,id=t'
    assert.deepEqual(uses(`FROM a\n${file} cat /run/secrets/t\n`), ['mount t'])
    assert.deepEqual(uses(`FROM a\n${file},target=/t x < /t\n`), ['mount t'])
    assert.deepEqual(uses(`FROM a\n${file} x "$(cat /run/secrets/t)"\n`), ['mount t', 'mount t'])
    assert.deepEqual(uses(`FROM a\n${file},env=T x $T\n`), ['T'])
  })

  it('of a mounted variable hide an argument of the same name', () => {
    const [use] = flow('FROM a\nARG T\nRUN --mount=type=secret,id=t,env=T x $T\n').uses
    assert.equal(use?.source.kind, 'mount')
  })
})

describe('the role of a value', () => {
  const role = (command: string) => flow(`FROM a\nARG A\nARG B\nRUN ${command}\n`).uses.map(it => it.role)

  it('is told by what stands around it', () => {
    assert.deepEqual(role('x https://$A:$B@host/'), ['user', 'credential'])
    assert.deepEqual(role('x https://$A@host/'), ['credential'])
    assert.deepEqual(role('x https://host/$A'), ['unknown'])
    assert.deepEqual(role('x -H "Authorization: Bearer $A"'), ['credential'])
    assert.deepEqual(role('x --password $A --user $B'), ['credential', 'user'])
    assert.deepEqual(role('x --password=$A'), ['credential'])
    assert.deepEqual(role('x --output $A'), ['unknown'])
    assert.deepEqual(role('NPM_TOKEN=$A x'), ['credential'])
    assert.deepEqual(role('echo "machine h login $A password $B"'), ['user', 'credential'])
    assert.deepEqual(role('npm config set //h/:_authToken $A'), ['credential'])
  })

  it('is told by the marked place of a template that it fills', () => {
    for (const edit of ['s/__PASSWORD__/$A/', 's|{{ api_token }}|$A|g', 's#<db_password>#${A}#', 's/@SECRET_KEY@/$A/'])
      assert.deepEqual(role(`sed -i "${edit}" f`), ['credential'], edit)
    for (const edit of [
      's/password/$A/',
      's/__PASSWORD_FILE__/$A/',
      's/__HOST__/$A/',
      's/$A/__PASSWORD__/',
      'x/__PASSWORD__/$A/',
    ])
      assert.deepEqual(role(`sed -i "${edit}" f`), ['unknown'], edit)
  })

  it('is told by the element or the entry of XML', () => {
    for (const text of ['<password>$A</password>', '<add key=\\"ClearTextPassword\\" value=\\"$A\\" />'])
      assert.deepEqual(role(`echo "${text}" > f`), ['credential'], text)
    for (const text of [
      '<passwordFile>$A</passwordFile>',
      '<version>$A',
      'a > $A',
      '<a name=\\"tokenTtl\\" value=\\"$A\\"/>',
    ])
      assert.deepEqual(role(`echo "${text}" > f`), ['unknown'], text)
  })

  it('is told by the whole name of a property', () => {
    assert.deepEqual(role('./gradlew -Pgpr.key=$A -Pcache.key=$B'), ['credential', 'unknown'])
    assert.deepEqual(role('sonar-scanner -Dsonar.login=$A -Dsonar.projectKey=$B'), ['credential', 'unknown'])
    assert.deepEqual(flow('FROM a\nARG SONAR_USER\nRUN x -Dsonar.login=$SONAR_USER').uses[0]?.role, 'user')
  })

  it('is told by the place in the format of printf', () => {
    assert.deepEqual(role(`printf 'machine h login %s password %s' $A "$B"`), ['user', 'credential'])
    assert.deepEqual(role(`printf '%s %s' $A $B`), ['unknown', 'unknown'])
    assert.deepEqual(role(`printf 'password %s' x $A`), ['unknown'])
  })

  it('is not told by words that are no keys', () => {
    assert.deepEqual(role('echo "Reading the token" $A'), ['unknown'])
    assert.deepEqual(role('grep -q password "$A"'), ['unknown'])
    assert.deepEqual(role('test -f token $A'), ['unknown'])
    assert.deepEqual(role('for token in $A; do x; done'), ['unknown'])
  })
})

describe('what a RUN writes', () => {
  it('is where the output of a command goes', () => {
    assert.deepEqual(written('echo $T > /f'), ['/f'])
    assert.deepEqual(written('echo $T >> f'), ['/w/f'])
    assert.deepEqual(written('echo $T > ~/.f'), ['/root/.f'])
    assert.deepEqual(written('echo $T > $HOME/.f'), ['/root/.f'])
    assert.deepEqual(written('echo $T > "$UNKNOWN/f"'), [undefined])
  })

  it('is nothing on standard error, in devices and in the place of secrets', () => {
    assert.deepEqual(written('echo $T > /dev/null; echo $T 2> /f; echo $T > /run/secrets/x'), [])
  })

  it('goes through pipes, tee, here-documents and copies', () => {
    assert.deepEqual(written('echo $T | base64 > /f'), ['/f'])
    assert.deepEqual(written('echo $T | tee -a /f /g'), ['/f', '/g'])
    assert.deepEqual(written('echo $T | curl -d @- h > /f'), [])
    assert.deepEqual(written('cat > /f <<< "$T"'), ['/f'])
    assert.deepEqual(written('echo $T > /f && cp /f /g'), ['/f', '/g'])
    assert.deepEqual(written('sed -i "s/x/$T/" /f'), ['/f'])
  })

  it('follows cd, but not out of a subshell', () => {
    assert.deepEqual(written('cd /a && cd b && echo $T > f'), ['/a/b/f'])
    assert.deepEqual(written('(cd /a && echo $T > f); echo $T > g'), ['/a/f', '/w/g'])
    assert.deepEqual(written('cd /a | true; echo $T > f'), ['/w/f'])
    assert.deepEqual(written(`sh -c 'cd /a && echo $T > f'; echo $T > g`), ['/a/f', '/w/g'])
    assert.deepEqual(written('{ cd /a; }; echo $T > f'), ['/a/f'])
  })

  it('comes from the output of a nested script', () => assert.deepEqual(written(`sh -c 'echo $T' > /f`), ['/f']))

  it('is what the command of a tool stores', () => {
    assert.deepEqual(written('poetry config http-basic.x u $T'), ['/root/.config/pypoetry/auth.toml'])
    assert.deepEqual(written('git clone https://$T@h/a/b.git'), ['/w/b/.git/config'])
    assert.deepEqual(written('git clone https://$T@h/a/b.git /c'), ['/c/.git/config'])
  })

  it('is no longer there when it is removed for sure', () => {
    assert.deepEqual(left('echo $T > /f && rm /f'), [])
    assert.deepEqual(left('echo $T > /d/f && rm -rf /d'), [])
    assert.deepEqual(left('echo $T > /d/f && rm -rf /d/*'), [])
    assert.deepEqual(left('echo $T > /f && { rm /f; }'), [])
    assert.deepEqual(left('poetry config http-basic.x u $T && poetry config --unset http-basic.x'), [])
  })

  it('is there when it may not be removed', () => {
    assert.deepEqual(left('echo $T > /f && x || rm /f'), ['/f'])
    assert.deepEqual(left('echo $T > /f; if x; then rm /f; fi'), ['/f'])
    assert.deepEqual(left('rm /f; echo $T > /f'), ['/f'])
    assert.deepEqual(left('echo $T > /f && rm /ff /d/f'), ['/f'])
  })
})

function flow(dockerfile: string): RunFlow {
  const [first] = analyze(dedent(dockerfile)).trace.flows
  assert.ok(first)
  return first
}

function uses(dockerfile: string): readonly string[] {
  return flow(dockerfile).uses.map(nameOf)
}

function nameOf({ name, source }: Use): string {
  return name === '' && source.kind === 'mount' ? `mount ${source.mount.id}` : name
}

function writes(command: string) {
  return flow(`FROM a\nARG T\nWORKDIR /w\nRUN ${command}\n`).writes
}

function written(command: string): readonly (string | undefined)[] {
  return writes(command).map(it => it.path)
}

function left(command: string): readonly (string | undefined)[] {
  return writes(command).flatMap(it => (it.removed ? [] : [it.path]))
}

describe('a value that is put together of itself', () => {
  it('does not grow', () => {
    const doubling = Array.from({ length: 40 }, () => 'A="$A$T$A" && cat f f >> f').join(' && ')
    const run = flow(`FROM a\nARG T\nRUN echo $T > f && ${doubling} && echo $A > g\n`)
    assert.ok(run.uses.length < 300)
    assert.deepEqual(run.writes.at(-1)?.uses.length, 1)
  })
})
