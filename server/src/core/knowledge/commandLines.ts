import { commandLineFiles } from './files/commandLines.ts'
import { laterAccounts, percentAccount, repeatedPassword, slashAccount } from './formats/accounts.ts'
import type { Ecosystem, PasswordCommand, Tool } from './model.ts'

/** The password that archives with samples of malware have. */
const SAMPLES = ['infected']

/** Options that say by no word that a credential follows, each of which means something else to other programs. */
const OPTIONS: readonly string[] = [
  'twine -p <password> upload ...',
  'poetry -p <password> publish ...',
  'dotnet -k <password> nuget push ...',
  ...['apikey', 'push'].map(it => `choco -k <password> ${it} ...`),
  ...['vsce', 'ovsx'].map(it => `${it} -p <password> publish ...`),
  'doctl -t <password> ...',
  'flyctl -t <password> ...',
  ...['vercel', 'vc'].map(it => `${it} -t <password> ...`),
  ...['expo', 'expo-cli'].map(it => `${it} -p <password> login ...`),
  'codecov -t <password> ...',
  'glab -t <password> auth login ...',
  'cf -p <password> login ...',
  'airflow -p <password> users create ...',
  'airflow -p <password> create_user ...',
  'influx -p <password> setup ...',
  'influx -t <password> setup ...',
  'suseconnect -r|--regcode <password> ...',
  ...['mosquitto_pub', 'mosquitto_sub'].map(it => `${it} -P <password> ...`),
  'ipmitool -P <password> ...',
  ...['ncftpget', 'ncftpput', 'ncftpls'].map(it => `${it} -p <password> ...`),
  ...['enc', 'aes-256-cbc', 'aes-128-cbc', 'des3'].map(it => `openssl -k|-K <password> ${it} ...`),
]

const ARCHIVERS = [
  ...['zip', 'unzip'].map(it => `${it} -P <password> ...`),
  ...['7z', '7za', '7zr', '7zz', 'unrar', 'rar'].flatMap(it =>
    ['x', 'e', 'a', 't'].map(to => `${it} -p<password> ${to} ...`),
  ),
]

/** Words in a fixed order. */
const WORDS: readonly PasswordCommand[] = [
  ...['pro', 'ua', 'ubuntu-advantage'].map(it => ({ pattern: `${it} attach <password> ...` })),
  { pattern: 'cf auth <user> <password> ...' },
  { pattern: 'grafana-cli admin reset-admin-password <password>' },
  { pattern: 'pulumi --secret config set <key> <password>', valued: ['-s', '--stack', '-C', '--cwd'] },
  { pattern: 'mosquitto_passwd -b <file> <user> <password>' },
  ...['mc', 'mcli'].flatMap(it =>
    ['alias set', 'config host add'].map(to => ({
      pattern: `${it} ${to} <alias> <url> <user> <password> ...`,
      valued: ['--api', '--path'],
      known: ['minioadmin'],
    })),
  ),
]

/** Programs that keep what they were told. They take variables, too. */
const KEEPERS: readonly Tool[] = [
  keeper('gh', 'gh/hosts.yml', '~/.config/gh/hosts.yml', [
    ['--with-token --hostname <host> auth login', 'stdin', 'auth logout --hostname <host>'],
    ['--with-token auth login', 'stdin', 'auth logout --hostname github.com'],
  ]),
  keeper('doctl', 'doctl/config.yaml', '~/.config/doctl/config.yaml', [
    ['-t|--access-token <token> auth init', 'token', 'auth remove --context default'],
  ]),
  keeper('glab', 'glab-cli/config.yml', '~/.config/glab-cli/config.yml', [
    ['-t|--token <token> --hostname <host> auth login', 'token', 'auth logout --hostname <host>'],
    ['-t|--token <token> auth login', 'token', 'auth logout --hostname gitlab.com'],
    ['--stdin --hostname <host> auth login', 'stdin', 'auth logout --hostname <host>'],
    ['--stdin auth login', 'stdin', 'auth logout --hostname gitlab.com'],
  ]),
  keeper('cf', '.cf/config.json', '~/.cf/config.json', [['auth <user> <password>', 'password', 'logout']]),
  keeper('mc', '.mc/config.json', '~/.mc/config.json', [
    ['alias set <alias> <url> <user> <password> ...', 'password', 'alias remove <alias>'],
    ['config host add <alias> <url> <user> <password> ...', 'password', 'config host remove <alias>'],
  ]),
]

