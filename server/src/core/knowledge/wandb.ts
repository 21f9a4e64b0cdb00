import type { Ecosystem } from './model.ts'

/** Weights & Biases. */
export const wandb: Ecosystem = {
  id: 'wandb',
  title: 'Weights & Biases',
  files: [],
  variables: [{ name: 'WANDB_API_KEY', holds: 'token', readByMany: true }],
  tools: [
    {
      commands: ['wandb', 'wb'],
      consumers: ['sync', 'artifact', 'agent', 'sweep', 'job', 'launch', 'launch-agent', 'pull', 'restore', 'verify'],
      quiet: ['offline', 'online', 'enabled', 'disabled', 'off', 'on', 'status', 'docker-run'],
      reads: ['.netrc'],
      readsAnyVariable: false,
      persisting: [
        {
          pattern: 'wandb login --host|--base-url <host> <token>',
          secret: ['token'],
          writes: ['~/.netrc'],
          instead: { WANDB_BASE_URL: '<host>', WANDB_API_KEY: '<token>' },
        },
        {
          pattern: 'wandb login <token>',
          secret: ['token'],
          writes: ['~/.netrc'],
          instead: { WANDB_API_KEY: '<token>' },
        },
      ],
    },
  ],
  references: [
    'https://docs.wandb.ai/guides/track/environment-variables/',
    'https://docs.wandb.ai/ref/cli/wandb-login/',
  ],
}
