import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fixAll } from '../../../server/src/core/fixes/fixAll.ts'
import { copying, holds, passwordsIn, readersOf, SECRET, takesPassword } from '../../support/knowledge.ts'

describe('passwords of databases', () => {
  const commands: Readonly<Record<string, readonly string[]>> = {
    'mysql -uroot -phunter2 -e "CREATE DATABASE app"': ['mysql: hunter2'],
    'mysql -uroot --password=hunter2 app < dump.sql': ['mysql: hunter2'],
    "mysqldump -u root -p'hunter2' app": ['mysql: hunter2'],
    'mysqladmin -u root password hunter2': ['mysql: hunter2'],
    'mysqladmin -uroot -phunter2 shutdown': ['mysql: hunter2'],
    'MYSQL_PWD=hunter2 mysql -e "SELECT 1"': ['mysql: hunter2'],
    'PGPASSWORD=hunter2 psql -h db -c "SELECT 1"': ['psql: hunter2'],
    'redis-cli -a hunter2 ping': ['redis-cli: hunter2'],
    'redis-server --requirepass hunter2': ['redis-server: hunter2'],
    'mongosh -u admin -p hunter2 --eval "db.stats()"': ['mongo: hunter2'],
    'sqlcmd -S localhost -U sa -P hunter2 -i init.sql': ['sqlcmd: hunter2'],
    'sqlcmd -S localhost -U sa -Phunter2': ['sqlcmd: hunter2'],
    'isql source app hunter2 -b < init.sql': ['app: hunter2'],
    'isql-fb -u sysdba -p hunter2 app.fdb': ['isql-fb: hunter2'],
    "printf '\\ny\\nhunter2\\nhunter2\\ny\\ny\\n' | mysql_secure_installation": ['mysql: hunter2', 'mysql: hunter2'],
    'rabbitmqctl add_user ci hunter2': ['ci: hunter2'],
    'neo4j-admin dbms set-initial-password hunter2': ['neo4j-admin: hunter2'],
  }
  for (const [command, found] of Object.entries(commands))
    it(`are found in ${command}`, () => assert.deepEqual(passwordsIn(command), found))

  const statements: readonly string[] = [
    `mysql -e "CREATE USER 'app'@'%' IDENTIFIED BY 'hunter2'"`,
    `mysql -e "GRANT ALL ON *.* TO app identified by 'hunter2' WITH GRANT OPTION"`,
    `mysql -e "ALTER USER root IDENTIFIED WITH mysql_native_password BY 'hunter2'"`,
    `mysql -e "SET PASSWORD FOR root = PASSWORD('hunter2')"`,
    `mysql -e "UPDATE mysql.user SET authentication_string=PASSWORD('hunter2')"`,
    `echo "CREATE USER app IDENTIFIED BY 'hunter2'" | mysql`,
    `echo "CREATE USER app IDENTIFIED BY 'hunter2'" > /docker-entrypoint-initdb.d/1.sql`,
    `psql -c "CREATE USER app WITH SUPERUSER PASSWORD 'hunter2'"`,
    `psql --command "ALTER ROLE app WITH ENCRYPTED PASSWORD 'hunter2'"`,
    `su postgres -c "psql -c 'x'" && psql <<< "create role app login password 'hunter2'"`,
    `su postgres -s /usr/bin/psql -c "CREATE ROLE app WITH LOGIN PASSWORD 'hunter2'"`,
    `sqlcmd -Q "CREATE LOGIN app WITH PASSWORD = 'hunter2'"`,
    `mongo app --eval 'db.createUser({user:"app",pwd:"hunter2",roles:[]})'`,
    `mongo app --eval 'db.createUser({"user": "app", "pwd": "hunter2"})'`,
  ]
  for (const command of statements)
    it(`are found in ${command}`, () => assert.deepEqual(passwordsIn(command), ['an account: hunter2']))

  it('are found once when they are a word of the statement', () =>
    assert.deepEqual(passwordsIn(`mongo app --eval 'db.createUser({user:"app",pwd:"password",roles:["root"]})'`), [
      'an account: password',
    ]))

  it('are found in a here-document', () =>
    assert.deepEqual(passwordsIn("<<SQL mysql\nCREATE USER app IDENTIFIED BY 'hunter2';\nSQL"), [
      'an account: hunter2',
    ]))

  it('are found once in a script within a script', () =>
    assert.equal(passwordsIn(`su postgres -c "psql -c \\"ALTER USER app PASSWORD 'hunter2'\\""`).length, 1))

  const others = [
    'mysql -u root -p app < dump.sql',
    'mysql -P 3306 -h db -e "SELECT 1"',
    'mysqladmin -uroot ping && mysqladmin shutdown',
    'redis-cli -p 6379 -h db ping',
    'isql -v source && isql source app',
    "printf '\\nn\\ny\\ny\\n' | mysql_secure_installation",
    'sqlcmd -Q "SELECT 1"',
    'PGPASSWORD= psql -h db',
    'psql -c "SELECT password FROM users"',
    `psql -c "CREATE TABLE users (password text DEFAULT '')"`,
    `mysql -e "SET PASSWORD FOR root = PASSWORD('')"`,
    `mysql -e "CREATE USER app IDENTIFIED WITH auth_socket"`,
    `echo "CREATE USER app IDENTIFIED BY '{{ password }}'" > init.sql.tmpl`,
    `echo 'CREATE USER app IDENTIFIED BY "\${DB_PASSWORD}"' > /init.sql`,
  ]
  for (const command of others) it(`are none in ${command}`, () => assert.deepEqual(passwordsIn(command), []))

  it('make a secret of an argument, whatever its name', () => {
    assert.ok(takesPassword('mysql -uroot -p$VALUE -e "SELECT 1"'))
    assert.ok(takesPassword('mysqladmin -u root password "$VALUE"'))
    assert.ok(takesPassword(`mysql -e "CREATE USER app IDENTIFIED BY '$VALUE'"`))
    assert.ok(takesPassword('redis-cli -a $VALUE ping'))
    assert.ok(takesPassword('PGPASSWORD=$VALUE psql'))
    assert.ok(!takesPassword('mysql -u$VALUE -P 3306'))
    assert.ok(!takesPassword(`mysql -e "CREATE USER $VALUE IDENTIFIED BY 'hunter2'"`))
  })
})

