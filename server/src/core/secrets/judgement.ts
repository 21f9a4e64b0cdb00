import type { Declaration } from '../build/declarations.ts'
import type { Settings } from '../context.ts'
import type { Word } from '../dockerfile/model.ts'
import { knownVariable } from '../knowledge/match.ts'
import type { Use } from './flow.ts'
import { judgeName } from './names.ts'
import { render } from './rendered.ts'
import { credentialInUrl, judgeValue } from './values.ts'

/** Why a variable is, or is not, a credential. */
export interface Evidence {
  /** False when only its name speaks for it and not every value of it would be a credential. */
  readonly certain: boolean
  readonly why: string
  /** Its name or its value says that it is none, whatever happens to it. */
  readonly denied: boolean
}

/** Values that show that a name means something else. */
const HARMLESS = new Set(['path', 'url', 'boolean', 'number', 'fingerprint', 'public-key', 'version'])

/** Judges one ARG or ENV by its name, its value and above all by what happens to it. */
export function judgeDeclaration(
  declaration: Declaration,
  uses: readonly Use[],
  settings: Settings,
): Evidence | undefined {
  const name = judgeName(declaration.name.text, settings)
  if (name.kind === 'public') return { certain: true, why: name.why, denied: true }
  const value = judgeWord(declaration.value)
  if (value === 'credential') return certain('its value holds a credential')
  // An ENV without a value of its own holds nothing; an ARG gets one with --build-arg.
  if (declaration.kind === 'env' && (value === 'nothing' || value === 'harmless')) return undefined
  if (uses.some(it => it.role === 'credential')) return certain('it is used as a credential')
  if (value === 'harmless') return undefined
  if (name.kind === 'secret') return certain(name.why)
  return judgeKnown(declaration)
}

/** Variables that a tool reads itself. */
function judgeKnown(declaration: Declaration): Evidence | undefined {
  const known = knownVariable(declaration.name.text)
  if (known?.holds === 'token') return certain(`${known.ecosystem.title} takes it as a credential`)
  // With a default, if only an empty one, it is a mirror that somebody may choose.
  if (known?.holds !== 'url' || declaration.kind === 'env' || declaration.value) return undefined
  return {
    certain: false,
    why: `${known.ecosystem.title} takes it as a URL, which may hold a credential`,
    denied: false,
  }
}

function certain(why: string): Evidence {
  return { certain: true, why, denied: false }
}

type WordVerdict = 'nothing' | 'harmless' | 'credential' | 'open'

function judgeWord(word: Word | undefined): WordVerdict {
  if (!word) return 'nothing'
  const { text, variables } = render(word)
  if (variables.length > 0) return 'open'
  const verdict = judgeValue(text)
  if (verdict.kind === 'empty' || verdict.kind === 'placeholder' || verdict.kind === 'reference') return 'nothing'
  if (verdict.kind === 'url-with-credentials') return credentialInUrl(text)?.password ? 'credential' : 'open'
  if (verdict.kind === 'private-key') return 'credential'
  return HARMLESS.has(verdict.kind) ? 'harmless' : 'open'
}
