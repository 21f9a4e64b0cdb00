import type { Hover } from 'vscode-languageserver'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import type { Dockerfile, Mount } from '../../core/dockerfile/model.ts'
import { parse } from '../../core/dockerfile/parse.ts'
import { toRange } from '../convert.ts'
import { mountAt, mountsIn } from './mountAt.ts'
import { mountOptions, mountTypes, synonyms } from './options.ts'

/** About the key of a mount, its type, or the id of a secret under the cursor; nothing anywhere else. */
export function hoverMount(document: TextDocument, offset: number): Hover | undefined {
  const dockerfile = parse(document.getText())
  const { mount, field } = mountAt(dockerfile, offset) ?? {}
  if (!mount || !field) return undefined
  const { key, value } = field
  const token = offset <= key.end ? key : value
  if (!token) return undefined
  const name = synonyms[key.text] ?? key.text
  const text = token === key ? aboutKey(mount, name) : aboutValue(dockerfile, mount, name, token.text)
  return text === undefined
    ? undefined
    : {
        range: toRange(document, token),
        contents: { kind: 'markdown', value: `${text}\n\n[Reference](${page(mount)})` },
      }
}

function aboutKey(mount: Mount, key: string): string | undefined {
  if (key === 'type') return 'What is mounted while the command runs.'
  return mountOptions[mount.type]?.find(it => it.key === idKey(mount, key))?.text
}

function aboutValue(dockerfile: Dockerfile, mount: Mount, key: string, value: string): string | undefined {
  if (key === 'type') return mountTypes[value.toLowerCase()]
  if (mount.type !== 'secret' || idKey(mount, key) !== 'id' || !/^[\w.-]+$/.test(value)) return undefined
  const uses = mountsIn(dockerfile).filter(it => it.type === 'secret' && idOf(it) === value).length
  const places = uses === 1 ? 'one mount' : `${uses} mounts`
  return (
    `Secret \`${value}\`, used by ${places} of this file. Pass it with ` +
    `\`--secret id=${value},type=env,env=…\` or \`--secret id=${value},type=file,src=…\`.`
  )
}

/** `source` of a secret is another word for its id. */
function idKey(mount: Mount, key: string): string {
  return mount.type === 'secret' && key === 'source' ? 'id' : key
}

function idOf(mount: Mount): string | undefined {
  return mount.fields.findLast(it => idKey(mount, synonyms[it.key.text] ?? it.key.text) === 'id')?.value?.text
}

function page(mount: Mount): string {
  return `https://docs.docker.com/reference/dockerfile/#run---mounttype${mount.type in mountTypes ? mount.type : 'bind'}`
}