describe('variables of database clients', () => {
  it('are mounted where a client reads them', () => {
    assert.deepEqual(readersOf('PGPASSWORD', 'apt-get update', 'psql -h db'), ['psql -h db'])
    assert.deepEqual(readersOf('MYSQL_PWD', 'apt-get update', 'mysqldump app'), ['mysqldump app'])
  })

  it('stay in the environment of an image, whose application needs them', () =>
    assert.match(
      fixAll('FROM postgres:17\nENV PGPASSWORD=hunter2\nRUN psql -h db\n').refused[0]?.reason ?? '',
      /^PGPASSWORD is in the environment of the running container/,
    ))
})

describe('credential files of databases', () => {
  it('are .pgpass, which clients read for themselves', () => {
    assert.equal(copying('.pgpass', '/root/'), 'error')
    assert.ok(holds('.pgpass', `db:5432:*:app:${SECRET}\n`))
    assert.ok(holds('.pgpass', `db:5432:*:a\\:b:${SECRET}\n`))
    assert.ok(!holds('.pgpass', '# host:port:database:user:password\ndb:5432:*:app:<PASSWORD>\n'))
    assert.match(
      fixAll('FROM debian:12\nCOPY .pgpass /root/\nRUN chmod 600 /root/.pgpass\nRUN pg_dump app\n').text,
      /^RUN --mount=type=secret,id=pgpass,target=\/root\/.pgpass,mode=0600,required=true pg_dump app$/m,
    )
  })

  it('are .my.cnf with a password, but not the settings of the server', () => {
    assert.equal(copying('.my.cnf', '/root/'), 'warning')
    assert.equal(copying('my.cnf', '/root/.my.cnf'), 'warning')
    assert.equal(copying('my.cnf', '/etc/mysql/my.cnf'), undefined)
    assert.ok(holds('.my.cnf', `[client]\nuser=root\npassword="${SECRET}"\n`))
    assert.ok(!holds('.my.cnf', '[client]\nuser=root\n'))
  })

  it('are redis.conf only with a password', () => {
    assert.equal(copying('redis.conf', '/etc/redis/'), undefined)
    assert.equal(copying('redis.conf', '/etc/redis/', `bind 0.0.0.0\nrequirepass ${SECRET}\n`), 'error')
    assert.equal(copying('redis.conf', '/etc/redis/', '# requirepass foobared\n'), undefined)
  })
})
