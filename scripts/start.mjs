// `npm start`: on a fresh clone installs and builds first, then opens the editor (start.mts).
// Plain JavaScript without packages, because there may be none yet.
import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')

if (changedAt('node_modules/.package-lock.json') < changedAt('package-lock.json')) runOrExit('npm ci')
else runOrExit('npm run build --silent')
const args = ['--import', 'tsx', 'scripts/start.mts', ...process.argv.slice(2)]
process.exitCode = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status ?? 1

/** npm writes its own lock file into node_modules when it has installed everything. */
function changedAt(path) {
  return statSync(resolve(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0
}

/** A constant command; the shell is for Windows, where npm is a script. */
function runOrExit(command) {
  const { status } = spawnSync(command, { cwd: root, stdio: 'inherit', shell: true })
  if (status !== 0) process.exit(status ?? 1)
}
