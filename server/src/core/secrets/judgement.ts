import type { Declaration } from '../build/declarations.ts'
import type { Settings } from '../context.ts'
import type { Word } from '../dockerfile/model.ts'
import { knownVariable } from '../knowledge/match.ts'
import type { Use } from './flow.ts'
import { judgeName, type NameVerdict } from './names.ts'
import { wordsOf } from './names/words.ts'
import { render } from './rendered.ts'
import { judgeValue, type ValueKind } from './values.ts'

/** Why a variable is, or is not, a credential. */
export interface Evidence {
  /** False when only its name speaks for it and not every value of it would be a credential. */
  readonly certain: boolean
  readonly why: string
  /** Its name or its value says that it is none, whatever happens to it. */
  readonly denied: boolean
}

/** Values that show that a name means something else. A number may well be a password. */
const HARMLESS = new Set<ValueKind>(['path', 'url', 'boolean', 'fingerprint', 'public-key', 'reference'])

/** Judges one ARG or ENV by its name, its value and above all by what happens to it. */
export function judgeDeclaration(
  declaration: Declaration,
  uses: readonly Use[],
  settings: Settings,
): Evidence | undefined {
  const name = judgeName(declaration.name.text, settings)
  const used = uses.some(it => it.role === 'credential')
  // Most variables have a plain name and a plain value.
  if (name.kind === 'none' && !used && !mayBeCredential(declaration.value)) return judgeReader(declaration, uses)
  const isNothing = isTooShort(declaration) || isDescription(declaration, name)
  const value = isNothing ? 'nothing' : judgeWord(declaration.value)
  if (value === 'credential') return certain('its value is a credential')
  if (name.kind === 'public') return { certain: true, why: name.why, denied: true }
  // An ENV without a value of its own holds nothing; an ARG gets one with --build-arg.
  if (declaration.kind === 'env' && (value === 'nothing' || value === 'harmless')) return undefined
  if (name.holds !== 'user' && used) return certain('it is used as a credential')
  if (value === 'harmless' || isMadeUp(declaration)) return undefined
  // `ARG LOGIN_TOKEN` with `[ "$LOGIN_TOKEN" = true ]`
  const isOther = declaration.kind === 'arg' && 0 < uses.length && uses.every(it => it.role === 'other')
  if (name.kind === 'secret' && !isOther) return certain(name.why)
  if (name.kind === 'possible' && value === 'random') return certain('its value looks like a token')
  if (name.likely && declaration.kind === 'arg' && !declaration.value)
    return { certain: false, why: name.why, denied: false }
  return judgeReader(declaration, uses)
}

/** `ENV AWS_SECRET_ACCESS_KEY=minio`, `ENV NPM_TOKEN=0`: a value that is no key of AWS, and one that is none at all. */
function isTooShort({ name, value }: Declaration): boolean {
  if (!value) return false
  const { text, variables } = render(value)
  return variables.length === 0 && text.length < (knownVariable(name.text)?.length ?? 2)
}

/** `ENV CLIENT_SECRET='client secret'`, `ENV API_TOKEN=api-token`: what others issue is no words, nor its own name. */
function isDescription({ name, value }: Declaration, { holds }: NameVerdict): boolean {
  const rendered = value && render(value)
  if (!rendered || 0 < rendered.variables.length) return false
  const text = rendered.text.trim()
  if (text === name.text) return true
  // `ENV SLACK_WEBHOOK_URL=url`
  if (holds === 'url') return judgeValue(text).kind === 'word'
  const isOwnName = fold(text) === fold(name.text)
  const isProse = text.includes(' ') && /^[A-Za-z ]+$/.test(text)
  const words = wordsOf(name.text)
  // `ENV GITHUB_TOKEN=secret`: a webhook's secret is chosen, but a token is not.
  const isService = words.some(it => SERVICES.has(it)) && words.some(it => KEYS.has(it)) && !words.includes('webhook')
  if (isService && /^[A-Za-z_-]{1,15}$/.test(text)) return true
  return words.some(it => ISSUED.has(it)) ? isOwnName || isProse : isOwnName && isProse
}

/** Their tokens are long and drawn by lot. */
const SERVICES = new Set(['gh', 'github', 'slack', 'twitter', 'facebook', 'firebase', 'stripe', 'npm', 'aws', 'azure'])
const KEYS = new Set(['token', 'secret', 'key'])

const ISSUED = new Set(['token', 'tokens', 'api', 'access', 'client', 'consumer', 'unseal'])

function fold(text: string): string {
  return text.toLowerCase().replace(/[^a-z\d]/g, '')
}

/** `ARG SECRET_KEY_BASE=dummy`: the build only asks for some value; the application gets its own when it runs. */
function isMadeUp({ name, value }: Declaration): boolean {
  const known = knownVariable(name.text)
  if (!value || known?.ecosystem.tools.some(it => it.ofApplication) !== true) return false
  return judgeValue(render(value).text).kind === 'placeholder'
}

/** By the tool that reads it, or by the option that it is given to. */
function judgeReader(declaration: Declaration, uses: readonly Use[]): Evidence | undefined {
  const known = knownVariable(declaration.name.text)
  if (known?.holds === 'token') return certain(`${known.ecosystem.title} takes it as a credential`)
  // With a default, if only an empty one, it is a mirror that somebody may choose.
  if (declaration.kind === 'env' || declaration.value) return undefined
  const isFeed = uses.some(it => it.role === 'feed') && !wordsOf(declaration.name.text).some(it => MIRRORS.has(it))
  const reader = known?.holds === 'url' ? known.ecosystem.title : isFeed && 'a command'
  return reader
    ? { certain: false, why: `${reader} takes it as a URL, which may hold a credential`, denied: false }
    : undefined
}

const MIRRORS = new Set(['proxy', 'mirror'])

function certain(why: string): Evidence {
  return { certain: true, why, denied: false }
}

/** A quick look: a credential that shows by itself is in a URL, a connection string, or long. */
function mayBeCredential(word: Word | undefined): boolean {
  return word !== undefined && (16 <= word.text.length || word.text.includes('@') || word.text.includes(';'))
}

type WordVerdict = 'nothing' | 'harmless' | 'credential' | 'random' | 'open'

function judgeWord(word: Word | undefined): WordVerdict {
  if (!word) return 'nothing'
  const { text, variables } = render(word)
  const { kind, issuer, credential } = judgeValue(text)
  // `${DIR}/key.pem` and `${DIR}/password` are paths; what else has variables depends on them.
  const [variable, another] = variables
  if (variable) {
    const isInDirectory = !another && variable.start === 0 && text.startsWith('/', variable.end)
    return (kind === 'path' && text.includes('/')) || isInDirectory ? 'harmless' : 'open'
  }
  if (issuer !== undefined || kind === 'private-key' || (credential && !NO_VALUE.has(credential.kind)))
    return 'credential'
  if (NO_VALUE.has(kind)) return 'nothing'
  return HARMLESS.has(kind) ? 'harmless' : kind === 'token' && !isDigest(text) ? 'random' : 'open'
}

/** A checksum is as random as a token. */
function isDigest(text: string): boolean {
  return [32, 40, 56, 64, 96, 128].includes(text.length) && /^[0-9a-fA-F]+$/.test(text)
}

const NO_VALUE = new Set<ValueKind>(['empty', 'placeholder', 'reference'])
