import type { Analysis } from '../analyze.ts'
import type { SecretMount } from '../build/secretMounts.ts'
import type { MountField, Run } from '../dockerfile/model.ts'
import { type Frontend, frontendOf, knowsEnv, raiseSyntax } from '../fixes/syntax.ts'
import { defineRule, type Found } from '../rule.ts'
import type { Span } from '../text.ts'

export default defineRule({
  id: 'invalid-secret-mount',
  title: 'Secret mount that BuildKit does not accept',
  severity: 'error',
  docs: {
    why: `
      A key that does not exist, a wrong value or a \`# syntax\` line that names a frontend without the feature makes the
      build fail, often with a message that does not say so. \`env=\` needs frontend 1.10; \`docker/dockerfile:1\` is always
      the newest of version 1.`,
    bad: `
      # syntax=docker/dockerfile:1.4
      FROM node:24
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true npm ci`,
    good: `
      # syntax=docker/dockerfile:1
      FROM node:24
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true npm ci`,
    references: [
      'https://docs.docker.com/reference/dockerfile/#run---mounttypesecret',
      'https://docs.docker.com/build/buildkit/dockerfile-release-notes/',
    ],
  },

  *check(analysis: Analysis) {
    const mounts = analysis.trace.flows.flatMap(it => it.mounts)
    for (const secret of mounts) {
      yield* byHand(wrongFields(secret))
      yield* byHand(missingId(secret))
    }
    for (const { run } of analysis.runs) yield* byHand(wrongTypes(run))
    yield* oldFrontend(analysis, mounts)
  },
})

function* byHand(found: Iterable<Found>): Iterable<Found> {
  for (const it of found)
    yield { ...it, refusal: 'What was meant does not show; write it as the Dockerfile reference has it.' }
}

const KEYS = [
  'type',
  'id',
  'source',
  'src',
  'target',
  'dst',
  'destination',
  'env',
  'required',
  'mode',
  'uid',
  'gid',
  'ro',
  'readonly',
  'rw',
  'readwrite',
]
const BOOLEANS = ['1', 't', 'T', 'true', 'TRUE', 'True', '0', 'f', 'F', 'false', 'FALSE', 'False']

/** `type=secrets`. */
function* wrongTypes({ mounts }: Run): Iterable<Found> {
  for (const { type, fields } of mounts) {
    const field = fields.findLast(it => it.key.text === 'type')
    if (field && type !== 'secret' && type.startsWith('secret'))
      yield report(field, 'BuildKit knows no such type of mounts; it is called secret.', undefined)
  }
}

function* wrongFields({ mount, id }: SecretMount): Iterable<Found> {
  const type = mount.fields.find(it => it.key.text === 'type')
  const source = mount.fields.find(it => it.key.text === 'source' || it.key.text === 'src')
  if (source && mount.fields.some(it => it.key.text === 'id'))
    yield report(source, `${source.key.text} is another name for id; only one of them may be set.`, id)
  for (const field of mount.fields) {
    const problem = problemOf(field)
    if (problem !== undefined) yield report(field, problem, id)
    if (TARGETS.has(field.key.text) && field.value?.text.startsWith('~'))
      yield report(
        field,
        'BuildKit does not know ~ and makes a directory of that name; write the home out.',
        id,
        'warning',
      )
    // The type is a bind mount until it is read.
    if (field.key.text === 'required' && type && field.start < type.start)
      yield report(field, 'BuildKit reads options in order: required must come after type=secret.', id)
  }
}

const TARGETS = new Set(['target', 'dst', 'destination'])

function problemOf({ key, value }: MountField): string | undefined {
  const text = value?.text
  if (!KEYS.includes(key.text)) return `A secret mount has no option ${key.text}.`
  // A variable is expanded before BuildKit looks at it.
  if (text?.includes('$')) return undefined
  if (key.text === 'required' && text !== undefined && !BOOLEANS.includes(text)) return 'required takes true or false.'
  if (key.text === 'mode' && !isDigits(text, '7')) return 'mode takes an octal number such as 0400.'
  if ((key.text === 'uid' || key.text === 'gid') && !isDigits(text, '9'))
    return `${key.text} takes a number, not a name.`
  if (key.text === 'env' && (text === undefined || text === '')) return 'env needs the name of a variable.'
  return undefined
}

function isDigits(text: string | undefined, last: string): boolean {
  return text !== undefined && text !== '' && [...text].every(it => '0' <= it && it <= last)
}

function* missingId({ id, mount }: SecretMount): Iterable<Found> {
  if (id === undefined)
    yield report(mount, 'A secret mount needs an id or a target; the name of env is not taken for it.', undefined)
}

function report(span: Span, message: string, id: string | undefined, severity: Found['severity'] = 'error'): Found {
  return { severity, span, message, secret: id, exposures: [], related: [] }
}

function* oldFrontend({ dockerfile }: Analysis, mounts: readonly SecretMount[]): Iterable<Found> {
  const frontend = frontendOf(dockerfile)
  const directive = dockerfile.directives.find(it => it.name.text === 'syntax')
  if (!frontend || !directive || mounts.length === 0) return
  const first = mounts.find(it => it.env !== undefined)
  const needsMore = first !== undefined && !knowsEnv(frontend)
  if (!needsMore && !isOutdated(frontend)) return
  const message = needsMore
    ? `Frontend ${directive.value.text} does not know env= of secret mounts, which came with 1.10.`
    : `Frontend ${directive.value.text} is outdated; docker/dockerfile:1 is the newest of version 1.`
  yield {
    ...report(directive.value, message, needsMore ? first.id : undefined, needsMore ? 'error' : 'info'),
    related: needsMore ? [{ span: first.mount, message: 'env= is used here.' }] : [],
    fix: {
      title: 'Use docker/dockerfile:1',
      safety: 'safe',
      edits: raiseSyntax(dockerfile),
      fileEdits: [],
      secrets: [],
    },
  }
}

/** Secret mounts are part of the stable frontend since 1.2. */
function isOutdated({ experimental, major, minor }: Frontend): boolean {
  return experimental || (major === 1 && minor !== undefined && minor < 2)
}
