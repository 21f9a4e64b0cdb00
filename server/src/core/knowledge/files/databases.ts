import { iniEntries, linesOf, npmIni } from '../formats/ini.ts'
import type { CredentialFile } from '../model.ts'
import { credentialFile } from './credentialFile.ts'

export const databaseFiles: readonly CredentialFile[] = [
  // `host:port:database:user:password`: https://www.postgresql.org/docs/current/libpq-pgpass.html
  credentialFile({
    name: '.pgpass',
    places: ['~/.pgpass'],
    locatedBy: ['PGPASSFILE'],
    readByMany: true,
    readAtRunTime: 'unless a RUN reads it',
    certainty: 'always',
    // Ignored when others may read it.
    mode: '0600',
    credentials: text => linesOf(text).flatMap(pgpassPassword),
  }),
  // https://dev.mysql.com/doc/refman/8.4/en/option-files.html
  credentialFile({
    name: '.my.cnf',
    aliases: ['.mylogin.cnf'],
    places: ['~/.my.cnf', '~/.mylogin.cnf'],
    readByMany: true,
    readAtRunTime: 'unless a RUN reads it',
    certainty: 'content',
    credentials: text => iniEntries(text, npmIni).flatMap(({ key, value }) => (key === 'password' ? [value] : [])),
  }),
  // https://redis.io/docs/latest/operate/oss_and_stack/management/config/
  credentialFile({
    name: 'redis.conf',
    places: ['/etc/redis/redis.conf', '/usr/local/etc/redis/redis.conf'],
    readAtRunTime: true,
    certainty: 'rarely',
    credentials: text =>
      linesOf(text).flatMap(line => {
        const [directive = '', value = ''] = line.trim().split(/\s+/, 2)
        return ['requirepass', 'masterauth'].includes(directive) ? [value] : []
      }),
  }),
]

/** Colons in a field are escaped. */
function pgpassPassword(line: string): readonly string[] {
  const fields = line.split(/(?<!\\):/)
  return line.startsWith('#') || fields.length < 5 ? [] : fields.slice(4, 5)
}
