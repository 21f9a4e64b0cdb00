import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { findProblems } from '../../../server/src/core/analyze.ts'
import { fixAll } from '../../../server/src/core/fixes/fixAll.ts'
import { copying, holds, passwordsIn, readersOf, SECRET } from '../../support/knowledge.ts'

describe('variables of web frameworks', () => {
  it('are mounted where assets are compiled', () => {
    assert.deepEqual(readersOf('RAILS_MASTER_KEY', 'bundle install', 'bundle exec rails assets:precompile'), [
      'bundle exec rails assets:precompile',
    ])
    assert.deepEqual(readersOf('SECRET_KEY_BASE', 'apt-get update', 'bin/rake assets:precompile'), [
      'bin/rake assets:precompile',
    ])
    assert.deepEqual(readersOf('DJANGO_SECRET_KEY', 'pip install .', 'python manage.py collectstatic'), [
      'python manage.py collectstatic',
    ])
    assert.deepEqual(readersOf('APP_KEY', 'composer install', 'php artisan config:cache'), ['php artisan config:cache'])
    assert.deepEqual(readersOf('APP_SECRET', 'composer install', 'php bin/console cache:warmup'), [
      'php bin/console cache:warmup',
    ])
  })

  it('stay in the environment of an image, whose application needs them', () =>
    assert.match(
      fixAll(
        'FROM ruby:3.4\nARG RAILS_MASTER_KEY\nENV RAILS_MASTER_KEY=$RAILS_MASTER_KEY\nRUN rails assets:precompile\n',
      ).refused[0]?.reason ?? '',
      /^RAILS_MASTER_KEY is in the environment of the running container/,
    ))

  const dummies = [
    'SECRET_KEY_BASE=1 bundle exec rake assets:precompile',
    'SECRET_KEY_BASE=dummy bin/rails assets:precompile',
    'SECRET_KEY_BASE_DUMMY=1 bin/rails assets:precompile',
    'rake assets:precompile SECRET_KEY_BASE=secret RAILS_ENV=production',
    'SECRET_KEY=not-so-secret-key-just-for-collectstatic python manage.py collectstatic',
    'DJANGO_SECRET_KEY=setup python manage.py collectstatic',
    'export SECRET_KEY_BASE=dummy && rails assets:precompile',
    'APP_KEY=base64:changeme php artisan optimize',
  ]
  for (const command of dummies)
    it(`may be made up for a build: ${command}`, () => assert.deepEqual(passwordsIn(command), []))

  it('may have a default that is made up', () => {
    for (const value of ['dummy', 'just-for-build', 'for_precompilation', 'not-a-secret'])
      assert.deepEqual(findProblems(`FROM ruby:3.4\nARG SECRET_KEY_BASE=${value}\nRUN rake assets:precompile\n`), [])
    assert.match(fixAll(`FROM ruby:3.4\nARG NPM_TOKEN=dummy\nRUN npm ci\n`).text, /--mount=type=secret/)
  })
})

describe('accounts of an application', () => {
  it('are created with a password', () =>
    assert.deepEqual(
      passwordsIn(
        `echo "from a import User; User.objects.create_superuser('admin', 'a@b.example', 'hunter2')" | python manage.py shell`,
      ),
      ['an account: hunter2'],
    ))
})

describe('credential files of web frameworks', () => {
  it('are keys that decrypt other credentials', () => {
    assert.equal(copying('config/master.key', 'config/'), 'error')
    assert.equal(copying('config/credentials/production.key', 'config/credentials/production.key'), 'error')
    assert.equal(copying('config/secrets/prod/prod.decrypt.private.php', 'config/secrets/prod/'), 'error')
    assert.equal(copying('config/credentials.yml.enc', 'config/'), undefined)
    assert.ok(holds('config/master.key', `${SECRET}\n`))
  })

  it('are left to the container, which reads them when it starts', () =>
    assert.match(
      fixAll('FROM ruby:3.4\nWORKDIR /app\nCOPY config/master.key config/\nRUN bin/rails assets:precompile\n')
        .refused[0]?.reason ?? '',
      /^The running container may read master.key/,
    ))

  it('are settings with a literal credential', () => {
    const texts: Readonly<Record<string, string>> = {
      'application.yml': `spring:\n  datasource:\n    username: app\n    password: ${SECRET}\n`,
      'application-prod.properties': `spring.datasource.password=${SECRET}\n`,
      'config/database.yml': `production:\n  adapter: mysql2\n  password: "${SECRET}" # ours\n`,
      'config/secrets.yml': `production:\n  secret_key_base: ${SECRET}\n`,
      'app/config/parameters.yml': `parameters:\n    database_password: ${SECRET}\n`,
      'local_settings.py': `DEBUG = False\nSECRET_KEY = '${SECRET}'\n`,
      'config/prod.secret.exs': `config :app, AppWeb.Endpoint,\n  secret_key_base: "${SECRET}"\n`,
    }
    for (const [name, text] of Object.entries(texts)) assert.ok(holds(name, text), name)
  })

  it('are no secret when they name variables or hold settings alone', () => {
    const texts: Readonly<Record<string, string>> = {
      'application.yml': 'server:\n  port: 8080\nspring.datasource.password: ${DB_PASSWORD}\n',
      'application.properties': 'spring.jpa.show-sql=true\ntoken.expiry=3600\n',
      'config/database.yml': `production:\n  password: <%= ENV['DB_PASSWORD'] %>\n`,
      'local_settings.py': `SECRET_KEY = os.environ['SECRET_KEY']\nPASSWORD_FILE = '/run/password'\n`,
      'config/prod.secret.exs': 'config :app, secret_key_base: System.get_env("SECRET_KEY_BASE")\n',
    }
    for (const [name, text] of Object.entries(texts)) assert.ok(!holds(name, text), name)
    assert.equal(copying('application.yml', './'), undefined)
  })
})
