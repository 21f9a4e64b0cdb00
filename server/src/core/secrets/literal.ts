import type { WordPart } from '../dockerfile/model.ts'
import type { ShellPart } from '../shell/model.ts'
import type { Span } from '../text.ts'
import { placeOf } from './place.ts'
import { judgeValue, type ValueKind } from './values.ts'

/** A credential that is written in clear text. */
export interface Literal extends Span {
  readonly kind: 'url' | 'token' | 'value' | 'password' | 'file'
  /** What it is called where it stands: the issuer of a token, the key, the host of a URL, the account. Never the value. */
  readonly name: string
  /** The credential. Not to be shown. */
  readonly value: string
  /** Exactly where it stands; undefined when it is not written in one piece. */
  readonly place: Span | undefined
}

/** A range of the text of a word as a literal; `span` is what to look at. */
export function literalAt(
  kind: Literal['kind'],
  name: string,
  { text, parts }: { readonly text: string; readonly parts: readonly (ShellPart | WordPart)[] },
  range: Span,
  span?: Span,
): Literal {
  const place = placeOf(parts, range)
  const { start, end } = span ?? place ?? { start: parts[0]?.start ?? 0, end: parts.at(-1)?.end ?? 0 }
  return { start, end, kind, name, value: text.slice(range.start, range.end), place }
}

/** Whether a text that stands where a credential belongs is one. */
export function isLiteral(text: string): boolean {
  return 1 < text.length && /[A-Za-z\d]/.test(text) && !NOT_LITERAL.has(judgeValue(text).kind)
}

const NOT_LITERAL = new Set<ValueKind>([
  'empty',
  'placeholder',
  'reference',
  'path',
  'boolean',
  'url',
  'host',
  'public-key',
  'fingerprint',
  'version',
])
