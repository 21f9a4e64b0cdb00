import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import rule from '../../../server/src/core/rules/copied-credential-file.ts'
import secretInArg from '../../../server/src/core/rules/secret-in-arg.ts'
import { expectFix, expectRefusal } from '../../support/fixtures.ts'
import { copying, fixed, holds, readersOf, refusal, SECRET, storedBy } from '../../support/knowledge.ts'

describe('composer config', () => {
  const places: Readonly<Record<string, string>> = {
    'composer config --global github-oauth.github.com $TOKEN': '/root/.composer/auth.json',
    'composer config -g --auth http-basic.repo.example ci $TOKEN': '/root/.composer/auth.json',
    'composer global config gitlab-token.gitlab.example $TOKEN': '/root/.composer/auth.json',
    'php /usr/bin/composer.phar config bearer.repo.example $TOKEN': '/app/auth.json',
    'composer config http-basic.$HOST ci $TOKEN': '/app/auth.json',
    'composer config bitbucket-oauth.bitbucket.org key $TOKEN': '/app/auth.json',
    'composer config gitlab-token.gitlab.example deploy $TOKEN': '/app/auth.json',
  }
  for (const [command, path] of Object.entries(places))
    it(`stores in ${path}: ${command}`, () => assert.deepEqual(storedBy(command), [path]))

  it('is stored only for as long as it is read', () =>
    assert.deepEqual(
      fixed('composer config -g github-oauth.github.com $TOKEN', 'composer install', 'composer dump-autoload -o'),
      {
        runs: [
          'composer config -g github-oauth.github.com $TOKEN && composer install && rm -f /root/.composer/auth.json /root/.config/composer/auth.json',
          'composer dump-autoload -o',
        ],
        mounted: ['TOKEN', ''],
      },
    ))

  it('stays when another user stores it, in a home that is not known', () => {
    for (const user of ['gosu app', 'sudo -u app', 'su-exec app'])
      assert.match(
        refusal(`${user} composer config -g github-oauth.github.com $TOKEN && ${user} composer install`),
        /^TOKEN is written to a file whose place is not known/,
      )
  })

  it('stores nothing when it sets something else or takes it away', () =>
    assert.deepEqual(
      storedBy(
        'composer config -g process-timeout 2000',
        'composer config repositories.corp composer https://repo.example',
        'composer config -g http-basic.h.example ci $TOKEN && composer install && composer config -g --unset http-basic.h.example',
      ),
      [],
    ))
})

describe('Composer', () => {
  it('reads its variable where it installs', () =>
    assert.deepEqual(
      readersOf('COMPOSER_AUTH', 'composer --version', 'composer validate', 'composer install', 'composer require a/b'),
      ['composer install', 'composer require a/b'],
    ))

  it('may need its variable when the container runs', () =>
    expectRefusal(
      secretInArg,
      `
      FROM php:8.3-cli
      ARG auth
      ENV COMPOSER_AUTH=$auth
      ENTRYPOINT ["composer"]
    `,
      'No command of the build uses COMPOSER_AUTH, and the running container may need it; pass it with docker run or as a run-time secret.',
    ))

  it('gets a variable that is put together only where it installs', () =>
    expectFix(
      secretInArg,
      `
      FROM php:8.3-cli AS vendor
      ARG NOVA_KEY
      ENV COMPOSER_AUTH="{\\"http-basic\\":{\\"nova.example\\":{\\"username\\":\\"a\\",\\"password\\":\\"$NOVA_KEY\\"}}}"
      RUN composer install
    `,
      `
      FROM php:8.3-cli AS vendor
      RUN --mount=type=secret,id=nova_key,env=NOVA_KEY,required=true export COMPOSER_AUTH="{\\"http-basic\\":{\\"nova.example\\":{\\"username\\":\\"a\\",\\"password\\":\\"$NOVA_KEY\\"}}}" && composer install
    `,
    ))
})

describe('auth.json', () => {
  it('is likely to hold a credential', () => {
    assert.equal(copying('auth.json', './'), 'warning')
    assert.equal(copying('auth.json', './', `{"github-oauth":{"github.com":"${SECRET}"}}`), 'error')
  })

  it('has credentials in every way to authenticate', () => {
    for (const text of [
      `{"http-basic":{"h.example":{"username":"ci","password":"${SECRET}"}}}`,
      `{"bearer":{"h.example":"${SECRET}"}}`,
      `{"gitlab-token":{"h.example":{"username":"ci","token":"${SECRET}"}}}`,
      `{"bitbucket-oauth":{"bitbucket.org":{"consumer-key":"a","consumer-secret":"${SECRET}"}}}`,
      `{"custom-headers":{"h.example":["X-Api-Key: ${SECRET}"]}}`,
    ])
      assert.ok(holds('auth.json', text), text)
  })

  it('is harmless with accounts, placeholders, other settings and no JSON', () => {
    for (const text of [
      `{"http-basic":{"h.example":{"username":"${SECRET}","password":""}}}`,
      '{"http-basic":{"h.example":{"username":"<USER>","password":"<PASSWORD>"}}}',
      '{}',
      `{"title":"${SECRET}"}`,
      `{"bearer": "${SECRET}"`,
    ])
      assert.ok(!holds('auth.json', text), text)
  })

  it('is mounted where Composer looks for it, which the official image changes', () =>
    expectFix(
      rule,
      `
      FROM composer:2 AS vendor
      COPY auth.json /tmp/auth.json
      COPY composer.json composer.lock ./
      RUN composer install --no-dev && rm $COMPOSER_HOME/auth.json
    `,
      `
      FROM composer:2 AS vendor
      COPY composer.json composer.lock ./
      RUN --mount=type=secret,id=auth_json,target=/tmp/auth.json,required=true composer install --no-dev
    `,
    ))

  it('is mounted in the project', () =>
    expectFix(
      rule,
      `
      FROM php:8.3-fpm
      WORKDIR /var/www
      COPY composer.json auth.json ./
      RUN php -d memory_limit=-1 composer.phar install
      RUN rm auth.json
    `,
      `
      FROM php:8.3-fpm
      WORKDIR /var/www
      COPY composer.json ./
      RUN --mount=type=secret,id=auth_json,target=/var/www/auth.json,required=true php -d memory_limit=-1 composer.phar install
    `,
    ))
})
