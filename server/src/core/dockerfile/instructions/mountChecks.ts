import { isGoBoolean } from '../directives.ts'
import type { Mount, MountField } from '../model.ts'
import { literalValue, parseWord } from '../words.ts'

const SWITCHES = new Set(['readonly', 'ro', 'readwrite', 'rw'])
const SYNONYMS: Readonly<Record<string, string>> = { src: 'source', dst: 'target', destination: 'target' }
const TYPES = new Set(['bind', 'cache', 'tmpfs', 'secret', 'ssh'])
const SHARING = new Set(['shared', 'private', 'locked'])

/** A problem, or the fields that have a value, by name. */
type Values = Map<string, string | undefined>

/**
 * Why BuildKit would refuse a mount; undefined when it would not, or when that depends on a variable.
 * Fields are read in order: `required` and `size` belong to the type that has been named before them.
 */
export function checkMount(mount: Mount, escape: string): string | undefined {
  const values: Values = new Map([['type', 'bind']])
  for (const field of mount.fields) {
    const problem = field.value ? readValue(field, field.value, values, escape) : checkBare(field, values)
    if (problem) return problem
  }
  return checkTogether(values)
}

function checkBare({ key }: MountField, values: Values): string | undefined {
  if (SWITCHES.has(key.text)) return undefined
  return key.text === 'required' ? checkOfType(key.text, values) : `"${key.text}" needs a value: key=value.`
}

function readValue(field: MountField, token: { text: string }, values: Values, escape: string): string | undefined {
  if (field.key.text === 'from' && /\$./s.test(token.text)) return 'from= of a mount cannot have a variable.'
  const line = { text: token.text, segments: [{ at: 0, source: 0 }] }
  const { word, error } = parseWord(line, { start: 0, end: token.text.length }, escape)
  if (error) return error.message
  const key = SYNONYMS[field.key.text] ?? field.key.text
  const value = literalValue(word)
  values.set(key, key === 'type' ? value?.toLowerCase() : value)
  return checkOfType(key, values) ?? checkValue(key, value)
}

/** Fields that only some types have. */
function checkOfType(key: string, values: Values): string | undefined {
  const type = values.get('type')
  if (type === undefined) return undefined
  if (key === 'required' && type !== 'secret' && type !== 'ssh')
    return `A mount of type ${type} has no "required"; type= must come first.`
  if (key === 'size' && type !== 'tmpfs') return `A mount of type ${type} has no "size".`
  return undefined
}

function checkValue(key: string, value: string | undefined): string | undefined {
  const isRight = CHECKS[key]
  if (!isRight) return `A mount has no "${key}".`
  return value === undefined || isRight(value) ? undefined : `"${value}" is no value for "${key}".`
}

const any = () => true

const CHECKS: Readonly<Record<string, ((value: string) => boolean) | undefined>> = {
  type: value => TYPES.has(value.toLowerCase()),
  from: any,
  source: any,
  target: any,
  id: any,
  env: any,
  readonly: isGoBoolean,
  ro: isGoBoolean,
  readwrite: isGoBoolean,
  rw: isGoBoolean,
  required: isGoBoolean,
  sharing: value => SHARING.has(value.toLowerCase()),
  size: value => /^\d+(?:\.\d*)? ?(?:[kmgtp](?:i?b)?|b)?$/i.test(value),
  mode: value => /^[0-7]+$/.test(value) && Number.parseInt(value, 8) < 2 ** 32,
  uid: isUnsigned,
  gid: isUnsigned,
}

function isUnsigned(value: string): boolean {
  return /^\d+$/.test(value) && Number(value) < 2 ** 32
}

/** What only the whole mount tells. */
function checkTogether(values: Values): string | undefined {
  const type = values.get('type')
  if (type === undefined) return undefined
  const isSet = (key: string) => values.has(key) && values.get(key) !== ''
  if (type === 'bind' || type === 'tmpfs')
    for (const key of ['mode', 'uid', 'gid']) if (values.has(key)) return `A mount of type ${type} has no "${key}".`
  if (type === 'secret' && isSet('from')) return 'A secret mount has no "from".'
  if (type !== 'cache' && isSet('sharing')) return `A mount of type ${type} has no "sharing".`
  if (type !== 'secret') return undefined
  if (!isSet('source') && !isSet('target') && !isSet('id')) return 'A secret mount needs an id or a target.'
  return isSet('source') && isSet('id') ? 'A secret mount has either an id or a source.' : undefined
}
