import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { build } from 'esbuild'
import { createFakeDocker } from './fakeDocker.ts'
import { chooseHost } from './hosts.ts'
import { SUITE_VARIABLE, type Outcome, type SuiteInput } from './outcome.ts'
import { packExtension } from '../../../scripts/editor/packExtension.mts'
import { createFolder, writeFiles } from './temporary.ts'

export interface Suite {
  /** Name of a file in suite/. */
  readonly name: string
  readonly files: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
  /** Start in Restricted Mode. */
  readonly restricted?: boolean
}

/** Runs a suite inside a real VS Code in which the packed extension is installed. */
export async function runSuite({ name, files, env = {}, restricted = false }: Suite): Promise<readonly Outcome[]> {
  const home = createFolder()
  const workspace = join(home, 'workspace')
  writeFiles(workspace, files)
  const docker = createFakeDocker(home)
  const input: SuiteInput = { results: join(home, 'results.json'), workspace, builds: docker.builds }
  const host = await chooseHost()
  await host.run({
    home,
    workspace,
    restricted,
    vsix: packExtension(),
    runner: createRunner(home),
    suite: await bundle(name, home),
    results: input.results,
    env: {
      ...env,
      PATH: [docker.bin, process.env['PATH']].join(delimiter),
      [SUITE_VARIABLE]: JSON.stringify(input),
    },
  })
  const outcomes: Outcome[] = JSON.parse(readFileSync(input.results, 'utf8'))
  return outcomes
}

/** An extension without content: VS Code runs tests only beside an extension under development. */
function createRunner(home: string): string {
  const folder = join(home, 'runner')
  mkdirSync(folder)
  const manifest = { name: 'runner', publisher: 'test', version: '0.0.0', engines: { vscode: '*' } }
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest))
  return folder
}

async function bundle(name: string, home: string): Promise<string> {
  const outfile = join(home, 'suite.js')
  await build({
    entryPoints: [join(import.meta.dirname, '../suite', `${name}.ts`)],
    outfile,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node22',
    external: ['vscode'],
    sourcemap: 'inline',
  })
  return outfile
}
