import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  parse,
  type Dockerfile,
  type Instruction,
  type LiteralPart,
} from '../../../server/src/core/dockerfile/index.ts'
import { toSourceOffset, type MappedText, type Span } from '../../../server/src/core/text.ts'
import { dockerfileTexts } from '../../support/dockerfileTexts.ts'

const runs = { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 500) }

describe('Every text', () => {
  it('is read without an exception', () => check(texts, text => void parse(text)))

  it('has all its parts inside of it, and those of an instruction inside of the instruction', () =>
    check(texts, text => {
      const { instructions, comments, directives, problems } = parse(text)
      for (const span of spansIn([comments, directives, problems])) assertInside(span, { start: 0, end: text.length })
      for (const instruction of instructions)
        for (const span of spansIn(instruction)) assertInside(span, instruction.span)
    }))

  it('has its instructions in order, one behind the other', () =>
    check(texts, text => {
      let end = 0
      for (const { span } of parse(text).instructions) {
        assert.ok(end <= span.start, `an instruction begins at ${span.start}, before ${end}`)
        end = span.end
      }
    }))

  it('belongs to instructions, comments and directives, but for white space', () =>
    check(texts, text => {
      const rest = uncovered(parse(text)).replace(/^\uFEFF/, '')
      assert.match(rest, /^[\s\u0085]*$/)
    }))

  it('is what commands, flags and here-documents are made of, character by character', () =>
    check(texts, text => {
      for (const mapped of mappedIn(parse(text).instructions))
        for (let index = 0; index < mapped.text.length; index++)
          assert.equal(mapped.text[index], text[toSourceOffset(mapped, index)])
    }))

  it('holds the literal parts of its words as they are', () =>
    check(texts, text => {
      for (const { start, end, value } of literalsIn(parse(text).instructions.filter(it => !isList(it))))
        assert.equal(text.slice(start, end), value)
    }))
})

describe('A text of a megabyte', () => {
  // What takes quadratic time does not end here.
  const repeat = (unit: string) => unit.repeat(Math.ceil(2 ** 20 / unit.length))

  for (const [name, text] of Object.entries({
    instructions: `FROM a\n${repeat('RUN --mount=type=secret,id=a b\nENV A=b\n')}`,
    'continuation lines': `RUN a \\\n${repeat('&& b \\\n')}`,
    'continuation lines with flags': `RUN \\\n${repeat('--mount=type=secret,id=a \\\n')} b`,
    'continuation lines with pairs': `ENV \\\n${repeat('A="b $C" \\\n')}`,
    'continuation lines in a list': `RUN [\\\n${repeat('"a",\\\n')}"b"]`,
    'comments in an instruction': `RUN a \\\n${repeat('# b\n')}`,
    'one line': `RUN ${repeat('a ')}`,
    'nested variables': `ENV A=${repeat('${A:-')}`,
    'nested variables before a here-document': `RUN ${repeat('${A:-')} <<EOF`,
    quotes: `RUN <<${repeat('"\'')}`,
    'here-documents': `RUN ${repeat('<<A ')}`,
    'small here-documents': repeat('RUN <<A\na\nA\n'),
    'sources that are here-documents': `COPY ${repeat('<<A ')} b`,
    brackets: `CMD ${repeat('[')}`,
    'a list of strings': `CMD [${repeat('"a",')}"b"]`,
    'escapes in a string': `CMD ["${repeat('\\n')}"]`,
    'fields of a mount': `RUN --mount=${repeat('a=b,')} c`,
    'quoted fields of a mount': `RUN --mount='${repeat('"a""b",')}' c`,
    'words after ONBUILD': repeat('ONBUILD '),
    blanks: `RUN a${repeat(' ')}\\\n${repeat(' ')}`,
    'carriage returns': repeat('\r'),
    directives: repeat('# escape=`\n'),
  }))
    it(`may be all ${name}`, () => {
      const dockerfile = parse(text)
      for (const { span } of dockerfile.instructions) assertInside(span, { start: 0, end: text.length })
      assert.ok(piecesIn(dockerfile) <= 10 * text.length, 'the tree is larger than the text')
    })
})

const anything = fc
  .array(fc.oneof(fc.nat(0xffff), fc.nat(0x7f)), { maxLength: 200 })
  .map(it => String.fromCharCode(...it))
const texts = fc.oneof(
  dockerfileTexts(),
  anything,
  fc
    .tuple(dockerfileTexts(), fc.nat(), fc.nat(40), fc.oneof(anything, fc.string()))
    .map(([text, at, length, noise]) => {
      const start = at % (text.length + 1)
      return text.slice(0, start) + noise + text.slice(start + length)
    }),
)

function check(arbitrary: fc.Arbitrary<string>, predicate: (text: string) => void): void {
  fc.assert(fc.property(arbitrary, predicate), { includeErrorInReport: true, ...runs })
}

function assertInside(inner: Span, outer: Span): void {
  const isInside = outer.start <= inner.start && inner.start <= inner.end && inner.end <= outer.end
  assert.ok(isInside, `${JSON.stringify(inner)} is not inside of ${outer.start} to ${outer.end}`)
}

/** Written as a list, or holding such an instruction. */
function isList(instruction: Instruction | undefined): boolean {
  if (instruction?.kind === 'ONBUILD') return isList(instruction.instruction)
  const isCopy = instruction?.kind === 'COPY' || instruction?.kind === 'ADD'
  return isCopy ? instruction.json : instruction?.kind === 'VOLUME'
}

/** All objects of a tree. */
function* objectsIn(tree: unknown): Generator<object> {
  const left = [tree]
  for (let next = left.pop(); left.length > 0 || next !== undefined; next = left.pop()) {
    if (typeof next !== 'object' || next === null) continue
    yield next
    for (const value of Object.values(next)) if (typeof value === 'object' && value !== null) left.push(value)
  }
}

function* spansIn(tree: unknown): Generator<Span> {
  for (const it of objectsIn(tree))
    if ('start' in it && 'end' in it && typeof it.start === 'number' && typeof it.end === 'number')
      yield { start: it.start, end: it.end }
}

function* mappedIn(tree: unknown): Generator<MappedText> {
  for (const it of objectsIn(tree)) if (isMapped(it)) yield it
}

function isMapped(it: object): it is MappedText {
  return 'text' in it && typeof it.text === 'string' && 'segments' in it && Array.isArray(it.segments)
}

/** Those of words in JSON are written otherwise, as characters may be escaped. */
function* literalsIn(tree: unknown): Generator<LiteralPart> {
  for (const it of objectsIn(tree)) if (isLiteral(it)) yield it
}

function isLiteral(it: object): it is LiteralPart {
  return 'kind' in it && it.kind === 'literal'
}

function uncovered({ text, instructions, comments, directives }: Dockerfile): string {
  const left = text.split('')
  for (const { start, end } of [...instructions.map(it => it.span), ...comments, ...directives])
    left.fill('', start, end)
  return left.join('')
}

function piecesIn(tree: unknown): number {
  let count = 0
  for (const _ of objectsIn(tree)) count++
  return count
}
