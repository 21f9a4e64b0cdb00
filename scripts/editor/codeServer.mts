import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { installCodeServer } from './installCodeServer.mts'

export interface EditorOptions {
  /** For everything the editor writes; also holds the installed extensions. */
  readonly home: string
  readonly port?: number
  /** User settings on top of those that keep the editor quiet. */
  readonly settings?: Readonly<Record<string, unknown>>
  readonly env?: Readonly<Record<string, string>>
  /** Packed extensions to install first, as a user would do it. */
  readonly install?: readonly string[]
  /** Let extension-host tests in, and extensions under development. Such an editor shows no notifications. */
  readonly testing?: boolean
  /** Ask whether the workspace is trusted, as VS Code does by default. */
  readonly asksForTrust?: boolean
}

export interface Editor {
  /** Address of the editor with this folder open. */
  urlOf(folder: string, tests?: Tests): string
  /** Address of the editor without a folder. */
  readonly emptyUrl: string
  stop(): Promise<void>
}

/** Absolute paths of what runs inside the editor when it is testing. */
export interface Tests {
  /** Folder of an extension under development, without which there are no tests. */
  readonly extension: string
  readonly script: string
}

/** Starts VS Code for the browser on this machine. */
export async function startCodeServer(options: EditorOptions): Promise<Editor> {
  const { node, main } = installCodeServer()
  const data = join(options.home, 'data')
  mkdirSync(join(data, 'data/User'), { recursive: true })
  writeFileSync(join(data, 'data/User/settings.json'), JSON.stringify({ ...quiet, ...options.settings }, undefined, 2))
  const folders = ['--server-data-dir', data, '--extensions-dir', join(options.home, 'extensions')]
  // Without VSCODE_CLI the server replaces its environment by that of a login shell.
  const env = { ...process.env, VSCODE_CLI: '1', ...options.env }
  for (const vsix of options.install ?? [])
    execFileSync(node, [main, ...folders, '--force', '--install-extension', vsix], { env, stdio: 'pipe' })

  // The server itself, not the code-server command around it, which drops the flag that lets tests in.
  const testing = options.testing ? ['--enable-smoke-test-driver'] : []
  const trust = options.asksForTrust ? [] : ['--disable-workspace-trust']
  // Whoever can start programs here needs no editor for that; a web page must not be able to.
  const token = randomUUID()
  const child = spawn(
    node,
    [
      main,
      ...folders,
      ...flags,
      '--connection-token',
      token,
      '--port',
      String(options.port ?? 0),
      ...testing,
      ...trust,
    ],
    {
      env,
    },
  )
  const port = await listeningPort(child)
  return {
    urlOf: (folder, tests) => toUrl({ port, token }, { folder }, tests),
    emptyUrl: toUrl({ port, token }, { ew: 'true' }),
    stop: () => stop(child),
  }
}

const flags = ['--host=127.0.0.1', '--accept-server-license-terms', '--telemetry-level=off']

/** Nothing on the screen that is not about the Dockerfile. */
const quiet = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
  'security.workspace.trust.startupPrompt': 'never',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
}

async function listeningPort({ stdout, stderr }: ChildProcess): Promise<number> {
  if (!stdout) throw new Error('The editor was started without a pipe.')
  let output = ''
  stderr?.on('data', chunk => (output += String(chunk)))
  for await (const line of createInterface(stdout)) {
    const port = /listening on (\d+)/.exec(line)?.[1]
    if (port !== undefined) {
      // A full pipe would stop the server.
      stdout.resume()
      return Number(port)
    }
    output += `${line}\n`
  }
  throw new Error(`The editor did not start:\n${output}`)
}

function toUrl(
  { port, token }: { readonly port: number; readonly token: string },
  query: Readonly<Record<string, string>>,
  tests?: Tests,
): string {
  const parameters = new URLSearchParams({ tkn: token, ...query })
  if (tests) {
    const remote = (path: string) => `vscode-remote://remote${path}`
    const payload = [
      ['extensionDevelopmentPath', remote(tests.extension)],
      ['extensionTestsPath', remote(tests.script)],
    ]
    parameters.set('payload', JSON.stringify(payload))
  }
  return `http://127.0.0.1:${port}/?${parameters.toString()}`
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill()
  await ended
}
