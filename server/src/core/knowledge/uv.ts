import { uvFiles } from './files/uv.ts'
import type { Ecosystem, Tool } from './model.ts'

const shared: Pick<Tool, 'reads' | 'readsAnyVariable'> = {
  reads: ['uv.toml', '.netrc', '.git-credentials', '.gitconfig'],
  // Requirement files may say `${TOKEN}`, and a source distribution runs its own code.
  readsAnyVariable: true,
}

/** Unlike pip it reads neither `pip.conf` nor `PIP_*`. */
export const uv: Ecosystem = {
  id: 'uv',
  title: 'uv',
  files: uvFiles,
  variables: [
    { name: 'UV_INDEX_<SOURCE>_USERNAME', holds: 'user' },
    { name: 'UV_INDEX_<SOURCE>_PASSWORD', holds: 'token' },
    { name: 'UV_INDEX', holds: 'url' },
    { name: 'UV_DEFAULT_INDEX', holds: 'url' },
    { name: 'UV_INDEX_URL', holds: 'url' },
    { name: 'UV_EXTRA_INDEX_URL', holds: 'url' },
    { name: 'UV_PUBLISH_USERNAME', holds: 'user' },
    { name: 'UV_PUBLISH_PASSWORD', holds: 'token' },
    { name: 'UV_PUBLISH_TOKEN', holds: 'token' },
  ],
  tools: [
    {
      commands: ['uv'],
      consumers: `sync lock add remove run build publish export tree
        pip:install pip:sync pip:compile tool:install tool:run tool:upgrade`
        .split(/\s+/)
        .map(it => it.replace(':', ' ')),
      quiet: ['venv', 'python', 'auth', 'self', 'pip', 'tool', 'format'],
      ...shared,
      valued: `--directory --project --config-file --cache-dir --index --default-index --index-url -i
        --extra-index-url --find-links -f --python -p --username -u --keyring-provider --no-group --group`.split(/\s+/),
      persisting: [
        ...['--token|-t <token>', '--password <password>'].map(option => ({
          pattern: `uv auth login ${option} <service>`,
          secret: [option.includes('<token>') ? 'token' : 'password'],
          writes: ['~/.local/share/uv/credentials/credentials.toml'],
        })),
        { pattern: 'uv --raw|--raw-sources add <url>', secret: ['url'], writes: ['./pyproject.toml'], undo: false },
      ],
      undoing: [{ pattern: 'uv auth logout <service>', writes: ['~/.local/share/uv/credentials/credentials.toml'] }],
    },
    { commands: ['uvx'], consumers: [], ...shared, persisting: [] },
  ],
  references: [
    'https://docs.astral.sh/uv/concepts/authentication/',
    'https://docs.astral.sh/uv/concepts/indexes/',
    'https://docs.astral.sh/uv/reference/environment/',
  ],
}
