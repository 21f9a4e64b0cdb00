import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

/** What a person has said about one Dockerfile; its text is not in the repository. */
export interface LabelledFile {
  /** Of the bytes of the file. */
  readonly sha256: string
  readonly labels: readonly Label[]
}

export type Label = Leak | Trap

/** A credential that can be read after the build. */
export interface Leak {
  /** From 1. */
  readonly line: number
  readonly name: string
  readonly kind: string
  /** Whether reasonable people would agree. */
  readonly sure: boolean
}

/** Something that looks like a credential and is none. */
export interface Trap {
  readonly line: number
  readonly name: string
  readonly trap: true
}

export function isTrap(label: Label): label is Trap {
  return 'trap' in label
}

/** Reads one file in JSON for each line. */
export function readLabels(text: string): readonly LabelledFile[] {
  return entriesIn(text).map(({ sha256, labels }, index) => {
    if (typeof sha256 !== 'string') throw new Error(`Line ${index + 1} of the labels has no sha256.`)
    return { sha256, labels }
  })
}

/** Reads labels that name their Dockerfile by its path. */
export function importLabels(text: string): readonly LabelledFile[] {
  return entriesIn(text).map(({ file, labels }, index) => {
    if (typeof file !== 'string') throw new Error(`Line ${index + 1} of the labels has no file.`)
    return { sha256: sha256Of(readFileSync(file)), labels }
  })
}

/** Later ones replace earlier ones of the same file; sorted, so that differences can be read. */
export function mergeLabels(...lists: readonly (readonly LabelledFile[])[]): readonly LabelledFile[] {
  const files = new Map(lists.flat().map(it => [it.sha256, it]))
  return [...files.values()].sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1))
}

export function writeLabels(files: readonly LabelledFile[]): string {
  return files.map(it => `${JSON.stringify(it)}\n`).join('')
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

interface Entry {
  readonly sha256?: unknown
  readonly file?: unknown
  readonly labels: readonly Label[]
}

function entriesIn(text: string): readonly Entry[] {
  const lines = text.split('\n').filter(it => it.trim() !== '')
  return lines.map((line, index) => {
    const { labels, ...rest }: { labels: readonly Record<string, unknown>[] } = JSON.parse(line)
    return { ...rest, labels: labels.map(it => toLabel(it, index + 1)) }
  })
}

function toLabel({ line, name, kind, sure, trap }: Readonly<Record<string, unknown>>, at: number): Label {
  if (typeof line !== 'number' || typeof name !== 'string') throw new Error(`Line ${at}: a label has no line or name.`)
  if (trap === true) return { line, name, trap }
  if (typeof kind !== 'string') throw new Error(`Line ${at}: the label of ${name} has no kind.`)
  return { line, name, kind, sure: sure !== false }
}
