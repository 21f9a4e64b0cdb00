import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Writes the licenses of the bundled packages beside the bundles, as those licenses ask for. */
export function writeLicenses(root, metafiles) {
  for (const folder of new Set(metafiles.flatMap(it => Object.keys(it.outputs)).map(it => it.replace(/[^/]+$/, '')))) {
    const inside = metafiles.filter(it => Object.keys(it.outputs).some(output => output.startsWith(folder)))
    const packages = new Set(inside.flatMap(it => Object.keys(it.inputs)).flatMap(it => packageFolder(it) ?? []))
    const licenses = Array.from(packages, it => licenseOf(join(root, it)))
    writeFileSync(join(root, folder, 'third-party-licenses.txt'), licenses.sort().join(`\n${'-'.repeat(80)}\n\n`))
  }
}

function packageFolder(path) {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]
}

function licenseOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = readdirSync(folder).find(it => /^licen[cs]e(\.\w+)?$/i.test(it))
  return `${name} ${version} (${license})\n\n${file ? readFileSync(join(folder, file), 'utf8').trim() : ''}\n`
}
