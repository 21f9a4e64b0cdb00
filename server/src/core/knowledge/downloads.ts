import { downloadFiles } from './files/downloads.ts'
import { headerCredential, parameterCredentials } from './formats/accounts.ts'
import type { Ecosystem, PasswordCommand, PasswordSpan } from './model.ts'

/** `-u user:password`, also joined and in a cluster such as `-fsSLu`. */
const ACCOUNTS: readonly PasswordCommand[] = ['-u|--user', '-U|--proxy-user', '--oauth2-bearer'].map(it => ({
  pattern: `curl ${it} ${it.endsWith('bearer') ? '<password>' : '<account>'} ...`,
}))

const JOINED: readonly PasswordCommand[] = ['-u', '-U'].map(it => ({ pattern: `curl ${it}<account> ...` }))

const WGET = ['--password', '--http-password', '--http-passwd', '--ftp-password', '--proxy-password']

/** Clients for HTTP. What they get on the command line is in no file of the image. */
export const downloads: Ecosystem = {
  id: 'downloads',
  title: 'curl and wget',
  files: downloadFiles,
  variables: [],
  tools: [
    {
      commands: ['curl'],
      consumers: [],
      reads: ['.curlrc'],
      readsOn: { '-n': '.netrc', '--netrc': '.netrc', '--netrc-optional': '.netrc' },
      readsAnyVariable: false,
      persisting: [],
    },
    {
      commands: ['wget', 'wget2'],
      consumers: [],
      reads: ['.wgetrc', '.netrc'],
      readsAnyVariable: false,
      persisting: [],
    },
  ],
  passwords: [
    ...ACCOUNTS,
    ...JOINED,
    // Of a server that is open to everybody.
    ...WGET.map(it => ({ pattern: `wget ${it} <password> ...`, known: ['anonymous', 'ftp', 'guest'] })),
    { pattern: 'http -a|--auth <account> ...' },
    ...['curl', 'wget', 'http'].map(it => ({ pattern: `${it} ...`, words: requestCredentials })),
  ],
  references: [
    'https://curl.se/docs/manpage.html',
    'https://curl.se/docs/manpage.html#-K',
    'https://www.gnu.org/software/wget/manual/html_node/Wgetrc-Commands.html',
  ],
}

function requestCredentials(argument: string): readonly PasswordSpan[] {
  return [...headerCredential(argument), ...parameterCredentials(argument.replace(/^--[a-z-]+=/, blank))]
}

/** What an option is joined to stays where it is. */
function blank(option: string): string {
  return '&'.padStart(option.length)
}
