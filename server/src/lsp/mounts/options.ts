/** One key of a mount, as the reference describes it. https://docs.docker.com/reference/dockerfile/#run---mount */
export interface MountOption {
  readonly key: string
  /** One or two sentences of Markdown. */
  readonly text: string
  /** What can be written behind `=`, where the list is short. */
  readonly values?: readonly string[]
}

/** Keys by type of mount. Those that do nothing for a type are left out, and so are synonyms. */
export const mountOptions: Readonly<Record<string, readonly MountOption[]>> = {
  secret: [
    { key: 'id', text: 'Name of the secret: `docker build --secret id=…`. Upper and lower case differ.' },
    {
      key: 'env',
      text: 'Gives the secret to the command as this environment variable, instead of a file. Needs Dockerfile 1.10.',
    },
    { key: 'target', text: 'File that holds the secret while the command runs. `/run/secrets/<id>` when left out.' },
    {
      key: 'required',
      text: 'The build fails when nobody passes the secret. Without it the command runs with an empty credential.',
      values: ['true', 'false'],
    },
    { key: 'uid', text: 'Owner of the file, as a number. `0` when left out, so another `USER` cannot read it.' },
    { key: 'gid', text: 'Group of the file, as a number. `0` when left out.' },
    { key: 'mode', text: 'Permissions of the file in octal. `0400` when left out.' },
  ],
  ssh: [
    { key: 'id', text: 'Name of the agent or key: `docker build --ssh <id>`. `default` when left out.' },
    { key: 'required', text: 'The build fails when nobody passes the agent.', values: ['true', 'false'] },
    { key: 'target', text: 'Path of the agent’s socket. `/run/buildkit/ssh_agent.N` when left out.' },
    { key: 'uid', text: 'Owner of the socket, as a number. `0` when left out.' },
    { key: 'gid', text: 'Group of the socket, as a number. `0` when left out.' },
    { key: 'mode', text: 'Permissions of the socket in octal. `0600` when left out.' },
  ],
  cache: [
    { key: 'target', text: 'Directory that stays between builds. It is not part of the image.' },
    { key: 'id', text: 'Tells caches apart. The target when left out.' },
    { key: 'sharing', text: 'What builds at the same time do with it.', values: ['shared', 'private', 'locked'] },
    { key: 'from', text: 'Stage, context or image whose files the cache begins with.' },
    { key: 'source', text: 'Directory in `from`.' },
    { key: 'readonly', text: 'The command cannot write to it.', values: ['true', 'false'] },
    { key: 'uid', text: 'Owner of a new cache directory, as a number.' },
    { key: 'gid', text: 'Group of a new cache directory, as a number.' },
    { key: 'mode', text: 'Permissions of a new cache directory in octal. `0755` when left out.' },
  ],
  bind: [
    { key: 'target', text: 'Where the files appear while the command runs.' },
    { key: 'source', text: 'File or directory of the build context, or in `from`.' },
    { key: 'from', text: 'Stage, context or image that the files come from. The build context when left out.' },
    {
      key: 'readwrite',
      text: 'The command can write to the files; what it writes is thrown away.',
      values: ['true', 'false'],
    },
  ],
  tmpfs: [
    { key: 'target', text: 'Directory in memory while the command runs.' },
    { key: 'size', text: 'How large it may become, such as `64m`.' },
  ],
}

export const mountTypes: Readonly<Record<string, string>> = {
  secret: 'A credential for this command only. It is in no layer, no history and no cache.',
  ssh: 'The SSH agent of whoever builds, for this command only.',
  cache: 'A directory that stays between builds, such as the downloads of a package manager.',
  bind: 'Files of the build context or of another stage, without copying them.',
  tmpfs: 'An empty directory in memory.',
}

/** BuildKit’s synonyms. */
export const synonyms: Readonly<Record<string, string>> = {
  src: 'source',
  dst: 'target',
  destination: 'target',
  ro: 'readonly',
  rw: 'readwrite',
}
