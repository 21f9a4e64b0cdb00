/** An element of an XML document. */
export interface XmlElement {
  /** Names of the elements around it, outermost first, and its own. */
  readonly path: readonly string[]
  readonly attributes: ReadonlyMap<string, string>
  /** The text up to the first tag in it, trimmed. */
  readonly text: string
}

/** How deep elements are followed. */
const MAX_DEPTH = 64

/**
 * The elements of an XML document in order. A small reader for content checks: it accepts every text, is not
 * misled by comments, and knows nothing of namespaces and document types. Linear.
 */
export function xmlElements(text: string): readonly XmlElement[] {
  const found: XmlElement[] = []
  let path: readonly string[] = []
  for (let at = text.indexOf('<'); 0 <= at; at = text.indexOf('<', at)) {
    const skipped = SKIPPED.find(([open]) => text.startsWith(open, at))
    if (skipped) {
      const end = text.indexOf(skipped[1], at + skipped[0].length)
      if (end < 0) break
      at = end + skipped[1].length
      continue
    }
    const end = text.indexOf('>', at)
    if (end < 0) break
    const tag = text.slice(at + 1, end)
    at = end + 1
    if (tag.startsWith('/')) path = path.slice(0, -1)
    else {
      const name = /^[^\s/]*/.exec(tag)?.[0] ?? ''
      const own = [...path, name]
      found.push({ path: own, attributes: attributesOf(tag), text: textAt(text, at) })
      if (!tag.endsWith('/') && own.length < MAX_DEPTH) path = own
    }
  }
  return found
}

const DATA = '<![CDATA['

/** What is no element. */
const SKIPPED: readonly (readonly [open: string, close: string])[] = [
  ['<!--', '-->'],
  [DATA, ']]>'],
  ['<?', '?>'],
]

/** `key="TOKEN" value='…'` of a tag. */
function attributesOf(tag: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  let start = 0
  for (let equals = tag.indexOf('='); 0 <= equals; equals = tag.indexOf('=', start)) {
    const name = tag.slice(start, equals).trim().split(/\s/).at(-1) ?? ''
    let open = equals + 1
    while (/\s/.test(tag.charAt(open))) open++
    const quote = tag.charAt(open)
    const close = quote === '"' || quote === "'" ? tag.indexOf(quote, open + 1) : -1
    if (close < 0) break
    found.set(name, unescaped(tag.slice(open + 1, close)))
    start = close + 1
  }
  return found
}

function textAt(text: string, start: number): string {
  const isData = text.startsWith(DATA, start)
  const from = isData ? start + DATA.length : start
  const end = text.indexOf(isData ? ']]>' : '<', from)
  return unescaped(text.slice(from, end < 0 ? text.length : end)).trim()
}

const ENTITIES: readonly (readonly [entity: string, text: string])[] = [
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&apos;', "'"],
  ['&amp;', '&'],
]

function unescaped(text: string): string {
  return text.includes('&') ? ENTITIES.reduce((it, [entity, plain]) => it.replaceAll(entity, plain), text) : text
}
