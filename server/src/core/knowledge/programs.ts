import { type Invocation, subcommandOf } from '../shell/invocation.ts'
import { consumes, isQuiet, toolOf } from './match.ts'

/**
 * Programs that read no credential but what their arguments say. Everything else may look into the environment and
 * into files: a script of the project, `make`, a compiler.
 */
const PLAIN = new Set(
  `: [ [[ test true false echo printf cat tee ls pwd cd mkdir rmdir rm unlink shred cp mv ln install touch chmod chown
  chgrp stat file find grep egrep fgrep sed awk gawk cut tr sort uniq head tail wc xargs dirname basename realpath
  readlink date sleep sync which type whoami id groups hostname uname arch nproc umask set unset export declare local
  readonly shift exit return trap wait alias hash ulimit tar gzip gunzip bzip2 xz unzip zip zstd cpio base64 md5sum
  sha1sum sha256sum sha512sum apt apt-get apt-cache apt-key apt-mark dpkg dpkg-reconfigure debconf-set-selections apk
  addgroup adduser useradd groupadd usermod groupmod userdel passwd chpasswd chsh visudo yum dnf microdnf rpm zypper
  pacman update-alternatives update-ca-certificates ldconfig locale-gen localedef ln tzdata setcap getcap strip env
  a2enmod a2dismod a2ensite phpenmod docker-php-ext-install docker-php-ext-configure docker-php-ext-enable
  docker-php-source systemctl service supervisorctl crontab mknod mount umount dos2unix envsubst jq yq ssh-keyscan ssh-keygen ssh-agent
  openssl gpg gpgconf virtualenv source . getent seq expr let printenv hostnamectl curl wget service systemctl
  a2enconf a2disconf freshclam newaliases supervisord nginx apache2ctl chroot sysctl ip ifconfig ping venv compileall
  ensurepip corepack nvm update-rc.d`.split(/\s+/),
)

/** Subcommands that only set a tool up. */
const QUIET = new Set([
  'config',
  'cache',
  'version',
  'help',
  'login',
  'logout',
  'set',
  'get',
  'completion',
  'init',
  'info',
])

/** Whether a command may read variables or files that nothing on its command line names. */
export function mayReadAnything(invocation: Invocation | undefined): boolean {
  if (!invocation) return true
  const known = toolOf(invocation)
  if (known && consumes(known.tool, invocation)) return known.tool.readsAnyVariable
  const subcommand = subcommandOf(invocation.args, known?.tool.valued)
  if (known) return subcommand !== undefined && !QUIET.has(subcommand) && !isQuiet(known.tool, invocation)
  if (
    invocation.args.length > 0 &&
    invocation.args.every(it => ['--version', '-version', '-v', '-V', '--help'].includes(it.text))
  )
    return false
  return !PLAIN.has(invocation.name) && invocation.name !== ''
}

const PRINTERS = new Set([
  'echo',
  'printf',
  'cat',
  'tee',
  'sed',
  'grep',
  'test',
  '[',
  '[[',
  'rm',
  'cp',
  'mv',
  'mkdir',
  'touch',
  'chmod',
  'chown',
])

/** Programs that take names in their arguments for mere text. */
export function printsOnly(invocation: Invocation): boolean {
  return PRINTERS.has(invocation.name)
}

/** Programs that fetch what the build needs. */
export function downloads(invocation: Invocation): boolean {
  return ['curl', 'wget', 'aria2c', 'http', 'gh', 'glab', 'svn', 'hg', 'rsync', 'scp', 'sftp', 'ssh'].includes(
    invocation.name,
  )
}
