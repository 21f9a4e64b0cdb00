import assert from 'node:assert/strict'
import { findProblems } from '../../server/src/core/analyze.ts'
import { type BuildContext, defaultSettings, type Settings } from '../../server/src/core/context.ts'
import type { Finding } from '../../server/src/core/finding.ts'
import { fixAll } from '../../server/src/core/fixes/fixAll.ts'
import type { Rule } from '../../server/src/core/rule.ts'

export interface FixtureOptions {
  readonly settings?: Partial<Settings>
}

/**
 * Asserts what a rule finds. Expectations are drawn under the text, as a comment line whose carets stand below the
 * characters: `#   ^^^^^ message`. They are taken out before the text is analyzed.
 */
export function expectFindings(rule: Rule, drawing: string, options: FixtureOptions = {}): void {
  const { text, context, drawn } = read(drawing)
  assert.ok(drawn !== text, 'the fixture draws no expectation; use expectClean')
  const findings = problems(text, context, options).filter(it => it.rule === rule.id)
  assert.equal(draw(text, findings), drawn)
}

/** Asserts that a rule finds nothing: a near miss. */
export function expectClean(rule: Rule, fixture: string, options: FixtureOptions = {}): void {
  const { text, context } = read(fixture)
  assert.deepEqual(
    problems(text, context, options)
      .filter(it => it.rule === rule.id)
      .map(it => it.message),
    [],
  )
}

/**
 * Asserts what repairing everything that a rule finds makes of a file, that the result is clean under this rule, and
 * that repairing it again changes nothing. Several files are written with `-- name --` lines.
 */
export function expectFix(rule: Rule, before: string, after: string, options: FixtureOptions = {}): void {
  const { text, context } = read(before)
  const expected = read(after)
  assert.notEqual(text, expected.text, 'the fix changes nothing; use expectRefusal')
  const settings = { ...defaultSettings, ...options.settings }
  const result = fixAll(text, { rules: [rule.id], context, settings })
  assert.equal(result.text, expected.text)
  const files = new Map([...(context?.files ?? []), ...result.fileEdits.map(it => [it.path, it.newText] as const)])
  assert.deepEqual(Object.fromEntries(files), Object.fromEntries(expected.context?.files ?? []))
  const again = context && { ...context, files }
  assert.deepEqual(
    problems(result.text, again, options).filter(it => it.rule === rule.id && it.fix),
    [],
  )
}

/** Asserts that nothing is changed, and why. */
export function expectRefusal(rule: Rule, fixture: string, reason: string, options: FixtureOptions = {}): void {
  const { text, context } = read(fixture)
  const result = fixAll(text, { rules: [rule.id], context, settings: { ...defaultSettings, ...options.settings } })
  assert.equal(result.text, text)
  assert.deepEqual([...new Set(result.refused.map(it => it.reason))], [reason])
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

function read(fixture: string): Fixture {
  const files = split(dedent(fixture))
  const drawn = files.get('Dockerfile') ?? ''
  const text = drawn
    .split('\n')
    .filter(it => !UNDERLINE.test(it))
    .join('\n')
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
