import { baseName } from '../build/evaluate.ts'
import { toVariablePart } from '../knowledge/match.ts'
import type { Literal } from '../secrets/literal.ts'
import { judgeName } from '../secrets/names.ts'
import { issuerOf } from '../secrets/values/tokens.ts'
import { invocationOf } from '../shell/invocation.ts'
import type { ShellCommand } from '../shell/model.ts'

/** What a credential that stood in the text is called as a variable: `GITHUB_TOKEN`, `HELM_PASSWORD`, `API_KEY`. */
export function nameOfLiteral({ kind, name, value }: Literal, command: ShellCommand): string {
  const issuer = issuerOf(value)
  if (issuer !== undefined && kind !== 'value')
    return issuer === 'AWS' ? 'AWS_ACCESS_KEY_ID' : complete(issuer, 'TOKEN')
  switch (kind) {
    case 'url':
      return complete(siteOf(name), 'PASSWORD')
    case 'password':
      return complete((name === programOf(command) && askedBy(command)) || name, 'PASSWORD')
    case 'token':
    case 'file':
      return complete(name, 'TOKEN')
    case 'value':
      if (name.startsWith('-')) return complete(`${programOf(command)} ${name}`, 'TOKEN')
      // `npm config` stores it; NPM_CONFIG_… would be a setting.
      return complete(name.includes(' ') ? (name.split(' ', 1)[0] ?? '') : name, 'TOKEN')
  }
}

/** The site of the first URL among its arguments. */
function askedBy({ words }: ShellCommand): string | undefined {
  const host = words.map(it => /^\w+:\/\/([\w.:-]+)/.exec(it.text)?.[1]).find(it => it !== undefined)
  return host && siteOf(host)
}

/** `acme` of `npm.acme.com`; all of a name without a domain, nothing of an address. */
function siteOf(host: string): string {
  const labels = host.replace(/:\d+$/, '').split('.')
  if (labels.every(it => /^\d+$/.test(it))) return ''
  const [tld = '', site = tld, more = site] = labels.toReversed()
  return site.length <= 3 && 2 < labels.length ? more : site
}

/** Its name, or that of the script that an interpreter runs. */
function programOf(command: ShellCommand): string {
  const { name = '', args = [] } = invocationOf(command) ?? {}
  const script = INTERPRETERS.has(name) && args.find(it => !it.text.startsWith('-'))
  return baseName(script ? script.text : name).replace(/\.\w+$/, '')
}

const INTERPRETERS = new Set('sh bash ash dash zsh python php ruby perl node'.split(' '))

/** Upper case with `_`; with the word that says what it is, when no other does. */
function complete(text: string, word: string): string {
  const words = toVariablePart(text.replace(/^(a|an|the) /, ''))
    .split('_')
    .filter(it => it !== '')
  const name = words.join('_')
  const whole = judgeName(name).kind === 'secret' ? name : [...words, word].join('_')
  return /^\d/.test(whole) ? `_${whole}` : whole
}
