import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'

import { findNeedles, needlesFor } from '../support/imageNeedles.ts'
import { readImage, searchImage } from '../support/imageSearch.ts'
import { writeTar, type TarFile } from '../support/imageTar.ts'

const value = `${randomBytes(12).toString('hex')}+/="ü ${randomBytes(4).toString('hex')}`
const needles = needlesFor('TOKEN', value)

describe('the search for a credential', () => {
  const encodings: Record<string, (text: string) => string> = {
    'as it is': text => text,
    'in hexadecimal digits': text => Buffer.from(text).toString('hex'),
    'in upper-case hexadecimal digits': text => Buffer.from(text).toString('hex').toUpperCase(),
    'in a URL': text => encodeURIComponent(text),
    'in a string of JSON': text => JSON.stringify(text),
    'in base64': text => Buffer.from(text).toString('base64'),
    'in the base64 of URLs': text => Buffer.from(text).toString('base64url'),
    'in base64 of base64': text => Buffer.from(Buffer.from(text).toString('base64')).toString('base64'),
    'in base64 of JSON': text => Buffer.from(JSON.stringify({ text })).toString('base64'),
  }

  for (const [title, encode] of Object.entries(encodings)) {
    it(`finds it ${title}, whatever stands before and after`, () => {
      for (const before of ['', 'a', 'ab', 'abc', 'user:']) {
        for (const after of ['', '\n', '@host/']) {
          const text = `<${encode(before + value + after)}>`
          assert.notDeepEqual(findNeedles(Buffer.from(text), needles), [], text)
        }
      }
    })
  }

  it('finds nothing in what is similar', () => {
    const similar = value.slice(1) + value.slice(0, -1)
    for (const encode of Object.values(encodings))
      assert.deepEqual(findNeedles(Buffer.from(encode(similar)), needles), [])
  })

  it('refuses a value that is too short to mean anything', () => {
    assert.throws(() => needlesFor('TOKEN', 'admin'), /TOKEN is too short/)
  })
})

describe('the search of an image', () => {
  const clean = {
    layer: [{ path: 'etc/motd', content: 'hello' }],
    history: 'COPY motd /etc/motd',
    env: 'A=b',
    args: {},
  }

  it('finds nothing in an image without it', () =>
    assert.deepEqual(searchImage(makeImage(clean), { TOKEN: value }), []))

  it('names the file of a layer and what made it', () => {
    const layer = [...clean.layer, { path: 'root/.netrc', content: `password ${value}` }]
    const found = searchImage(makeImage({ ...clean, layer }), { TOKEN: value })
    assert.deepEqual(found, [
      { secret: 'TOKEN', where: 'layer', encoding: 'raw', instruction: clean.history, path: 'root/.netrc' },
    ])
  })

  it('looks into compressed files', () => {
    const layer = [{ path: 'var/log.gz', content: gzipSync(`password ${value}`) }]
    const [leak] = searchImage(makeImage({ ...clean, layer }), { TOKEN: value })
    assert.equal(leak?.path, 'var/log.gz')
  })

  it('finds it in the name of a file', () => {
    const layer = [{ path: `tmp/${value.slice(0, 24)}`, content: '' }]
    const [leak] = searchImage(makeImage({ ...clean, layer }), { TOKEN: value.slice(0, 24) })
    assert.equal(leak?.where, 'layer')
  })

  it('finds it in the history', () => {
    const found = searchImage(makeImage({ ...clean, history: `RUN |1 T=${value} /bin/sh -c make` }), { TOKEN: value })
    assert.deepEqual([...new Set(found.map(it => it.where))], ['history'])
  })

  it('finds it in the configuration', () => {
    const found = searchImage(makeImage({ ...clean, env: `TOKEN=${value}` }), { TOKEN: value })
    assert.deepEqual([...new Set(found.map(it => it.where))], ['config'])
  })

  it('finds it in an attestation, also where that holds the Dockerfile in base64', () => {
    const dockerfile = Buffer.from(`FROM scratch\nENV TOKEN=${value}\n`).toString('base64')
    for (const args of [{ 'build-arg:TOKEN': value }, { source: dockerfile }]) {
      const found = searchImage(makeImage({ ...clean, args }), { TOKEN: value })
      assert.deepEqual([...new Set(found.map(it => it.where))], ['attestation'])
    }
  })
})

interface Content {
  readonly layer: readonly TarFile[]
  readonly history: string
  readonly env: string
  /** What the provenance says about the build. */
  readonly args: Readonly<Record<string, string>>
}

/** An image as `docker save` writes it, with one layer and a provenance attestation. */
function makeImage({ layer, history, env, args }: Content): ReturnType<typeof readImage> {
  const files: TarFile[] = []
  const store = (content: Buffer | string): { readonly digest: string } => {
    const digest = createHash('sha256').update(content).digest('hex')
    files.push({ path: `blobs/sha256/${digest}`, content })
    return { digest: `sha256:${digest}` }
  }
  const config = store(
    JSON.stringify({ config: { Env: [env] }, history: [{ created_by: history }], rootfs: { diff_ids: ['sha256:1'] } }),
  )
  const image = store(JSON.stringify({ config, layers: [store(gzipSync(writeTar(layer)))] }))
  const attestation = store(JSON.stringify({ config: store('{}'), layers: [store(JSON.stringify({ args }))] }))
  const annotations = { 'vnd.docker.reference.type': 'attestation-manifest' }
  const index = store(JSON.stringify({ manifests: [image, { ...attestation, annotations }] }))
  return readImage(writeTar([...files, { path: 'index.json', content: JSON.stringify({ manifests: [index] }) }]))
}
