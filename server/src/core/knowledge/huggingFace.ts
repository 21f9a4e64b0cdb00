import { huggingFaceFiles } from './files/huggingFace.ts'
import type { Ecosystem, PersistingCommand } from './model.ts'

const STORES = ['~/.cache/huggingface/token', '~/.cache/huggingface/stored_tokens']

export const huggingFace: Ecosystem = {
  id: 'huggingFace',
  title: 'Hugging Face',
  files: huggingFaceFiles,
  // Also read by every program that loads a model.
  variables: ['HF_TOKEN', 'HUGGING_FACE_HUB_TOKEN'].map(name => ({ name, holds: 'token', readByMany: true })),
  tools: [
    {
      commands: ['huggingface-cli', 'hf'],
      consumers: [],
      quiet: ['login', 'logout', 'auth login', 'auth logout', 'env', 'version', 'scan-cache', 'delete-cache', 'cache'],
      reads: ['huggingface/token'],
      readsAnyVariable: false,
      valued: `--repo-type --revision --include --exclude --cache-dir --local-dir --token --max-workers
        --local-dir-use-symlinks`.split(/\s+/),
      persisting: ['huggingface-cli login', 'hf auth login'].flatMap(login),
      undoing: ['huggingface-cli logout', 'hf auth logout'].flatMap(pattern => ({ pattern, writes: STORES })),
    },
  ],
  persisting: [
    {
      pattern: 'python -c <code> ...',
      calls: ['huggingface_hub', 'login('],
      secret: ['code'],
      writes: STORES,
    },
  ],
  references: [
    'https://huggingface.co/docs/huggingface_hub/guides/cli',
    'https://huggingface.co/docs/huggingface_hub/package_reference/environment_variables',
  ],
}

function login(command: string): readonly PersistingCommand[] {
  const [program, ...words] = command.split(' ')
  const rest = words.join(' ')
  return [
    // git reads what this stores, and no variable.
    {
      pattern: `${program} --add-to-git-credential ${rest} --token <token>`,
      secret: ['token'],
      writes: [...STORES, '~/.git-credentials'],
    },
    {
      pattern: `${program} ${rest} --token <token>`,
      secret: ['token'],
      writes: STORES,
      instead: { HF_TOKEN: '<token>' },
    },
  ]
}
