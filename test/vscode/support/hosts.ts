import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { downloadAndUnzipVSCode, resolveCliArgsFromVSCodeExecutablePath, runTests } from '@vscode/test-electron'
import { startBrowser } from '../../../scripts/editor/browser.mts'
import { startCodeServer } from '../../../scripts/editor/codeServer.mts'
import { root } from '../../../scripts/root.mts'

export interface HostRun {
  /** For everything the editor writes. */
  readonly home: string
  readonly workspace: string
  readonly restricted: boolean
  readonly vsix: string
  /** Folder of an extension without content. */
  readonly runner: string
  /** Script that exports `run`. */
  readonly suite: string
  /** File that is there when the suite has ended. */
  readonly results: string
  readonly env: Readonly<Record<string, string>>
}

/** A way to run extension-host tests. */
export interface Host {
  run(options: HostRun): Promise<void>
}

/**
 * VS Code's desktop version where it can be downloaded and has a screen, its browser version elsewhere.
 * `VSCODE_TEST_HOST=desktop` or `browser` decides otherwise, `VSCODE_TEST_VERSION` the version of the desktop one.
 */
export async function chooseHost(): Promise<Host> {
  const wish = process.env['VSCODE_TEST_HOST']
  if (wish === 'desktop' || wish === 'browser') return wish === 'desktop' ? desktop : browser
  const hasScreen = process.platform !== 'linux' || process.env['DISPLAY'] !== undefined
  return hasScreen && (await canDownload()) ? desktop : browser
}

async function canDownload(): Promise<boolean> {
  try {
    const url = 'https://update.code.visualstudio.com/api/releases/stable'
    return (await fetch(url, { signal: AbortSignal.timeout(5000) })).ok
  } catch {
    return false
  }
}

const desktop: Host = {
  async run({ home, workspace, restricted, vsix, runner, suite, env }) {
    const version = process.env['VSCODE_TEST_VERSION'] ?? 'stable'
    const vscodeExecutablePath = await downloadAndUnzipVSCode({
      version,
      cachePath: join(root, '.cache/vscode-desktop'),
    })
    const folders = ['--user-data-dir', join(home, 'data'), '--extensions-dir', join(home, 'extensions')]
    const [cli = '', ...args] = resolveCliArgsFromVSCodeExecutablePath(vscodeExecutablePath, {
      reuseMachineInstall: true,
    })
    const shell = process.platform === 'win32'
    execFileSync(cli, [...args, ...folders, '--install-extension', vsix], {
      shell,
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    await runTests({
      vscodeExecutablePath,
      reuseMachineInstall: true,
      extensionDevelopmentPath: runner,
      extensionTestsPath: suite,
      extensionTestsEnv: { ...env, VSCODE_CLI: '1' },
      launchArgs: [workspace, ...folders, ...(restricted ? [] : ['--disable-workspace-trust'])],
    })
  },
}

const browser: Host = {
  async run({ home, workspace, restricted, vsix, runner, suite, results, env }) {
    const editor = await startCodeServer({ home, env, install: [vsix], testing: true, asksForTrust: restricted })
    const chromium = await startBrowser()
    try {
      const page = await chromium.newPage()
      await page.goto(editor.urlOf(workspace, { extension: runner, script: suite }))
      await waitForFile(results)
    } finally {
      await chromium.close()
      await editor.stop()
    }
  },
}

const PATIENCE = 180_000

async function waitForFile(file: string): Promise<void> {
  const end = Date.now() + PATIENCE
  while (!existsSync(file)) {
    if (end < Date.now()) throw new Error('The suite inside the editor did not end.')
    await sleep(100)
  }
}
