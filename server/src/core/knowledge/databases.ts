import { databaseFiles } from './files/databases.ts'
import { typedTwice } from './formats/accounts.ts'
import type { Ecosystem, Tool } from './model.ts'

const POSTGRES = `psql pg_dump pg_dumpall pg_restore createdb dropdb createuser dropuser createlang vacuumdb
  pg_basebackup shp2pgsql raster2pgsql`.split(/\s+/)
const MYSQL = `mysql mariadb mysqldump mariadb-dump mysqlimport mysqladmin mariadb-admin mysqlcheck mysqlshow
  mysql_upgrade`.split(/\s+/)
const MYSQL_SET: ReadonlySet<string> = new Set(MYSQL)
const MONGO = 'mongo mongosh mongodump mongorestore mongoimport mongoexport'.split(' ')

/** Options with a separate value. `-p` has none: its password is joined to it. */
const MYSQL_VALUED = '-u --user -h --host -P --port -S --socket'.split(' ')

/** Clients of databases and the accounts that they log in to. */
export const databases: Ecosystem = {
  id: 'databases',
  title: 'The database client',
  files: databaseFiles,
  variables: ['PGPASSWORD', 'MYSQL_PWD', 'REDISCLI_AUTH', 'SQLCMDPASSWORD'].map(name => ({
    name,
    holds: 'token',
    readByMany: true,
  })),
  tools: [client(POSTGRES, ['.pgpass']), client(MYSQL, ['.my.cnf']), client(['redis-cli', 'sqlcmd', ...MONGO], [])],
  passwords: [
    ...POSTGRES.map(it => ({ pattern: `${it} ...`, variable: 'PGPASSWORD', owner: 'psql' })),
    ...MYSQL.flatMap(it => [
      { pattern: `${it} ...`, variable: 'MYSQL_PWD', owner: 'mysql' },
      { pattern: `${it} -p<password> ...`, owner: 'mysql' },
      // Without a value they ask: `mysql --password db` names a database.
      { pattern: `${it} --password=<password> ...`, owner: 'mysql' },
    ]),
    { pattern: 'mysqladmin password <password>', valued: MYSQL_VALUED, owner: 'mysql' },
    { pattern: 'mysql_secure_installation ...', input: typedTwice, owner: 'mysql' },
    // Of unixODBC, and of Firebird.
    { pattern: 'isql <source> <user> <password> ...' },
    ...['isql', 'isql-fb'].map(it => ({ pattern: `${it} -p|-pas|-password <password> ...` })),
    ...MONGO.map(it => ({ pattern: `${it} -p <password> ...`, owner: 'mongo' })),
    { pattern: 'redis-cli ...', variable: 'REDISCLI_AUTH' },
    { pattern: 'redis-cli -a|--pass <password> ...' },
    { pattern: 'redis-server --requirepass <password> ...' },
    { pattern: 'sqlcmd ...', variable: 'SQLCMDPASSWORD' },
    ...['sqlcmd', 'bcp'].flatMap(it => [{ pattern: `${it} -P <password> ...` }, { pattern: `${it} -P<password> ...` }]),
    ...['cqlsh', 'cypher-shell'].map(it => ({ pattern: `${it} -p <password> ...` })),
    { pattern: 'neo4j-admin set-initial-password <password>' },
    { pattern: 'neo4j-admin dbms set-initial-password <password>' },
    { pattern: 'rabbitmqctl add_user <user> <password>' },
    { pattern: 'rabbitmqctl change_password <user> <password>' },
  ],
  references: [
    'https://www.postgresql.org/docs/current/libpq-envars.html',
    'https://www.postgresql.org/docs/current/libpq-pgpass.html',
    'https://dev.mysql.com/doc/refman/8.4/en/password-security-user.html',
    'https://redis.io/docs/latest/develop/tools/cli/',
    'https://learn.microsoft.com/sql/tools/sqlcmd/sqlcmd-utility',
    'https://www.unixodbc.org/doc/UserManual/',
    'https://www.mongodb.com/docs/mongodb-shell/reference/options/',
  ],
}

/** Whether a program asks for the password when the option has none joined to it: `mysql --password db`. */
export function asksForPassword(program: string): boolean {
  return MYSQL_SET.has(program)
}

function client(commands: readonly string[], reads: readonly string[]): Tool {
  return { commands, consumers: [], reads, readsAnyVariable: false, ofApplication: true, persisting: [] }
}
