import { twineFiles } from './files/twine.ts'
import type { Ecosystem } from './model.ts'

export const twine: Ecosystem = {
  id: 'twine',
  title: 'Twine',
  files: twineFiles,
  variables: [
    { name: 'TWINE_USERNAME', holds: 'user' },
    { name: 'TWINE_PASSWORD', holds: 'token' },
  ],
  tools: [
    {
      commands: ['twine'],
      consumers: ['upload', 'register'],
      quiet: ['check'],
      reads: ['.pypirc'],
      readsAnyVariable: false,
      persisting: [],
    },
  ],
  references: ['https://twine.readthedocs.io/', 'https://packaging.python.org/en/latest/specifications/pypirc/'],
}
