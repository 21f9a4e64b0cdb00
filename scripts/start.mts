// Opens the editor on examples/ with the extension from this folder: VS Code if it is installed, else VS Code for the
// browser, which is installed into .cache. `--browser` takes the browser in any case, `--port 8000` chooses the port.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { startCodeServer } from './editor/codeServer.mts'
import { onPath } from './editor/findChromium.mts'
import { packExtension } from './editor/packExtension.mts'
import { root } from './root.mts'

const examples = join(root, 'examples')
const { values } = parseArgs({ options: { browser: { type: 'boolean' }, port: { type: 'string' } } })

const code = values.browser === true || !hasScreen() ? undefined : onPath('code')
if (code === undefined) await openInBrowser()
else await openOnDesktop(code)

/** VS Code does not start without a screen, nor as root. */
function hasScreen(): boolean {
  if (process.platform !== 'linux') return true
  const { DISPLAY, WAYLAND_DISPLAY } = process.env
  return (DISPLAY ?? WAYLAND_DISPLAY) !== undefined && process.getuid?.() !== 0
}

async function openOnDesktop(program: string): Promise<void> {
  const child = spawn(program, ['--new-window', `--extensionDevelopmentPath=${root}`, examples], { stdio: 'inherit' })
  await once(child, 'exit')
  console.log(`VS Code is open on ${examples}`)
}

async function openInBrowser(): Promise<void> {
  const options = { home: join(root, '.cache/start'), port: Number(values.port ?? 0), install: [packExtension()] }
  const editor = await startCodeServer(options)
  const url = editor.urlOf(examples)
  console.log(`VS Code is open on ${examples}\n\n  ${url}\n\nPress Ctrl+C to stop it.`)
  showInBrowser(url)
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM'), parentEnded()])
  await editor.stop()
}

/** npm does not pass its end on. */
async function parentEnded(): Promise<void> {
  const parent = process.ppid
  while (process.ppid === parent) await sleep(1000, undefined, { ref: false })
}

/** Where there is a screen; whoever has none has the address. */
function showInBrowser(url: string): void {
  const opener = onPath(process.platform === 'darwin' ? 'open' : 'xdg-open')
  if (opener !== undefined && hasScreen()) spawn(opener, [url], { stdio: 'ignore', detached: true }).unref()
}
