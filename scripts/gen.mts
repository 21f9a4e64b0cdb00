// Writes what is derived from the rules: docs/rules/, the table in the README, the schema of the configuration file and
// that of the setting in package.json.
// `--check` writes nothing and fails when something is not up to date.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fixOf, rulePage } from '../server/src/core/rulePage.ts'
import { rules } from '../server/src/core/rules/index.ts'
import { root } from './root.mts'
import { configSchema, ruleProperties } from './schema.mts'

const PAGES = 'docs/rules'
const SETTING = 'dockerfileSecrets.rules'

const generated = new Map<string, string>([
  ...rules.map((it): [string, string] => [`${PAGES}/${it.id}.md`, rulePage(it)]),
  ...(existsSync(join(root, 'README.md')) ? [['README.md', withRulesTable(read('README.md'))] as const] : []),
  ['server/schema.json', toJson(configSchema())],
  ['package.json', withRulesSetting(read('package.json'))],
])
const stale = [...generated].filter(([path, text]) => !existsSync(join(root, path)) || read(path) !== text)
const left = pages().filter(it => !generated.has(it))

if (process.argv.includes('--check')) {
  for (const path of [...stale.map(([it]) => it), ...left])
    console.error(`${path} is not up to date. Run "npm run gen".`)
  process.exitCode = stale.length + left.length > 0 ? 1 : 0
} else {
  for (const [path, text] of stale) write(path, text)
  for (const path of left) rmSync(join(root, path))
}

function withRulesTable(readme: string): string {
  const [start, end] = ['<!-- rules -->', '<!-- /rules -->']
  if (!readme.includes(start) || !readme.includes(end)) throw new Error(`README.md has no ${start} … ${end}.`)
  const rows = rules.map(it => `| [\`${it.id}\`](${PAGES}/${it.id}.md) | ${it.title} | ${it.severity} | ${fixOf(it)} |`)
  const table = ['| rule | what it finds | at most | fix |', '| --- | --- | --- | --- |', ...rows].join('\n')
  return `${readme.slice(0, readme.indexOf(start))}${start}\n\n${table}\n\n${readme.slice(readme.indexOf(end))}`
}

function withRulesSetting(manifest: string): string {
  const parsed: Manifest = JSON.parse(manifest)
  const setting = [parsed.contributes.configuration].flat().find(it => SETTING in it.properties)?.properties[SETTING]
  if (!setting) throw new Error(`package.json contributes no setting ${SETTING}.`)
  setting.properties = ruleProperties()
  return toJson(parsed)
}

function toJson(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`
}

interface Manifest {
  contributes: { configuration: Configuration | Configuration[] }
}

interface Configuration {
  properties: Record<string, { properties?: object }>
}

function pages(): string[] {
  return existsSync(join(root, PAGES)) ? readdirSync(join(root, PAGES)).map(it => `${PAGES}/${it}`) : []
}

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}