function keeper(
  program: string,
  file: string,
  place: string,
  logins: readonly (readonly [string, string, string])[],
): Tool {
  const writes = [place]
  return {
    commands: [program],
    consumers: [],
    reads: [file],
    readsAnyVariable: true,
    persisting: logins.map(([login, secret, undo]) => ({
      pattern: `${program} ${login}`,
      secret: [secret],
      writes,
      undo: `${program} ${undo}`,
    })),
    undoing: logins.map(([, , undo]) => ({ pattern: `${program} ${undo}`, writes })),
  }
}

/** What programs of all kinds take on the command line or are told on their input. */
export const commandLines: Ecosystem = {
  id: 'commandLines',
  title: 'The command',
  files: commandLineFiles,
  variables: [],
  tools: KEEPERS,
  persisting: [
    {
      pattern: 'cloudflared service install <token>',
      secret: ['token'],
      writes: ['/etc/systemd/system/cloudflared.service'],
      undo: false,
    },
  ],
  passwords: [
    ...OPTIONS.map(pattern => ({ pattern })),
    ...ARCHIVERS.map(pattern => ({ pattern, known: [...SAMPLES, '-'] })),
    ...WORDS,
    ...['copy', 'sync'].flatMap(it =>
      ['--src-creds', '--dest-creds'].map(option => ({ pattern: `skopeo ${option} <account> ${it} ...` })),
    ),
    ...['skopeo', 'podman', 'buildah'].map(it => ({ pattern: `${it} --creds <account> ...` })),
    ...['xh', 'xhs', 'https'].map(it => ({ pattern: `${it} -a|--auth <account> ...` })),
    { pattern: 'lftp ...', words: laterAccounts },
    ...['smbclient', 'smbget', 'rpcclient', 'net'].map(it => ({ pattern: `${it} ...`, words: percentAccount })),
    { pattern: 'sqlplus ...', words: slashAccount, known: ['oracle', 'tiger'] },
    {
      pattern: 'gh --with-token auth login',
      valued: ['-h', '--hostname', '-p', '--git-protocol'],
      input: repeatedPassword,
    },
    { pattern: 'gpg --passphrase-fd <fd> ...', input: repeatedPassword },
    { pattern: 'kinit <user?>', input: repeatedPassword },
    { pattern: 'realm join ...', input: repeatedPassword },
  ],
  references: [
    'https://twine.readthedocs.io/en/stable/#twine-upload',
    'https://python-poetry.org/docs/cli/#publish',
    'https://learn.microsoft.com/dotnet/core/tools/dotnet-nuget-push',
    'https://docs.digitalocean.com/reference/doctl/reference/auth/init/',
    'https://fly.io/docs/flyctl/',
    'https://vercel.com/docs/cli/global-options',
    'https://cli.github.com/manual/gh_auth_login',
    'https://docs.gitlab.com/cli/auth/login/',
    'https://github.com/containers/skopeo/blob/main/docs/skopeo-copy.1.md',
    'https://lftp.yar.ru/lftp-man.html',
    'https://www.samba.org/samba/docs/current/man-html/smbclient.1.html',
    'https://www.gnupg.org/documentation/manuals/gnupg/GPG-Esoteric-Options.html',
    'https://docs.openssl.org/master/man1/openssl-enc/',
    'https://min.io/docs/minio/linux/reference/minio-mc/mc-alias-set.html',
    'https://mosquitto.org/man/mosquitto_pub-1.html',
  ],
}
