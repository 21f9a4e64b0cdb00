import fc, { type Arbitrary } from 'fast-check'

/** A Dockerfile of stages that are each built on the one before it, so that BuildKit looks at all of them. */
export function dockerfileTexts(): Arbitrary<string> {
  return fc
    .tuple(
      fc.constantFrom('', '', '', '# escape=`\n', '# escape=\\\n', '# check=skip=all\n# ESCAPE = `\n', '# a comment\n'),
      fc.constantFrom('\n', '\n', '\r\n'),
      fc.boolean(),
    )
    .chain(([head, lineEnd, isCareful]) => {
      const escape = /=\s*`/.test(head) ? '`' : '\\'
      const lines = fc.array(lineOf(escape, isCareful), { minLength: 1, maxLength: 12 })
      const stages = fc.array(lines, { minLength: 1, maxLength: 3 })
      const globals = fc.constantFrom('', '', 'ARG BASE=scratch\nARG OTHER="$BASE x"\n')
      return fc
        .tuple(globals, stages)
        .map(
          ([first, all]) =>
            head +
            first +
            all.map((it, index) => stageOf(index, it, first, index + 1 === all.length)).join('') +
            'ARG LAST=1\n',
        )
        .map(text => text.replaceAll('\n', lineEnd))
    })
    .map(numberNames)
}

/** Every declaration gets a name of its own, as BuildKit lists a name only once. */
function numberNames(text: string): string {
  let count = 0
  return text.replaceAll('NAME', () => `A${count++}`)
}

function stageOf(index: number, lines: readonly string[], globals: string, isLast: boolean): string {
  const base = globals === '' ? 'scratch AS s0' : '"${BASE}" AS s0\nARG OTHER'
  const from = index === 0 ? `FROM ${base}` : `from s${index - 1} as S${index}`
  // Triggers would run in the next stage.
  const own = isLast ? lines : lines.map(it => it.replace(/^ONBUILD (?!FROM)/, ''))
  return [from, ...own, ''].join('\n')
}

/** One instruction with what belongs to it. */
function lineOf(escape: string, isCareful: boolean): Arbitrary<string> {
  const glue = fc.constantFrom(' ', ' ', ' ', '  ', '\t', ...continuations(escape))
  const word = wordOf(escape, isCareful)
  const pair = fc.tuple(fc.constantFrom('NAME', 'NAME', 'V', 'W'), word).map(([name, it]) => `${name}=${it}`)
  const join = (all: readonly string[], separators: readonly string[]) =>
    all.map((it, index) => it + (index < all.length - 1 ? (separators[index] ?? ' ') : '')).join('')
  const listOf = (arbitrary: Arbitrary<string>, minLength = 1) =>
    fc
      .tuple(fc.array(arbitrary, { minLength, maxLength: 3 }), fc.array(glue, { minLength: 3, maxLength: 3 }))
      .map(([all, separators]) => join(all, separators))
  const declaration = fc.oneof(pair, pair, fc.constant('NAME'))
  const arg = fc.tuple(fc.constantFrom('ARG', 'arg', '  Arg'), glue, listOf(declaration)).map(it => it.join(''))
  const env = fc.tuple(fc.constantFrom('ENV', 'env'), glue, listOf(pair)).map(it => it.join(''))
  const legacy = fc.tuple(fc.constantFrom('ENV V ', 'ENV W\t', 'LABEL x '), word).map(it => it.join(''))
  const run = fc.tuple(fc.constantFrom('RUN', 'run', 'ONBUILD RUN'), glue, listOf(flagOf(), 0), glue, commandOf(escape))
  const others = fc.constantFrom(
    '',
    '# a comment',
    '  # an indented comment \\',
    'CMD ["a", "b"]',
    'CMD [ "a", "\\u0041" ] x',
    `ENTRYPOINT ["a", ${escape}\n# ]\n "b"]`,
    'WORKDIR /a b',
    'ONBUILD ENV A=1',
    'HEALTHCHECK --interval=1m CMD <<X',
    'LABEL a=<<X "b c"=\'d e\'',
  )
  return fc.oneof(
    { weight: 6, arbitrary: arg },
    { weight: 3, arbitrary: env },
    { weight: 1, arbitrary: legacy },
    { weight: 4, arbitrary: run.map(it => it.join('')) },
    { weight: 2, arbitrary: heredocOf(escape, isCareful) },
    { weight: 1, arbitrary: others },
    { weight: isCareful ? 0 : 1, arbitrary: odd },
  )
}

