import { CompletionItemKind, type CompletionItem } from 'vscode-languageserver'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import type { Dockerfile, Mount, MountField } from '../../core/dockerfile/model.ts'
import { parse } from '../../core/dockerfile/parse.ts'
import { ecosystems } from '../../core/knowledge/index.ts'
import type { Span } from '../../core/text.ts'
import { toRange } from '../convert.ts'
import { mountAt, mountsIn } from './mountAt.ts'
import { mountOptions, mountTypes, synonyms } from './options.ts'

/** What can be written at an offset inside of `--mount=`; nothing anywhere else. */
export function completeMount(document: TextDocument, offset: number): CompletionItem[] {
  const dockerfile = parse(document.getText())
  const place = mountAt(dockerfile, offset)
  if (!place) return []
  const { mount, field } = place
  if (field?.value && field.value.start <= offset) {
    const { value } = field
    return valuesFor(dockerfile, mount, field).map((it, index) => toItem(document, value, it, index))
  }
  const span = field ? field.key : { start: offset, end: offset }
  return keysFor(mount, field).map((it, index) => toItem(document, span, it, index))
}

interface Choice {
  readonly label: string
  readonly newText: string
  readonly kind: CompletionItemKind
  readonly text: string | undefined
}

function keysFor(mount: Mount, current: MountField | undefined): readonly Choice[] {
  const used = new Set(mount.fields.filter(it => it !== current).map(it => synonyms[it.key.text] ?? it.key.text))
  if (!used.has('type')) return Object.keys(mountTypes).map(type => typeChoice(type, `type=${type}`))
  return (mountOptions[mount.type] ?? [])
    .filter(it => !used.has(it.key))
    .map(({ key, values, text }) => {
      const newText = values?.includes('true') === true ? `${key}=true` : `${key}=`
      return { label: newText, newText, kind: CompletionItemKind.Property, text }
    })
}

function valuesFor(dockerfile: Dockerfile, mount: Mount, field: MountField): readonly Choice[] {
  const { text: key } = field.key
  if (key === 'type') return Object.keys(mountTypes).map(type => typeChoice(type, type))
  const fixed = mountOptions[mount.type]?.find(it => it.key === key)?.values
  const names = fixed ?? namesFor(dockerfile, mount, field)
  return names.map(label => ({ label, newText: label, kind: CompletionItemKind.Value, text: undefined }))
}

function typeChoice(type: string, newText: string): Choice {
  return { label: newText, newText, kind: CompletionItemKind.EnumMember, text: mountTypes[type] }
}

/** Ids and variables of the other mounts of the file come first, then the variables that tools read themselves. */
function namesFor(dockerfile: Dockerfile, mount: Mount, field: MountField): readonly string[] {
  const { text: key } = field.key
  if (mount.type !== 'secret' || (key !== 'id' && key !== 'env')) return []
  const others = mountsIn(dockerfile).filter(it => it.type === 'secret')
  const known = others.flatMap(it => it.fields.filter(other => other !== field && other.key.text === key))
  const written = known.flatMap(it => (it.value && it.value.text !== '' ? [it.value.text] : []))
  const read = ecosystems.flatMap(it => it.variables.map(variable => variable.name)).filter(it => !it.includes('<'))
  return [...new Set(key === 'env' ? [...written, ...read] : written)]
}

function toItem(
  document: TextDocument,
  span: Span,
  { label, newText, kind, text }: Choice,
  index: number,
): CompletionItem {
  return {
    label,
    kind,
    // Keeps the order of the list, which goes from what is needed most.
    sortText: String(index).padStart(3, '0'),
    filterText: newText,
    textEdit: { range: toRange(document, span), newText },
    ...(text === undefined ? {} : { documentation: { kind: 'markdown', value: text } }),
  }
}
