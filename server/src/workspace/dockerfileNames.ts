/** Whether a file in a folder is a Dockerfile, judged by its name alone. What somebody names on the command line is one anyway. */
export function isDockerfileName(name: string): boolean {
  const lower = name.toLowerCase()
  if (lower === 'dockerfile' || lower === 'containerfile') return true
  if (lower.endsWith('.dockerfile') || lower.endsWith('.containerfile')) return true
  const base = ['dockerfile', 'containerfile'].find(it => lower.startsWith(it))
  if (base === undefined || !SEPARATORS.has(lower.charAt(base.length))) return false
  const extension = lower.slice(lower.lastIndexOf('.') + 1)
  if (lower.endsWith('~') || OTHER_TEXTS.has(extension)) return false
  // `Dockerfile.go` builds something in Go; `dockerfile.go` and `Dockerfile_test.go` are written in it.
  const isPlainSuffix = name.startsWith('D') || name.startsWith('C') ? lower === `${base}.${extension}` : false
  return isPlainSuffix || !PROGRAMS.has(extension)
}

const SEPARATORS: ReadonlySet<string> = new Set(['.', '-', '_'])

/** Documents, data, backups, and templates whose placeholders are no Dockerfile syntax. */
const OTHER_TEXTS: ReadonlySet<string> = new Set(
  (
    'dockerignore containerignore gitignore md markdown rst adoc html htm pdf txt log json yaml yml toml xml lock diff patch ' +
    'orig rej bak swp swo tmp zip gz tgz tar sha256 sig asc snap j2 jinja jinja2 erb tmpl tpl mustache hbs ejs'
  ).split(' '),
)

const PROGRAMS: ReadonlySet<string> = new Set(
  'c cc cpp cs css ex exs go h hs java js jsx kt lua mjs cjs php pl ps1 py rb rs sh sql swift ts tsx vue'.split(' '),
)
