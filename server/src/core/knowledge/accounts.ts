import { accountFiles } from './files/accounts.ts'
import { accountLines, debconfSelections, repeatedPassword, userLines } from './formats/accounts.ts'
import type { Ecosystem } from './model.ts'

/** Options of useradd with a separate value, also behind flags: `-ms /bin/bash`. */
const USERADD = [
  ...`--base-dir --comment --home --home-dir --expiredate --inactive --gid --groups --skel --key --login --root --shell
  --uid`.split(/\s+/),
  ...[...'bcdefgGkKRsu'].flatMap(letter =>
    ['', 'm', 'M', 'r', 'l', 'rm', 'mr', 'mU'].map(flags => `-${flags}${letter}`),
  ),
]

const ADD_USER = '-r --realm -g --group -ro --role -up --user-properties -gp --group-properties -dc -sc'.split(' ')

const LDAP = 'ldapadd ldapmodify ldapsearch ldapdelete ldapmodrdn ldapcompare ldapwhoami ldappasswd'.split(' ')

const SHADOWSOCKS = 'ssserver sslocal ss-server ss-local ss-redir ss-tunnel'.split(' ')

/** Nobody can log in with what is no hash of a password. */
const LOCKED = ['*', '!', '!!', 'x', 'NP', '*LK*']

/** Passwords of the system's users and of services that keep their own. */
export const accounts: Ecosystem = {
  id: 'accounts',
  title: 'System accounts',
  files: accountFiles,
  variables: [],
  tools: [],
  // The password is in the file, behind a key that everybody knows.
  persisting: [
    { pattern: 'x11vnc -storepasswd <password> <file> ...', secret: ['password'], writes: ['<file>'], undo: false },
    { pattern: 'vncpasswd', secret: ['input'], writes: ['~/.vnc/passwd'], undo: false },
  ],
  passwords: [
    { pattern: 'chpasswd ...', input: accountLines },
    { pattern: 'newusers ...', input: userLines },
    { pattern: 'passwd <user?>', input: repeatedPassword },
    { pattern: 'smbpasswd <user?> -s', valued: ['-c', '-D', '-r', '-U'], input: repeatedPassword },
    { pattern: 'vncpasswd ...', input: repeatedPassword },
    // The images of MariaDB write `unused`, and remove what it is for.
    { pattern: 'debconf-set-selections', input: debconfSelections, known: ['unused'] },
    ...['notebook', 'lab', 'server'].map(it => ({ pattern: `jupyter ${it} password`, input: repeatedPassword })),
    ...['-p|--password <password>', '-p<password>'].flatMap(it => [
      { pattern: `useradd ${it} <user?> ...`, valued: USERADD, known: LOCKED },
      // `-l` is a flag of useradd.
      { pattern: `usermod ${it} <user?> ...`, valued: [...USERADD, '-l'], known: LOCKED },
    ]),
    { pattern: 'htpasswd <file> <user> <password> -b', valued: ['-C', '-r'] },
    // It only prints the line with `-n`.
    { pattern: 'htpasswd <user> <password> -n', valued: ['-C', '-r'] },
    { pattern: 'htpasswd <file> <user> -i', input: repeatedPassword },
    { pattern: 'openssl passwd <password>', valued: ['-salt', '-in'] },
    { pattern: 'openssl passwd -stdin', valued: ['-salt', '-in'], input: repeatedPassword },
    { pattern: 'mkpasswd <password> <salt?>', valued: ['-m', '--method', '-S', '--salt', '-R', '--rounds'] },
    // WildFly and Keycloak.
    ...['add-user.sh', 'add-user-keycloak.sh'].flatMap(it => [
      { pattern: `${it} <user> <password> ...`, valued: ADD_USER },
      { pattern: `${it} -u|--user <user> -p|--password <password> ...`, valued: ADD_USER },
    ]),
    { pattern: 'sshpass -p <password> ...' },
    { pattern: 'sshpass -p<password> ...' },
    // Of the directory, and of Kerberos' database.
    ...LDAP.map(it => ({ pattern: `${it} -w <password> ...`, owner: 'the directory' })),
    { pattern: 'ldappasswd -s <password> ...', owner: 'the directory' },
    { pattern: 'kdb5_util -P <password> ...' },
    ...SHADOWSOCKS.map(it => ({ pattern: `${it} -k <password> ...` })),
    { pattern: 'x11vnc -storepasswd <password> <file> ...' },
    ...['user:password', 'user-password', 'upwd'].map(it => ({
      pattern: `drush ${it} <user> <password>`,
      valued: ['-r', '--root', '-l', '--uri'],
    })),
    { pattern: 'net user <user> <password> /add ...' },
    { pattern: 'net user <user> <password> /ADD ...' },
    { pattern: 'convertto-securestring <password> -AsPlainText' },
  ],
  references: [
    'https://man7.org/linux/man-pages/man8/chpasswd.8.html',
    'https://man7.org/linux/man-pages/man8/useradd.8.html',
    'https://manpages.debian.org/stable/debconf/debconf-set-selections.1.en.html',
    'https://man7.org/linux/man-pages/man8/newusers.8.html',
    'https://www.openldap.org/software/man.cgi?query=ldapmodify',
    'https://web.mit.edu/kerberos/krb5-latest/doc/admin/admin_commands/kdb5_util.html',
    'https://manpages.debian.org/stable/shadowsocks-libev/ss-server.1.en.html',
    'https://manpages.debian.org/stable/tigervnc-tools/tigervncpasswd.1.en.html',
    'https://www.drush.org/13.x/commands/user_password/',
    'https://httpd.apache.org/docs/current/programs/htpasswd.html',
    'https://docs.openssl.org/master/man1/openssl-passwd/',
    'https://learn.microsoft.com/windows-server/administration/windows-commands/net-user',
    'https://learn.microsoft.com/powershell/module/microsoft.powershell.security/convertto-securestring',
  ],
}
