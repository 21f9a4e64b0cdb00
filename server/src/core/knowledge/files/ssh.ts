import type { CredentialFile } from '../model.ts'
import { credentialDirectory } from './credentialFile.ts'
import { isNoSecret, privateKeyFile, wordsOfFile } from './privateKeys.ts'

const ALGORITHMS = ['rsa', 'dsa', 'ecdsa', 'ed25519']

/** https://man.openbsd.org/ssh_config#IdentityFile */
const DEFAULTS = ALGORITHMS.map(it => `id_${it}`)

export const sshFiles: readonly CredentialFile[] = [
  credentialDirectory('.ssh'),
  privateKeyFile({
    name: 'id_rsa',
    aliases: DEFAULTS.slice(1),
    named: isUserKey,
    places: DEFAULTS.map(it => `~/.ssh/${it}`),
    readByMany: true,
    overSsh: true,
    readAtRunTime: 'unless a RUN reads it',
    // Servers and schedulers that connect to other machines.
    runTimePrograms: ['ssh', 'sshd', 'scp', 'sftp', 'rsync', 'autossh', 'git', 'ansible', 'mpirun', 'mpiexec'],
    certainty: 'always',
    // OpenSSH refuses a key of its user that others may read: https://man.openbsd.org/ssh#FILES
    mode: '0400',
  }),
  privateKeyFile({
    name: 'ssh_host_rsa_key',
    aliases: ALGORITHMS.slice(1).map(it => `ssh_host_${it}_key`),
    places: ['/etc/ssh/ssh_host_rsa_key'],
    readAtRunTime: 'unless a RUN removes it',
    certainty: 'content',
  }),
  // The keys of web servers and their clients.
  privateKeyFile({
    name: 'privkey.pem',
    aliases: ['key.pem', ...['server', 'client', 'tls', 'ssl'].flatMap(it => [`${it}.key`, `${it}-key.pem`])],
    named: (name, directory) => isKeyFormat(name) && (isPrivate(wordsOfFile(name)) || isKeyOfServer(name, directory)),
    places: [],
    readAtRunTime: 'unless a RUN removes it',
    certainty: 'content',
  }),
  // PEM is also the format of certificates, and many public keys of package sources end in `.key`.
  privateKeyFile({
    name: '*.pem',
    named: isKeyFormat,
    places: [],
    readAtRunTime: 'unless a RUN removes it',
    certainty: 'rarely',
  }),
]

/** `id_rsa_github`, `bitbucket_rsa`, `deploy.key`; in a directory `.ssh` also `github.key`. */
function isUserKey(name: string, directory: string | undefined): boolean {
  const words = wordsOfFile(name)
  if (isNoSecret(words) || words.includes('host') || !EXTENSIONS.has(extensionOf(name))) return false
  if (extensionOf(name) === 'ppk') return true
  const isKey = words.some(it => it.endsWith('key'))
  if (directory === '.ssh' && (isKey || words[0] === 'id' || extensionOf(name) === 'pem')) return true
  const last = words.findLast(it => it !== 'key' && it !== 'pem') ?? ''
  return (
    (words[0] === 'id' && ALGORITHMS.includes(words[1] ?? '')) ||
    (ALGORITHMS.includes(last) && 1 < words.length) ||
    (isKey && words.some(it => FOR_SSH.has(it)))
  )
}

const EXTENSIONS = new Set(['', 'key', 'pem', 'ppk', 'rsa', 'private'])

function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.')
  return dot < 0 ? '' : name.slice(dot + 1).toLowerCase()
}

const FOR_SSH = new Set(['deploy', 'deploykey', 'ssh', 'sshkey', 'git', 'github', 'gitlab', 'bitbucket'])

function isKeyFormat(name: string): boolean {
  return name.endsWith('.pem') || name.endsWith('.key')
}

/** `/etc/ssl/private/mail.pem`, `certs/ca/ca.key`; elsewhere `.key` is often the public key of a package source. */
function isKeyOfServer(name: string, directory = ''): boolean {
  const isKey = name.endsWith('.key')
  // `cert.key` is the key of a certificate.
  const words = wordsOfFile(name).filter(it => !isKey || (it !== 'cert' && it !== 'certificate'))
  if (isNoSecret(words) || words.some(it => (isKey ? PACKAGE_KEYS : CERTIFICATES).has(it))) return false
  // `vsftpd.pem` has the key along with the certificate, `server_key.pem` the key alone.
  const isNamed = !isKey && (words.length === 2 ? WITH_KEY.has(words[0] ?? '') : isKeyWord(words.at(-2)))
  const folder = directory.toLowerCase()
  return folder === 'private' || isNamed || (isKey ? FOR_SERVERS : WITH_KEY).has(folder)
}

/** `key`, `certkey`, but no `pubkey`. */
function isKeyWord(word = ''): boolean {
  return word.endsWith('key') && !word.startsWith('pub')
}

/** Servers that take one file for both. */
const WITH_KEY = new Set(
  'lighttpd vsftpd haproxy hitch stud stunnel squid proftpd pureftpd ejabberd dovecot postfix'.split(' '),
)

const FOR_SERVERS = new Set(
  'certs cert certificates ssl tls ca pki nginx conf.d apache2 httpd openvpn munge'.split(' '),
)

const PACKAGE_KEYS = new Set('gpg signing rpm apt yum archive release'.split(' '))

const CERTIFICATES = new Set('ca cacert chain fullchain bundle root dh dhparam dhparams'.split(' '))

function isPrivate(words: readonly string[]): boolean {
  return !isNoSecret(words) && words.some(it => it === 'private' || it === 'privkey' || it.endsWith('privatekey'))
}
