import type { Variant } from '../variant.ts'

const php = { 'composer.json': '{ "name": "acme/app" }\n', 'composer.lock': '{}\n' }
const auth = {
  'auth.json': '{ "http-basic": { "repo.acme.example": { "username": "ci", "password": "{{TOKEN}}" } } }\n',
}
const ruby = { Gemfile: 'source "https://gems.acme.example"\n', 'Gemfile.lock': 'GEM\n' }
const args = { GITHUB_TOKEN: '{{TOKEN}}' }

export const composerVariants: readonly Variant[] = [
  {
    title: 'auth.json is copied next to composer.json and removed later',
    dockerfile: `
      FROM php:8.4-cli
      WORKDIR /app
      COPY composer.json composer.lock auth.json ./
      RUN composer install --no-dev --no-scripts
      COPY . .
      RUN composer dump-autoload --optimize && rm -f auth.json
    `,
    files: { ...php, ...auth, 'index.php': '<?php\n' },
  },
  {
    title: 'auth.json is copied to the home directory of Composer',
    dockerfile: `
      FROM composer:2 AS vendor
      ENV COMPOSER_HOME=/tmp
      WORKDIR /app
      COPY auth.json /tmp/auth.json
      COPY composer.* ./
      RUN composer install --no-dev
      FROM php:8.4-fpm
      COPY --from=vendor /app /app
    `,
    files: { ...php, ...auth },
  },
  {
    title: 'COMPOSER_AUTH is an argument',
    dockerfile: `
      FROM php:8.4-cli
      ARG COMPOSER_AUTH
      WORKDIR /app
      COPY composer.json composer.lock ./
      RUN composer install --prefer-dist
    `,
    files: php,
    args: { COMPOSER_AUTH: '{"github-oauth":{"github.com":"{{TOKEN}}"}}' },
  },
  {
    title: 'composer config stores a token for the user in a step of its own',
    dockerfile: `
      FROM php:8.4-cli
      ARG GITHUB_TOKEN
      WORKDIR /app
      RUN composer config --global github-oauth.github.com $GITHUB_TOKEN
      COPY composer.json composer.lock ./
      RUN composer install --no-dev
    `,
    files: php,
    args,
  },
  {
    title: 'composer config stores user and password for the project and takes them away again',
    dockerfile: `
      FROM php:8.4-cli
      ARG REPO_PASSWORD
      WORKDIR /app
      COPY composer.json composer.lock ./
      RUN composer config http-basic.repo.acme.example ci "$REPO_PASSWORD" \\
       && composer install --no-dev \\
       && composer config --unset http-basic.repo.acme.example
    `,
    files: php,
    args: { REPO_PASSWORD: '{{TOKEN}}' },
  },
  {
    title: 'ENV makes COMPOSER_AUTH of an argument',
    dockerfile: `
      FROM php:8.4-cli
      ARG GITHUB_TOKEN
      ENV COMPOSER_AUTH="{\\"github-oauth\\":{\\"github.com\\":\\"\${GITHUB_TOKEN}\\"}}"
      WORKDIR /app
      COPY composer.json composer.lock ./
      RUN composer install
    `,
    files: php,
    args,
  },
  {
    title: 'echo writes auth.json',
    dockerfile: `
      FROM php:8.4-cli
      ARG GITHUB_TOKEN
      WORKDIR /app
      COPY composer.json composer.lock ./
      RUN mkdir -p ~/.composer && echo "{\\"github-oauth\\":{\\"github.com\\":\\"$GITHUB_TOKEN\\"}}" > ~/.composer/auth.json
      RUN composer install --no-interaction
    `,
    files: php,
    args,
  },
]

export const rubyVariants: readonly Variant[] = [
  {
    title: 'bundle config stores a credential for the user',
    dockerfile: `
      FROM ruby:3.4
      ARG GEMS_TOKEN
      WORKDIR /app
      COPY Gemfile Gemfile.lock ./
      RUN bundle config set --global gems.acme.example "ci:$GEMS_TOKEN" && bundle install
    `,
    files: ruby,
    args: { GEMS_TOKEN: '{{TOKEN}}' },
  },
  {
    title: 'bundle config in its old form and in a step of its own',
    dockerfile: `
      FROM ruby:3.4
      ARG BUNDLE_TOKEN
      RUN bundle config gems.my-corp.example $BUNDLE_TOKEN
      WORKDIR /app
      COPY Gemfile Gemfile.lock ./
      RUN bundle install --jobs 4
    `,
    files: ruby,
    args: { BUNDLE_TOKEN: '{{TOKEN}}' },
  },
  {
    title: 'an argument has the name that Bundler reads',
    dockerfile: `
      FROM ruby:3.4
      ARG BUNDLE_GITHUB__COM
      WORKDIR /app
      COPY Gemfile Gemfile.lock ./
      RUN gem install bundler && bundle install
      RUN bundle exec rake assets:precompile
    `,
    files: ruby,
    args: { BUNDLE_GITHUB__COM: 'x-access-token:{{TOKEN}}' },
  },
  {
    title: 'ENV has the name that Bundler reads',
    dockerfile: `
      FROM ruby:3.4
      ARG GITHUB_TOKEN
      ENV BUNDLE_GITHUB__COM=x-access-token:$GITHUB_TOKEN BUNDLE_WITHOUT=development
      WORKDIR /app
      COPY Gemfile Gemfile.lock ./
      RUN bundle install
    `,
    files: ruby,
    args,
  },
  {
    title: '.bundle/config is copied',
    dockerfile: `
      FROM ruby:3.4
      WORKDIR /app
      COPY .bundle/config /root/.bundle/config
      COPY Gemfile Gemfile.lock ./
      RUN bundle install && rm /root/.bundle/config
    `,
    files: { ...ruby, '.bundle/config': '---\nBUNDLE_GEMS__ACME__EXAMPLE: "ci:{{TOKEN}}"\n' },
  },
  {
    title: 'gem sources has a URL with a password',
    dockerfile: `
      FROM ruby:3.4
      ARG GEMS_PASSWORD
      RUN gem sources --add https://ci:$GEMS_PASSWORD@gems.acme.example/ && gem install acme-cli
    `,
    args: { GEMS_PASSWORD: '{{TOKEN}}' },
  },
  {
    title: 'gem push reads its variable',
    dockerfile: `
      FROM ruby:3.4
      ARG GEM_HOST_API_KEY
      WORKDIR /app
      COPY acme.gem ./
      RUN gem push acme.gem
    `,
    files: { 'acme.gem': 'gem\n' },
    args: { GEM_HOST_API_KEY: '{{TOKEN}}' },
  },
]
