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

export const REMOVERS = new Set(['rm', 'unlink', 'shred', 'del', 'erase', 'remove-item'])

export const COPIERS = new Set(['cp', 'mv', 'install', 'copy', 'move', 'copy-item', 'move-item'])
