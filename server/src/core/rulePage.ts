import { findProblems } from './analyze.ts'
import type { Rule } from './rule.ts'

/** The documentation of a rule in Markdown: its page in docs/rules/, and what `explain` prints. */
export function rulePage(rule: Rule): string {
  const { why, bad, good, ignore, references } = rule.docs
  return [
    `# ${rule.title}`,
    `\`${rule.id}\` · ${rule.severity} · fix: ${fixOf(rule)}`,
    '## Why',
    dedent(why),
    '## Example',
    dockerfile(bad),
    '## Instead',
    dockerfile(good),
    '## When to ignore it',
    ...(ignore === undefined ? [] : [dedent(ignore)]),
    'A comment on the line above silences the rule there; with `-file`, in the whole file. The reason is required.',
    dockerfile(`# dockerfile-secrets-ignore ${rule.id} -- why it is all right here`),
    `\`{ "rules": { "${rule.id}": "off" } }\` in \`.dockerfile-secrets.json\` does it for a repository.`,
    '## See also',
    references.map(it => `- <${it}>`).join('\n'),
  ]
    .join('\n\n')
    .concat('\n')
}

/** What the fix of the bad example is: `safe`, `suggestion` or `none`. */
export function fixOf(rule: Rule): 'safe' | 'suggestion' | 'none' {
  const finding = findProblems(dedent(rule.docs.bad)).find(it => it.rule === rule.id)
  return finding?.fix?.safety ?? 'none'
}

/** A text from an indented template literal, without the indentation all lines share and the empty lines around it. */
export function dedent(text: string): string {
  const lines = text.trimEnd().split('\n')
  while (lines[0]?.trim() === '') lines.shift()
  const indents = lines.filter(it => it.trim() !== '').map(it => it.length - it.trimStart().length)
  const indent = Math.min(...indents)
  return lines.map(it => it.slice(indent)).join('\n')
}

function dockerfile(text: string): string {
  return `\`\`\`dockerfile\n${dedent(text)}\n\`\`\``
}