function continuations(escape: string): readonly string[] {
  return [` ${escape}\n`, `${escape}\n  `, ` ${escape} \t\n# NAME ${escape}\n  `, ` ${escape}\n\n # c\n\n`]
}

/** What BuildKit rejects, most of the time. */
const odd = fc.constantFrom(
  'FOO x',
  'ENV A',
  'ENV A=1 B',
  'COPY a',
  'CMD [1]',
  'RUN --foo x',
  'ARG =x',
  'HEALTHCHECK x',
  'SHELL a',
  'RUN --mount=type=secret x',
  'ONBUILD FROM x',
  'WORKDIR',
  'ARG',
)

function wordOf(escape: string, isCareful: boolean): Arbitrary<string> {
  const variable = fc.constantFrom('$V', '${V}', '$W$V', '${V:-x}', '${W-$V}', '${W:+y${V}}', '$1', '$$', '$@')
  const pattern = fc.constantFrom('${V#a}', '${V##*a}', '${V%x}', '${V%%a*}', '${V/a/b}', '${V//x/$W}', '${V/?/}')
  const quoted = fc.constantFrom('"a b"', "'c $V'", '"$V"', '""', "''", `"${escape}""`, `"${escape}a"`)
  const plain = fc.constantFrom('a', 'x', 'ab', '=', '/', '.', '#', 'é', '<<X', '<', '😀', '\u00a0')
  const escaped = fc.constantFrom(' ', '"', "'", '$V', 'x', escape).map(it => escape + it)
  const split = fc.constantFrom(`${escape}\n`, `${escape}\n# c\n`)
  const wild = fc.constantFrom(
    '${V:+a b}',
    '"${W:-a b}"',
    '"',
    "'",
    '$',
    '${',
    '}',
    escape,
    '${V',
    '${}',
    '${V^}',
    '${V:=x}',
    '\\',
    '`',
    '${V?e}',
  )
  const piece = fc.oneof(
    { weight: 5, arbitrary: plain },
    { weight: 3, arbitrary: variable },
    { weight: 1, arbitrary: pattern },
    { weight: 3, arbitrary: quoted },
    { weight: 1, arbitrary: escaped },
    { weight: 1, arbitrary: split },
    { weight: isCareful ? 0 : 1, arbitrary: wild },
  )
  return fc.array(piece, { maxLength: 4 }).map(it => it.join(''))
}

function flagOf(): Arbitrary<string> {
  return fc.constantFrom(
    '--network=none',
    '--mount=type=secret,id=NAME',
    '--mount=type=secret,id=NAME,required',
    '--mount="type=secret,id=NAME,required=true"',
    "--mount=type=secret,id='NAME'",
    '--mount=TYPE=Secret,source=NAME,target=/x,required=0',
    '--mount=type=secret,target=/a/NAME',
    '--mount=type=secret,id=$V-NAME,env=X',
    `--mount='type=secret,"id=a,NAME"'`,
    '--mount=type=cache,target=/c',
    '--mount=type=bind,target=/<<X',
  )
}

function commandOf(escape: string): Arbitrary<string> {
  return fc.constantFrom(
    'echo hi',
    `a ${escape}\n && b ${escape}\n\n# ARG NAME\n && c`,
    '["a", "<<X"]',
    '[ -f x ] && y',
    'echo \'a b\' "c $V" ${V:-x}',
    'echo "a << b" \'<<X\' $((1<<2)) <<<x',
    'echo # a comment',
    '-- x',
    `a ${escape}${escape}`,
    'ARG NAME',
  )
}

/** Here-documents with bodies that would be instructions outside of them. */
function heredocOf(escape: string, isCareful: boolean): Arbitrary<string> {
  const body = fc.constantFrom('', 'ARG NAME=1\n', '# c\n', 'FROM x\n', `x ${escape}\n`, '\tX\n', 'X \n', '\n', '<<Y\n')
  const bodies = fc.array(isCareful ? body.filter(it => it !== '\tX\n') : body, { maxLength: 3 }).map(it => it.join(''))
  const shapes = [
    ['RUN <<X', 'X'],
    ['RUN <<-X', '\tX'],
    ['RUN --network=none cat <<"X" > /y', 'X'],
    ["RUN 3<<'X Z' cat", 'X Z'],
    ['ONBUILD RUN cat <<X', 'X'],
    [`RUN cat ${escape}\n  <<X ${escape}\n  && b`, 'X'],
    ['COPY <<X /a', 'X'],
    ['ADD a <<"X" b <<-Y /a/', 'X\ny\n\tY'],
    ['RUN cat << X | b', 'X'],
    ['RUN a <<\\X', 'X'],
    ["RUN echo it's <<X", ''],
    ['RUN echo ${V^^} <<X', ''],
    ['RUN echo ${V:-y}<<X', ''],
    ['RUN echo ${V:- <<X }', 'X'],
    ['RUN cat <<A <<B', 'A\nb\nB'],
    ['RUN ["a", "<<X"]', ''],
    ['RUN ["a", "<<X"] b', 'X'],
    ['RUN x <<X; y', 'X;'],
    ['RUN x <<$V', '$V'],
    ['CMD <<X', ''],
  ] as const
  return fc
    .tuple(fc.constantFrom(...shapes), bodies)
    .map(([[line, end], it]) => (end === '' ? line : `${line}\n${it}${end}`))
}

