import type { Analysis } from '../analyze.ts'
import { baseName, isWithin } from '../build/evaluate.ts'
import { credentialFileFor } from '../knowledge/index.ts'
import type { FileSecret } from '../secrets/files.ts'
import { widerCopies } from './ignoring.ts'

/**
 * The credential files of the build context in a directory that is copied, such as `.ssh`, each with the COPYs that
 * bring it in. What else is in the directory is not known, and stays where it is.
 */
export function filesInside(analysis: Analysis, directory: FileSecret): readonly FileSecret[] {
  const roots = directory.copies.flatMap(it => it.contextPath?.replace(/\/$/, '') ?? [])
  const inside = [...(analysis.context?.files ?? [])].filter(([path]) => roots.some(it => isWithin(path, it)))
  return inside.flatMap(([path, text]) => {
    const file = credentialFileFor(path)
    if (!file?.holdsCredential(text)) return []
    const name = baseName(file.name) === baseName(path) ? file.name : baseName(path)
    const copies = directory.copies.map(it => ({ ...it, contextPath: path }))
    const secret = { ...directory, name, file, copies }
    return { ...secret, copies: widerCopies(analysis, secret) }
  })
}
