// Bundles the extension and the npm package. Plain JavaScript with few imports, because `prepare` runs it on every
// `npm ci`. `--watch` keeps on building.
import { resolve } from 'node:path'
import { context } from 'esbuild'
import { writeLicenses } from './licenses.mjs'

const root = resolve(import.meta.dirname, '..')

// VS Code's extension host runs Node 22; the npm package promises Node 20. Maps are for debugging, and do not ship.
// Only `require` finds the module `vscode` for sure.
const vscode = { target: 'node22', sourcemap: true, supported: { 'dynamic-import': false } }
const bundles = [
  { entry: 'client/src/extension.ts', outfile: 'dist/client.js', ...vscode, plugins: [onDemand('languageClient.js')] },
  { entry: 'client/src/languageClient.ts', outfile: 'dist/languageClient.js', ...vscode },
  { entry: 'server/src/server.ts', outfile: 'dist/server.js', ...vscode },
  { entry: 'server/src/server.ts', outfile: 'server/dist/server.cjs', target: 'node20' },
  { entry: 'server/src/cli.ts', outfile: 'server/dist/cli.cjs', target: 'node20', plugins: [onDemand('server.cjs')] },
]

/**
 * Leaves `await import('./name.ts')` to the bundle of that name beside this one, so that whoever does not need it does
 * not pay for reading it: `dockerfile-secrets check` the server, the activation in VS Code the LSP library.
 */
function onDemand(file) {
  const name = file.slice(0, file.indexOf('.'))
  return {
    name: 'on-demand',
    setup(build) {
      build.onResolve({ filter: new RegExp(`/${name}\\.ts$`) }, ({ kind }) =>
        kind === 'dynamic-import' ? { path: `./${file}`, external: true } : undefined,
      )
    },
  }
}

async function createContext({ entry, ...options }) {
  return await context({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    format: 'cjs',
    platform: 'node',
    // The CommonJS files of some packages are UMD, whose imports esbuild cannot follow.
    mainFields: ['module', 'main'],
    // Names stay, so that a stack trace in a report says something.
    minifySyntax: true,
    minifyWhitespace: true,
    external: ['vscode'],
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
    ...options,
  })
}

const watch = process.argv.includes('--watch')
const contexts = await Promise.all(bundles.map(createContext))
try {
  const results = await Promise.all(contexts.map(it => it.rebuild()))
  writeLicenses(
    root,
    results.map(it => it.metafile),
  )
  if (watch) {
    for (const it of contexts) await it.watch()
    console.log('build: watching')
  }
} catch (error) {
  // esbuild has printed its own errors.
  if (!error.errors) throw error
  process.exitCode = 1
} finally {
  if (!watch) await Promise.all(contexts.map(it => it.dispose()))
}
