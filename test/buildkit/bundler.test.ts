import { startGemServer } from '../support/registryGems.ts'
import { proveFixes } from './realTool.ts'

// The real Bundler against a server of gems that demands user and password.

const project = { Gemfile: 'source "https://packages.acme.example:{{PORT}}"\ngem "acme-lib"\n' }

proveFixes({ title: 'Bundler', image: 'ruby', startServer: startGemServer }, [
  {
    title: 'bundle config stores the credential in the step that installs',
    dockerfile: `
      FROM debian
      ARG GEMS_TOKEN
      WORKDIR /app
      COPY Gemfile ./
      RUN bundle config set --global packages.acme.example "ci:$GEMS_TOKEN" && bundle install
      RUN bundle exec ruby -e 'require "acme-lib"'
    `,
    files: project,
    args: { GEMS_TOKEN: '{{TOKEN}}' },
  },
  {
    title: 'bundle config stores the credential in its old form and in a step of its own',
    dockerfile: `
      FROM debian
      ARG GEMS_TOKEN
      RUN bundle config packages.acme.example ci:$GEMS_TOKEN
      WORKDIR /app
      COPY Gemfile ./
      RUN bundle install --jobs 2
      RUN bundle exec ruby -e 'require "acme-lib"'
    `,
    files: project,
    args: { GEMS_TOKEN: '{{TOKEN}}' },
  },
  {
    title: 'ENV has the name that Bundler reads',
    dockerfile: `
      FROM debian
      ARG GEMS_TOKEN
      ENV BUNDLE_PACKAGES__ACME__EXAMPLE=ci:$GEMS_TOKEN BUNDLE_WITHOUT=development
      WORKDIR /app
      COPY Gemfile ./
      RUN bundle install
      RUN bundle exec ruby -e 'require "acme-lib"'
    `,
    files: project,
    args: { GEMS_TOKEN: '{{TOKEN}}' },
  },
  {
    title: 'the configuration of the user is copied and removed',
    dockerfile: `
      FROM debian
      COPY bundle-config /root/.bundle/config
      WORKDIR /app
      COPY Gemfile ./
      RUN bundle install && rm /root/.bundle/config
      RUN bundle exec ruby -e 'require "acme-lib"'
    `,
    files: { ...project, 'bundle-config': '---\nBUNDLE_PACKAGES__ACME__EXAMPLE: "ci:{{TOKEN}}"\n' },
  },
])
