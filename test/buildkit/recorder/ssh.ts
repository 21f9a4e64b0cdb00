import { absolute, home, optionValues, readFile, type Invocation } from './invocation.ts'

/**
 * Keys that ssh would offer: those that options, variables and its settings name, and those of `~/.ssh`. OpenSSH
 * refuses a key of its own user that others may read.
 */
export function sshCredentials(it: Invocation): readonly string[] {
  const named = [...optionValues(it.args, '-i'), ...namedByGit(it), ...namedBySettings(it)]
  const standard = ['rsa', 'ecdsa', 'ed25519', 'dsa'].map(name => `~/.ssh/id_${name}`)
  const paths = new Set([...named, ...standard].map(path => absolute(it, atHome(it, path))))
  return [...paths].flatMap(path => {
    const text = isAccepted(it, path) ? it.files.get(path) : undefined
    return text === undefined ? [] : [`ssh key ${path} ${text}`]
  })
}

function isAccepted(it: Invocation, path: string): boolean {
  const access = it.access.get(path)
  return access === undefined || access.uid !== it.uid || (access.mode & 0o077) === 0
}

/** OpenSSH asks the system for the home directory of root. */
function atHome(it: Invocation, path: string): string {
  return path.startsWith('~/') ? (it.uid === 0 ? '/root' : home(it)) + path.slice(1) : path
}

/** `GIT_SSH_COMMAND="ssh -i key"`, `git -c core.sshCommand="ssh -i key"`. */
function namedByGit(it: Invocation): readonly string[] {
  const commands = [it.env.get('GIT_SSH_COMMAND') ?? '', ...it.args.filter(word => word.startsWith('core.sshCommand='))]
  return commands.flatMap(command => optionValues(command.split(/\s+/), '-i'))
}

function namedBySettings(it: Invocation): readonly string[] {
  const texts = [atHome(it, '~/.ssh/config'), '/etc/ssh/ssh_config'].map(path => readFile(it, path) ?? '')
  const lines = texts.flatMap(text => text.split('\n')).map(line => line.trim().split(/[\s=]+/))
  return lines.flatMap(([key = '', value]) => (key.toLowerCase() === 'identityfile' && value ? [value] : []))
}

/** `git@host:path` and `ssh://host/path`. */
export function isOverSsh(address: string): boolean {
  return address.includes('ssh://') || /^[^/]+@[^/:]+:/.test(address)
}