/** A Dockerfile with one stage that can be built when `/bin/sh` is in the context, with many kinds of instructions. */
export function buildableTexts(): Arbitrary<string> {
  return fc.constantFrom('\\', '`').chain(escape => {
    const head = `# escape=${escape}\nFROM scratch\nCOPY sh /bin/sh\nENV V=abca W="x y"\n`
    const tail = fc.tuple(finalOf('CMD', escape), finalOf('ENTRYPOINT', escape), finalOf('HEALTHCHECK CMD', escape))
    return fc
      .tuple(
        fc.array(stepOf(escape), { minLength: 6, maxLength: 6 }),
        fc.array(settingOf(escape), { maxLength: 12 }),
        tail,
      )
      .map(([steps, settings, last]) => head + [...steps, ...settings, ...last, ''].join('\n'))
      .map(numberNames)
  })
}

/** RUN, and COPY of here-documents. */
function stepOf(escape: string): Arbitrary<string> {
  const body = fc.constantFrom(
    'a\n',
    '\ta\n',
    '\n',
    `a ${escape}\n`,
    '# c\n',
    ' X\n',
    '"$V\' ${W:-x}\n',
    '\\$V\n',
    '$(cmd) `x`\n',
  )
  const bodies = fc.array(body, { maxLength: 4 }).map(it => it.join(''))
  const script = fc.array(
    fc.constantFrom(
      'a',
      '$V',
      "'b c'",
      '"d $V"',
      '&&',
      '#',
      `${escape}${escape}`,
      `${escape}\n`,
      `${escape} \n# c\n\n\t`,
      '  ',
      '\u00a0',
      '😀',
    ),
    { minLength: 1, maxLength: 8 },
  )
  const shapes = [
    ['RUN <<X', 'X'],
    ['RUN <<-X', '\t\tX'],
    ['RUN <<X\n#!/bin/sh', 'X'],
    ['RUN cat <<X', 'X'],
    [`RUN cat <<-"X" ${escape}\n  && b`, '\tX'],
    ['RUN <<X cat && <<Y b', 'X\nb\nY'],
    ['COPY <<X /heredoc/NAME', 'X'],
    ["COPY <<'X' /heredoc/NAME", 'X'],
    ['ADD <<-X /heredoc/NAME', '\tX'],
    ['COPY <<X <<-"Y" /heredoc/NAME/', 'X\n\ty $V\nY'],
  ] as const
  const heredoc = fc.tuple(fc.constantFrom(...shapes), bodies).map(([[line, end], it]) => `${line}\n${it}${end}`)
  return fc.oneof(
    script.map(it => `RUN z${it.join(' ')}`),
    heredoc,
    heredoc,
  )
}

function settingOf(escape: string): Arbitrary<string> {
  const word = wordOf(escape, true).filter(it => !it.includes('\u00a0'))
  return fc.oneof(
    word.map(it => `ENV NAME=${it}`),
    word.map(it => `LABEL NAME=${it} "k NAME"=${escape}\n${it}x`),
    word.map(it => `LABEL NAME x${it} ${it} `),
    word.map(it => `ENV NAME\tx${it}`),
    fc.constantFrom('WORKDIR /a b', 'WORKDIR "/c d"', `WORKDIR /e/$V${escape}\nf`, 'USER 0', 'USER "0:0"', 'USER $V'),
    fc.constantFrom('VOLUME /a /b$V', 'VOLUME ["/c d", "/e\\u0041$V"]', 'VOLUME [ "/x" ] /y'),
  )
}

function finalOf(keyword: string, escape: string): Arbitrary<string> {
  const rest = [
    '["a", "b c", "\\n\\u00e9\\"$V"]',
    `["a", ${escape}\n# c\n "b"]`,
    '["a"',
    `a ${escape}\n  "b" $V`,
    '[ -f x ] && <<X',
    '[]x',
  ]
  return fc.constantFrom(...rest).map(it => `${keyword} ${it}`)
}
