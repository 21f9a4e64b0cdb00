import { netrcFiles } from './files/netrc.ts'
import type { Ecosystem } from './model.ts'

/** A file that tools of many ecosystems read. */
export const netrc: Ecosystem = {
  id: 'netrc',
  title: 'netrc',
  files: netrcFiles,
  variables: [],
  tools: [],
  references: ['https://www.gnu.org/software/inetutils/manual/html_node/The-_002enetrc-file.html'],
}
