import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { findProblems } from '../../../server/src/core/analyze.ts'
import { parse } from '../../../server/src/core/dockerfile/index.ts'
import type { Finding, Fix } from '../../../server/src/core/finding.ts'
import { parseScript } from '../../../server/src/core/shell/parseScript.ts'
import { applyEdits } from '../../../server/src/core/text.ts'
import { leakingDockerfiles, marksIn } from '../../support/leakingDockerfiles.ts'

const runs = { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 400) }

describe('every fix', () => {
  it('solves each finding that offers it', () =>
    forEveryFix((fix, before, found, after) => {
      const left = findProblems(after)
      for (const { rule } of found.filter(it => it.fix === fix)) {
        const claimed = found.filter(it => it.rule === rule && it.fix === fix).length
        const remaining = left.filter(it => it.rule === rule).length
        assert.ok(
          remaining <= found.filter(it => it.rule === rule).length - claimed,
          `${rule}:\n${before}\n→\n${after}`,
        )
      }
    }))

  it('leaves all other commands, in order', () =>
    forEveryFix((_, before, __, after) => assert.deepEqual(marksIn(after), marksIn(before), `${before}\n→\n${after}`)))

  it('leaves a file that BuildKit reads, with line ends of one kind', () =>
    forEveryFix((_, before, __, after) => {
      const known = new Set(rejected(before))
      assert.deepEqual(
        rejected(after).filter(it => !known.has(it)),
        [],
      )
      if (before.includes('\r\n') && !before.includes('<<')) assert.doesNotMatch(after, /[^\r]\n/)
    }))

  it('leaves scripts that a shell reads', () =>
    forEveryFix((_, before, __, after) => {
      assert.ok(brokenScripts(after) <= brokenScripts(before), `${before}\n→\n${after}`)
    }))
})

function forEveryFix(check: (fix: Fix, before: string, found: readonly Finding[], after: string) => void): void {
  fc.assert(
    fc.property(leakingDockerfiles, text => {
      const found = findProblems(text)
      const fixes = new Set(found.flatMap(it => it.fix ?? []))
      for (const fix of fixes) check(fix, text, found, applyEdits(text, fix.edits))
    }),
    runs,
  )
}

function rejected(text: string): readonly string[] {
  return parse(text).problems.map(it => it.message)
}

function brokenScripts(text: string): number {
  return parse(text).instructions.filter(
    it => it.kind === 'RUN' && it.command.form === 'shell' && !parseScript(it.command.script).understood,
  ).length
}
