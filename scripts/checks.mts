import { spawnSync } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { root } from './root.mts'

/** What must hold beside the tests. The bundles come first, because tests run them. */
export const checks: Readonly<Record<string, string>> = {
  'bundles build': 'node scripts/build.mjs',
  'types are right': 'tsc -b',
  'linter is content': 'oxlint --type-aware --deny-warnings',
  'files are formatted': 'oxfmt --check',
  'generated files are up to date': 'node --import tsx scripts/gen.mts --check',
}

/** Output of the command when it failed. */
export function failureOf(command: string): string | undefined {
  const path = [join(root, 'node_modules/.bin'), process.env['PATH']].join(delimiter)
  const env = { ...process.env, PATH: path }
  const { status, stdout, stderr } = spawnSync(command, { cwd: root, env, shell: true, encoding: 'utf8' })
  return status === 0 ? undefined : `${stdout}${stderr}`.trim()
}
