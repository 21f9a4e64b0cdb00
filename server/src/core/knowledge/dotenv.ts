import { dotenvFiles } from './files/dotenv.ts'
import type { Ecosystem } from './model.ts'

/** A file that frameworks read when they build (Next.js, Vite, Nx) and applications when they start. */
export const dotenv: Ecosystem = {
  id: 'dotenv',
  title: 'dotenv',
  files: dotenvFiles,
  variables: [],
  tools: [],
  references: [
    'https://nextjs.org/docs/app/guides/environment-variables',
    'https://vite.dev/guide/env-and-mode',
    'https://github.com/motdotla/dotenv',
  ],
}
