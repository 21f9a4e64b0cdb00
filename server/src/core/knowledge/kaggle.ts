import { kaggleFiles } from './files/kaggle.ts'
import type { Ecosystem } from './model.ts'

export const kaggle: Ecosystem = {
  id: 'kaggle',
  title: 'Kaggle',
  files: kaggleFiles,
  variables: [
    { name: 'KAGGLE_API_TOKEN', holds: 'token', readByMany: true },
    { name: 'KAGGLE_KEY', holds: 'token', readByMany: true },
    { name: 'KAGGLE_USERNAME', holds: 'user', readByMany: true },
  ],
  tools: [
    {
      commands: ['kaggle'],
      consumers: 'competitions c datasets d kernels k models m files f'.split(' '),
      reads: ['kaggle.json', 'kaggle/access_token'],
      readsAnyVariable: false,
      persisting: [],
    },
  ],
  references: ['https://github.com/Kaggle/kaggle-api/blob/main/docs/README.md'],
}
