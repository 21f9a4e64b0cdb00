import assert from 'node:assert/strict'
import { findProblems } from '../../server/src/core/analyze.ts'
import { type BuildContext, defaultSettings, type Settings } from '../../server/src/core/context.ts'
import { parse } from '../../server/src/core/dockerfile/index.ts'
import type { Finding } from '../../server/src/core/finding.ts'
import { fixAll } from '../../server/src/core/fixes/fixAll.ts'
import type { Rule } from '../../server/src/core/rule.ts'
import { sortEdits } from '../../server/src/core/text.ts'

export interface FixtureOptions {
  readonly settings?: Partial<Settings>
  /** `crlf` gives every line of the Dockerfile the line end of Windows. */
  readonly lineEnds?: 'crlf'
}

/**
 * Asserts what a rule finds. Expectations are drawn under the text, as a comment line whose carets stand below the
 * characters: `#   ^^^^^ message`. They are taken out before the text is analyzed.
 */
export function expectFindings(rule: Rule, drawing: string, options: FixtureOptions = {}): void {
  const { text, context, drawn } = read(drawing, options)
  once('findings', rule, text, context, options)
  assert.ok(drawn !== text, 'the fixture draws no expectation; use expectClean')
  const findings = problems(text, context, options).filter(it => it.rule === rule.id)
  assert.equal(draw(text, findings), drawn)
}

/** Asserts that a rule finds nothing: a near miss. */
export function expectClean(rule: Rule, fixture: string, options: FixtureOptions = {}): void {
  const { text, context } = read(fixture, options)
  once('findings', rule, text, context, options)
  assert.deepEqual(
    problems(text, context, options)
      .filter(it => it.rule === rule.id)
      .map(it => it.message),
    [],
  )
}

/**
 * Asserts what repairing everything that a rule finds makes of a file; that the result is clean under this rule and
 * under all others that offered the same fix; that BuildKit reads it as well as before. Several files are written
 * with `-- name --` lines.
 */
export function expectFix(rule: Rule, before: string, after: string, options: FixtureOptions = {}): void {
  const { text, context } = read(before, options)
  const expected = read(after, options)
  once('fix', rule, text, context, options)
  assert.notEqual(text, expected.text, 'the fix changes nothing; use expectRefusal')
  const found = problems(text, context, options)
  expectWellFormed(found)
  const settings = { ...defaultSettings, ...options.settings }
  const result = fixAll(text, { rules: [rule.id], context, settings })
  assert.equal(result.text, expected.text)
  const files = new Map([...(context?.files ?? []), ...result.fileEdits.map(it => [it.path, it.newText] as const)])
  assert.deepEqual(Object.fromEntries(files), Object.fromEntries(expected.context?.files ?? []))
  const left = problems(result.text, context && { ...context, files }, options)
  assert.deepEqual(
    left.filter(it => it.rule === rule.id && it.fix),
    [],
  )
  expectSolved(rule, found, left)
  assert.deepEqual(rejected(result.text), rejected(text))
}

/** The edits of a fix do not overlap. */
function expectWellFormed(findings: readonly Finding[]): void {
  for (const { fix } of findings) {
    let end = 0
    for (const { span } of sortEdits(fix?.edits ?? [])) {
      assert.ok(end <= span.start, 'edits overlap')
      end = span.end
    }
  }
}

/** What a fix claims to solve is solved: a fix is often that of findings of several rules. */
function expectSolved(rule: Rule, found: readonly Finding[], left: readonly Finding[]): void {
  const titles = new Set(found.filter(it => it.rule === rule.id).flatMap(it => it.fix?.title ?? []))
  const claimed = found.filter(it => it.fix && titles.has(it.fix.title))
  const count = (all: readonly Finding[], id: string) => all.filter(it => it.rule === id).length
  for (const id of new Set(claimed.map(it => it.rule)))
    assert.ok(
      count(left, id) <= count(found, id) - count(claimed, id),
      `${id} still reports what the fix claims to solve`,
    )
}

function rejected(text: string): readonly string[] {
  return parse(text).problems.map(it => it.message)
}

/** Asserts that nothing is changed, and why. */
export function expectRefusal(rule: Rule, fixture: string, reason: string, options: FixtureOptions = {}): void {
  const { text, context } = read(fixture, options)
  once('fix', rule, text, context, options)
  const result = fixAll(text, { rules: [rule.id], context, settings: { ...defaultSettings, ...options.settings } })
  assert.equal(result.text, text)
  assert.deepEqual([...new Set(result.refused.map(it => it.reason))], [reason])
}

const seen = new Set<string>()

/** The same case twice is a mistake: one of them was meant to differ. */
function once(
  kind: string,
  rule: Rule,
  text: string,
  context: BuildContext | undefined,
  options: FixtureOptions,
): void {
  const key = JSON.stringify([kind, rule.id, text, [...(context?.files ?? [])], options])
  assert.ok(!seen.has(key), 'another test has the same fixture')
  seen.add(key)
}

function problems(text: string, context: BuildContext | undefined, { settings }: FixtureOptions): readonly Finding[] {
  return findProblems(text, { context, settings: { ...defaultSettings, ...settings } })
}

interface Fixture {
  readonly text: string
  readonly drawn: string
  readonly context: BuildContext | undefined
}

const UNDERLINE = /^\s*#\s*\^+/

function read(fixture: string, { lineEnds }: FixtureOptions): Fixture {
  const files = split(dedent(fixture))
  const drawn = files.get('Dockerfile') ?? ''
  const text = drawn
    .split('\n')
    .filter(it => !UNDERLINE.test(it))
    .join(lineEnds === 'crlf' ? '\r\n' : '\n')
  files.delete('Dockerfile')
  return {
    text,
    drawn,
    context: fixture.includes('-- Dockerfile --') ? { files, dockerfilePath: 'Dockerfile' } : undefined,
  }
}

/** `-- name --` lines begin files; without any the text is the Dockerfile. */
function split(text: string): Map<string, string> {
  const files = new Map<string, string>()
  let name = 'Dockerfile'
  for (const line of text.split(/(?<=\n)/)) {
    const header = /^-- (\S+) --\s*$/.exec(line)
    if (header?.[1] !== undefined) name = header[1]
    else files.set(name, (files.get(name) ?? '') + line)
  }
  return files
}

/** Takes the first line break, the last line and the common indentation away. */
export function dedent(text: string): string {
  const lines = text
    .replace(/^\n/, '')
    .replace(/\n[ \t]*$/, '\n')
    .split('\n')
  const indents = lines.filter(it => it.trim() !== '').map(it => it.length - it.trimStart().length)
  const indent = Math.min(...indents)
  return lines.map(it => it.slice(indent)).join('\n')
}

/** The text with the findings drawn below their lines. */
function draw(text: string, findings: readonly Finding[]): string {
  const lines = text.split('\n')
  let offset = 0
  const drawn = lines.flatMap(line => {
    const start = offset
    offset += line.length + 1
    const here = findings.filter(it => start <= it.span.start && it.span.start <= start + line.length)
    return [line, ...here.map(it => underline(it, it.span.start - start, line.length))]
  })
  return drawn.join('\n')
}

function underline({ span, message }: Finding, column: number, length: number): string {
  const width = Math.max(1, Math.min(span.end - span.start, length - column))
  const lead = column === 0 ? '#' : `#${' '.repeat(column - 1)}`
  return `${lead}${'^'.repeat(column === 0 ? Math.max(1, width - 1) : width)} ${message}`
}
