// `npm run new-rule <id>` makes a rule, its test, and the line that registers it.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.mts'

const id = process.argv[2] ?? ''
const name = id.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
const ruleFile = join(root, 'server/src/core/rules', `${id}.ts`)
const testFile = join(root, 'test/rules', `${id}.test.ts`)
const indexFile = join(root, 'server/src/core/rules/index.ts')

if (!/^[a-z]+(?:-[a-z]+)+$/.test(id)) exit('Usage: npm run new-rule secret-in-something')
if (existsSync(ruleFile)) exit(`${ruleFile} exists already.`)

writeFileSync(ruleFile, ruleTemplate())
writeFileSync(testFile, testTemplate())
writeFileSync(indexFile, register(readFileSync(indexFile, 'utf8')))
console.log(`Fill in ${ruleFile}\nand ${testFile},\nthen run "npm run gen".`)

/** Adds the rule to the imports and to the list, both sorted. */
function register(index: string): string {
  const lines = index.split('\n')
  insertSorted(
    lines,
    /^import \w+ from '\.\/[\w-]+\.ts'$/,
    `import ${name} from './${id}.ts'`,
    it => it.split("'")[1] ?? '',
  )
  insertSorted(lines, /^ {2}\w+,$/, `  ${name},`, it => it)
  return lines.join('\n')
}

function insertSorted(lines: string[], pattern: RegExp, line: string, key: (line: string) => string): void {
  const places = lines.flatMap((it, index) => (pattern.test(it) ? [index] : []))
  const before = places.find(index => key(line) < key(lines[index] ?? ''))
  lines.splice(before ?? (places.at(-1) ?? -1) + 1, 0, line)
}

function exit(message: string): never {
  console.error(message)
  process.exit(2)
}

function ruleTemplate(): string {
  return `import { defineRule } from '../rule.ts'

export default defineRule({
  id: '${id}',
  title: 'What is wrong, as a noun phrase',
  severity: 'warning',
  docs: {
    why: \`
      Who can read the secret, where, and since when.\`,
    bad: \`
      FROM node:24\`,
    good: \`
      FROM node:24\`,
    references: ['https://docs.docker.com/build/building/secrets/'],
  },

  *check(analysis) {
    for (const instruction of analysis.dockerfile.instructions) {
      if (instruction.kind !== 'RUN') continue
      yield {
        severity: 'warning',
        span: instruction.keyword,
        message: 'One sentence in terms of the names in the file.',
        secret: undefined,
        exposures: [],
        related: [],
        fix: undefined,
        refusal: undefined,
      }
    }
  },
})
`
}

function testTemplate(): string {
  return `import { describe, it } from 'node:test'
import rule from '../../server/src/core/rules/${id}.ts'
import { expectClean, expectFindings, expectFix } from '../support/fixtures.ts'

describe(rule.id, () => {
  it('reports …', () =>
    expectFindings(
      rule,
      \`
      FROM node:24
      #    ^^^^^^^ What is wrong.
    \`,
    ))

  it('is silent about …', () =>
    expectClean(
      rule,
      \`
      FROM node:24
    \`,
    ))

  it('fixes …', () =>
    expectFix(
      rule,
      \`
      FROM node:24
    \`,
      \`
      FROM node:24
    \`,
    ))
})
`
}
