/** Programs whose output is made of their arguments and their input. */
export const COPIES_TEXT = new Set([
  'echo',
  'printf',
  'cat',
  'envsubst',
  'sed',
  'tr',
  'cut',
  'base64',
  'head',
  'tail',
  'tee',
  'awk',
  'jq',
  'sort',
  'xxd',
  'xargs',
  // Of cmd and PowerShell.
  'type',
  'write-output',
  'write-host',
  'get-content',
  'set-content',
  'add-content',
  'out-file',
  'tee-object',
])

/** Programs that print what they read, but not their arguments; `vncpasswd -f` in a form that can be reversed. */
export const FILTERS = new Set(['grep', 'egrep', 'fgrep', 'vncpasswd'])

export const REMOVERS = new Set(['rm', 'unlink', 'shred', 'del', 'erase', 'remove-item'])

export const MOVERS = new Set(['mv', 'move', 'move-item'])

export const COPIERS = new Set(['cp', 'install', 'rsync', 'copy', 'copy-item', ...MOVERS])
