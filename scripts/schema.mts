import { LEVELS, MOUNT_STYLES } from '../server/src/core/config/config.ts'
import { rules } from '../server/src/core/rules/index.ts'

/** JSON schema of `.dockerfile-secrets.json`. */
export function configSchema(): object {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Dockerfile Secrets',
    type: 'object',
    additionalProperties: false,
    // Editors turn comments and commas as in tsconfig.json into mistakes unless they are told.
    allowComments: true,
    allowTrailingCommas: true,
    properties: {
      $schema: { type: 'string', description: 'Where this schema is.' },
      rules: {
        ...described('How serious a rule is. Without an entry the evidence decides.'),
        type: 'object',
        additionalProperties: false,
        properties: ruleProperties(),
      },
      secretNames: listOf('Names that always hold a secret, such as `CORP_LOGIN`. `*` stands for any text.'),
      publicNames: listOf('Names that never hold a secret, although they look like it. `*` stands for any text.'),
      mountStyle: {
        ...described('How fixes mount a secret that a command reads from a variable.'),
        enum: [...MOUNT_STYLES],
        default: 'auto',
      },
      ignore: listOf('Dockerfiles that nobody wants to hear about: patterns as in `.gitignore`, from this folder.'),
    },
  }
}

/** A level for each rule. */
export function ruleProperties(): Readonly<Record<string, object>> {
  return Object.fromEntries(
    rules.map(({ id, title }) => [id, { type: 'string', enum: [...LEVELS], markdownDescription: `${title}.` }]),
  )
}

function listOf(description: string): object {
  return { ...described(description), type: 'array', items: { type: 'string' }, uniqueItems: true }
}

/** The second is what VS Code shows. */
function described(text: string): object {
  return { description: text.replaceAll('`', ''), markdownDescription: text }
}
