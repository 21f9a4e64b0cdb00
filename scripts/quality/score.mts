import type { Finding } from '../../server/src/core/finding.ts'
import type { Span } from '../../server/src/core/text.ts'
import { lineAt } from '../corpus/scan.mts'
import { isTrap, type Label, type Leak, type Trap } from './labels.mts'

/** How the findings of one file agree with its labels. */
export interface Score {
  readonly sure: readonly Leak[]
  readonly missed: readonly Leak[]
  /** Findings about leaks. */
  readonly right: readonly Place[]
  readonly wrong: readonly Place[]
  /** Findings about mounts, the cache and the log, which labels do not speak of. */
  readonly apart: readonly Place[]
  readonly traps: readonly Trap[]
  readonly sprung: readonly Trap[]
  /** No leak in it, not even an unsure one. */
  readonly ordinary: boolean
}

/** A finding by the lines that it is about. */
export interface Place {
  readonly rule: string
  readonly secret: string | undefined
  /** Of the finding itself. */
  readonly line: number
  readonly covers: (line: number) => boolean
  /** With the steps of its flow. */
  readonly touches: (line: number) => boolean
}

/**
 * A sure leak is found when a finding, or a step of its flow, is on its line or names it. A finding is right when it is
 * on the line of a leak, sure or not, or names it.
 */
export function score(text: string, labels: readonly Label[], findings: readonly Finding[]): Score {
  const traps = labels.filter(isTrap)
  const leaks = labels.filter((it): it is Leak => !isTrap(it))
  const places = findings.map(it => toPlace(text, it))
  const isRight = (place: Place) => leaks.some(it => place.covers(it.line) || isNamed(it, place))
  const apart = places.filter(it => HYGIENE.has(it.rule) || (it.rule === LOG && isRight(it)))
  const judged = places.filter(it => !apart.includes(it))
  const wrong = judged.filter(it => !isRight(it))
  const sure = leaks.filter(it => it.sure)
  const telling = places.filter(it => !HYGIENE.has(it.rule))
  return {
    sure,
    missed: sure.filter(leak => !telling.some(it => it.touches(leak.line) || isNamed(leak, it))),
    right: judged.filter(isRight),
    wrong,
    apart,
    traps,
    sprung: traps.filter(trap => wrong.some(it => it.covers(trap.line) || isNamed(trap, it))),
    ordinary: leaks.length === 0,
  }
}

/** Rules about how a secret is mounted or cached: what they find is no leak. */
const HYGIENE: ReadonlySet<string> = new Set([
  'optional-secret-mount',
  'invalid-secret-mount',
  'unreadable-secret-mount',
  'unused-secret-mount',
  'secret-busts-cache',
])

/** What it says about a leak comes beside another finding. */
const LOG = 'secret-in-build-log'

function isNamed({ name }: Label, { secret }: Place): boolean {
  return name.toLowerCase() === secret?.toLowerCase()
}

function toPlace(text: string, { rule, secret, span, related }: Finding): Place {
  const lines = ({ start, end }: Span) => [lineAt(text, start), lineAt(text, Math.max(start, end - 1))] as const
  const [first, last] = lines(span)
  const others = related.map(it => lines(it.span))
  const covers = (line: number) => first <= line && line <= last
  const touches = (line: number) => covers(line) || others.some(([from, to]) => from <= line && line <= to)
  return { rule, secret, line: first, covers, touches }
}
