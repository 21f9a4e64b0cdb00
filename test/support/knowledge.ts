import assert from 'node:assert/strict'
import { findProblems } from '../../server/src/core/analyze.ts'
import { fixAll } from '../../server/src/core/fixes/fixAll.ts'
import { credentialFileFor } from '../../server/src/core/knowledge/index.ts'

/** Looks like a credential to us, and to nobody else: put together at run time. */
export const SECRET = ['q7Rk2', 'vT9xw', 'Zb41m', 'Lc83'].join('')

/** A stage in which the argument TOKEN is a credential, and some RUNs. */
export function withToken(...runs: readonly string[]): string {
  return ['FROM debian:12', 'WORKDIR /app', 'ARG TOKEN', ...runs.map(it => `RUN ${it}`), ''].join('\n')
}

/** Where the RUNs leave TOKEN, as the findings say; `a file` when the place is not known. */
export function storedBy(...runs: readonly string[]): readonly string[] {
  return findProblems(withToken(...runs))
    .filter(it => it.rule === 'persisted-credential')
    .map(it => /^TOKEN is written to (.+?) and stays/.exec(it.message)?.[1] ?? it.message)
}

/** The RUNs as the fix leaves them, without the mounts, with the variables that are mounted. */
export function fixed(...runs: readonly string[]): {
  readonly runs: readonly string[]
  readonly mounted: readonly string[]
} {
  const text = withToken(...runs)
  const { text: result, refused } = fixAll(text)
  assert.deepEqual(refused, [])
  assert.doesNotMatch(result, /^ARG TOKEN/m)
  assert.deepEqual(
    findProblems(result).filter(it => it.rule === 'persisted-credential'),
    [],
  )
  const lines = result.split('\n').filter(it => it.startsWith('RUN '))
  return {
    runs: lines.map(it => it.replace(/^RUN (?:--mount=\S+ )*/, '')),
    mounted: lines.map(it => [...it.matchAll(/,env=(\w+)/g)].map(([, name]) => name).join(' ')),
  }
}

/** Why the RUNs stay as they are. */
export function refusal(...runs: readonly string[]): string {
  const text = withToken(...runs)
  const { text: result, refused } = fixAll(text)
  assert.equal(result, text)
  return refused[0]?.reason ?? 'no refusal'
}

/** The RUNs that get a mount when the variable is an argument. */
export function readersOf(name: string, ...commands: readonly string[]): readonly string[] {
  const { text } = fixAll(['FROM python:3.12', `ARG ${name}`, ...commands.map(it => `RUN ${it}`), ''].join('\n'))
  return text.split('\n').flatMap(it => (it.includes(`,env=${name},`) ? [it.slice(it.indexOf('true ') + 5)] : []))
}

/** What is said about a file that is copied: its severity, and nothing when there is no finding. */
export function copying(source: string, destination: string, text?: string): string | undefined {
  const dockerfile = `FROM debian:12\nWORKDIR /app\nCOPY ${source} ${destination}\n`
  const context = text === undefined ? undefined : { files: new Map([[source, text]]), dockerfilePath: 'Dockerfile' }
  return findProblems(dockerfile, { context }).find(it => it.rule === 'copied-credential-file')?.severity
}

/** Whether a text of this file holds a literal credential. */
export function holds(path: string, text: string): boolean {
  const file = credentialFileFor(path)
  assert.ok(file, `${path} is a known credential file`)
  return file.holdsCredential(text)
}

/** The literal passwords that a RUN gives to a program, each after whose it is: `root: secret`. */
export function passwordsIn(run: string): readonly string[] {
  const text = `FROM debian:12\nRUN ${run}\n`
  return findProblems(text)
    .filter(it => it.rule === 'hardcoded-secret')
    .map(({ message, span }) => {
      const owner = /^The password for (.+) is written/.exec(message)?.[1] ?? message
      return `${owner}: ${text.slice(span.start, span.end)}`
    })
}

/** Whether a RUN makes a secret of a build argument with a name that says nothing. */
export function takesPassword(run: string): boolean {
  const text = `FROM debian:12\nARG VALUE\nRUN ${run}\n`
  return findProblems(text).some(it => it.rule === 'secret-in-arg' && it.secret === 'VALUE')
}
