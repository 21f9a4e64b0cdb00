// Adds up the counts that scripts/test.mts left for the groups named on the command line.
import { readFileSync } from 'node:fs'

const total = { passed: 0, failed: 0 }
for (const group of process.argv.slice(2)) {
  const { passed, failed } = countsOf(group)
  console.log(`${group}: ${passed} passed, ${failed} failed`)
  total.passed += passed
  total.failed += failed
}
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0

function countsOf(group) {
  try {
    return JSON.parse(readFileSync(new URL(`../.cache/results/${group}.json`, import.meta.url), 'utf8'))
  } catch {
    console.log(`${group} did not come to an end.`)
    return { passed: 0, failed: 1 }
  }
}
