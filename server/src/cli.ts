import { isMainThread } from 'node:worker_threads'
import { serveAsHelper } from './cli/check/checkFiles.ts'
import { main } from './cli/main.ts'
import { createTerminal } from './cli/terminal.ts'
import { readVersion } from './version.ts'

if (isMainThread) {
  // Setting the code lets pending output be written, which `process.exit` would cut off.
  void main(process.argv.slice(2), createTerminal(), readVersion()).then(code => (process.exitCode = code))
} else {
  serveAsHelper()
}
