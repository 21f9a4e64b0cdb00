import { startComposerRepository } from '../support/registryComposer.ts'
import { proveFixes } from './realTool.ts'

// The real Composer against a repository that demands user and password.

const host = 'packages.acme.example:{{PORT}}'
const repositories = [{ type: 'composer', url: `https://${host}` }, { packagist: false }]
const project = { 'composer.json': JSON.stringify({ repositories, require: { 'acme/lib': '^1.0' } }) }
const auth = JSON.stringify({ 'http-basic': { [host]: { username: 'ci', password: '{{TOKEN}}' } } })

proveFixes({ title: 'Composer', image: 'php', startServer: startComposerRepository }, [
  {
    title: 'auth.json is copied and removed',
    dockerfile: `
      FROM debian
      WORKDIR /app
      COPY composer.json auth.json ./
      RUN composer install --no-dev && cat vendor/acme/lib/lib.php
      RUN rm -f auth.json
    `,
    files: { ...project, 'auth.json': auth },
  },
  {
    title: 'COMPOSER_AUTH is an argument',
    dockerfile: `
      FROM debian
      ARG COMPOSER_AUTH
      WORKDIR /app
      COPY composer.json ./
      RUN composer install && cat vendor/acme/lib/lib.php
    `,
    files: project,
    args: { COMPOSER_AUTH: auth },
  },
  {
    title: 'composer config stores the password for the user in a step of its own',
    dockerfile: `
      FROM debian
      ARG REPO_PASSWORD
      RUN composer config --global http-basic.${host} ci "$REPO_PASSWORD"
      WORKDIR /app
      COPY composer.json ./
      RUN composer install --no-interaction
      RUN cat vendor/acme/lib/lib.php
    `,
    files: project,
    args: { REPO_PASSWORD: '{{TOKEN}}' },
  },
  {
    title: 'ENV makes COMPOSER_AUTH of an argument',
    dockerfile: `
      FROM debian
      ARG REPO_PASSWORD
      ENV COMPOSER_AUTH="{\\"http-basic\\":{\\"${host}\\":{\\"username\\":\\"ci\\",\\"password\\":\\"$REPO_PASSWORD\\"}}}"
      WORKDIR /app
      COPY composer.json ./
      RUN composer install && cat vendor/acme/lib/lib.php
    `,
    files: project,
    args: { REPO_PASSWORD: '{{TOKEN}}' },
  },
])
