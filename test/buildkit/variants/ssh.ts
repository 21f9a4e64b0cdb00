import type { Variant } from '../variant.ts'

/** Put together at run time, because scanners search for the first line. */
const edge = '-'.repeat(5)
const key = `${edge}BEGIN OPENSSH PRIVATE KEY${edge}\n{{KEY}}\n${edge}END OPENSSH PRIVATE KEY${edge}\n`
const files = { id_rsa: key }
const config = { config: 'Host git.acme.example\n  IdentityFile ~/.ssh/deploy_key\n' }
const project = { 'package.json': '{ "name": "app" }\n' }
const args = { SSH_PRIVATE_KEY: '{{KEY}}' }

export const sshVariants: readonly Variant[] = [
  {
    title: 'a key is copied, protected and used in several steps',
    dockerfile: `
      FROM debian:bookworm
      RUN mkdir -p /root/.ssh && chmod 700 /root/.ssh
      COPY id_rsa /root/.ssh/id_rsa
      RUN chmod 600 /root/.ssh/id_rsa
      RUN ssh-keyscan git.acme.example >> /root/.ssh/known_hosts
      RUN git clone git@git.acme.example:acme/lib.git /src/lib
      RUN apt-get install -y curl
      CMD ["/src/lib/start"]
    `,
    files,
  },
  {
    title: 'only the COPY makes the directory that other steps write to',
    dockerfile: `
      FROM debian:bookworm
      COPY id_rsa /root/.ssh/
      RUN chmod 700 /root/.ssh && chmod 600 /root/.ssh/id_rsa \\
       && ssh-keyscan git.acme.example > ~/.ssh/known_hosts
      RUN echo "StrictHostKeyChecking yes" >> ~/.ssh/config && git clone git@git.acme.example:acme/lib.git /src/lib
    `,
    files,
  },
  {
    title: 'one step does it all and removes the directory',
    dockerfile: `
      FROM debian:bookworm
      ADD id_rsa /root/.ssh/id_rsa
      RUN chmod 600 /root/.ssh/id_rsa && \\
          ssh-keyscan git.acme.example >> /root/.ssh/known_hosts && \\
          git clone git@git.acme.example:acme/lib.git /src/lib && \\
          rm -rf /root/.ssh
      RUN git clone https://git.acme.example/acme/open.git /src/open
    `,
    files,
  },
  {
    title: 'the whole directory is protected where the key is used',
    dockerfile: `
      FROM debian:bookworm
      COPY id_rsa /root/.ssh/
      RUN chmod -R go-rwx /root/.ssh && ssh-keyscan git.acme.example > /root/.ssh/known_hosts \\
       && git clone git@git.acme.example:acme/lib.git /src/lib
    `,
    files,
  },
  {
    title: 'a pattern protects the key alone',
    dockerfile: `
      FROM debian:bookworm
      COPY id_rsa /root/.ssh/
      RUN chmod 600 /root/.ssh/*
      RUN GIT_SSH_COMMAND="ssh -o StrictHostKeyChecking=no" git clone git@git.acme.example:acme/lib.git /src/lib
    `,
    files,
  },
  {
    title: 'a key that the configuration names, among other files',
    dockerfile: `
      FROM node:24
      WORKDIR /app
      COPY deploy_key config /root/.ssh/
      RUN chmod 600 /root/.ssh/*
      COPY package.json .
      RUN ssh-keyscan git.acme.example >> ~/.ssh/known_hosts && npm install && rm -f ~/.ssh/deploy_key ~/.ssh/config
    `,
    files: { deploy_key: key, ...config, ...project },
  },
  {
    title: 'a user with a number',
    dockerfile: `
      FROM debian:bookworm
      RUN useradd -m -u 1234 app
      USER app
      COPY --chown=app id_rsa /home/app/.ssh/id_rsa
      RUN chmod 400 ~/.ssh/id_rsa && ssh-keyscan git.acme.example >> ~/.ssh/known_hosts \\
       && git clone git@git.acme.example:acme/lib.git /home/app/lib
    `,
    files,
  },
  {
    title: 'a user whose number is not known',
    dockerfile: `
      FROM debian:bookworm
      RUN useradd -m app
      COPY --chown=app:app id_rsa /home/app/.ssh/id_rsa
      USER app
      RUN chmod 400 ~/.ssh/id_rsa && ssh-keyscan git.acme.example >> ~/.ssh/known_hosts
      RUN git clone git@git.acme.example:acme/lib.git /home/app/lib
    `,
    files,
  },
  {
    title: 'a key elsewhere, which git is told',
    dockerfile: `
      FROM debian:bookworm
      WORKDIR /src
      COPY id_rsa bot_key
      RUN chmod 600 bot_key && GIT_SSH_COMMAND="ssh -i /src/bot_key" git clone git@git.acme.example:acme/lib.git lib
      RUN rm bot_key
    `,
    files,
  },
  {
    title: 'a key elsewhere, which ENV names',
    dockerfile: `
      FROM debian:bookworm
      WORKDIR /src
      ENV GIT_SSH_COMMAND="ssh -i /src/deploy_key -o IdentitiesOnly=yes"
      ARG SSH_PRIVATE_KEY
      RUN echo "$SSH_PRIVATE_KEY" > /src/deploy_key && chmod 600 /src/deploy_key
      RUN git clone git@git.acme.example:acme/lib.git lib
      RUN rm /src/deploy_key
    `,
    args,
  },
  {
    title: 'scp names the key',
    dockerfile: `
      FROM debian:bookworm
      COPY id_rsa /opt/key
      RUN chmod 600 /opt/key && scp -i /opt/key ci@files.acme.example:tool /usr/local/bin/tool && rm /opt/key
    `,
    files,
  },
  {
    title: 'ssh-add and an agent',
    dockerfile: `
      FROM node:24
      WORKDIR /app
      COPY package.json id_rsa ./
      RUN chmod 600 id_rsa && eval "$(ssh-agent -s)" && ssh-add id_rsa && npm ci && rm id_rsa
    `,
    files: { ...files, ...project },
  },
  {
    title: 'an agent gets the key of an argument',
    dockerfile: `
      FROM node:24
      WORKDIR /app
      COPY package.json ./
      ARG SSH_KEY
      RUN eval "$(ssh-agent -s)" && echo "$SSH_KEY" | ssh-add - && npm ci
    `,
    files: project,
    args: { SSH_KEY: '{{KEY}}' },
  },
  {
    title: 'an argument is written, used and removed in one step',
    dockerfile: `
      FROM debian:bookworm
      ARG SSH_PRIVATE_KEY
      RUN mkdir ~/.ssh && echo "$SSH_PRIVATE_KEY" > ~/.ssh/id_rsa && chmod 600 ~/.ssh/id_rsa \\
       && ssh-keyscan git.acme.example >> ~/.ssh/known_hosts \\
       && git clone git@git.acme.example:acme/lib.git /src/lib \\
       && rm ~/.ssh/id_rsa
    `,
    args,
  },
  {
    title: 'an argument is written, used and removed in several steps',
    dockerfile: `
      FROM debian:bookworm
      ARG ssh_prv_key
      ARG ssh_pub_key
      RUN mkdir -p /root/.ssh && chmod 0700 /root/.ssh && ssh-keyscan git.acme.example > /root/.ssh/known_hosts
      RUN echo "$ssh_prv_key" > /root/.ssh/id_rsa && \\
          echo "$ssh_pub_key" > /root/.ssh/id_rsa.pub && \\
          chmod 600 /root/.ssh/id_rsa && \\
          chmod 600 /root/.ssh/id_rsa.pub
      RUN git clone git@git.acme.example:acme/lib.git /src/lib
      RUN rm -rf /root/.ssh
    `,
    args: { ssh_prv_key: '{{KEY}}', ssh_pub_key: 'ssh-rsa AAAA' },
  },
  {
    title: 'an argument is written, and protected by another step',
    dockerfile: `
      FROM debian:bookworm AS sources
      ARG SSH_PRIVATE_KEY
      RUN mkdir /root/.ssh/
      RUN echo "\${SSH_PRIVATE_KEY}" > /root/.ssh/id_rsa
      RUN chmod 600 /root/.ssh/id_rsa
      RUN touch /root/.ssh/known_hosts && ssh-keyscan git.acme.example >> /root/.ssh/known_hosts
      RUN git clone git@git.acme.example:acme/lib.git /src/lib
      FROM debian:bookworm
      COPY --from=sources /src/lib /srv/lib
    `,
    args,
    alsoSearched: 'sources',
  },
  {
    title: 'an argument is protected by an umask and a pattern',
    dockerfile: `
      FROM ruby:3.4
      ARG DEPLOY_KEY
      RUN mkdir -p ~/.ssh && umask 077 && echo "$DEPLOY_KEY" > ~/.ssh/id_rsa && chmod 400 ~/.ssh/* \\
       && ssh-keyscan git.acme.example >> /etc/ssh_known_hosts
      RUN bundle install
      RUN rm -f ~/.ssh/*
    `,
    args: { DEPLOY_KEY: '{{KEY}}' },
  },
  {
    title: 'an argument in base64 in a step of its own',
    dockerfile: `
      FROM debian:bookworm
      ARG DEPLOY_KEY
      RUN mkdir -p ~/.ssh && echo "$DEPLOY_KEY" | base64 -d > ~/.ssh/id_rsa && chmod 400 ~/.ssh/id_rsa
      RUN git clone git@git.acme.example:acme/lib.git /src/lib
      RUN rm ~/.ssh/id_rsa
    `,
    args: { DEPLOY_KEY: '{{KEY}}' },
  },
  {
    title: 'a key under another name that one step moves to its place',
    dockerfile: `
      FROM debian:bookworm
      COPY id_rsa /tmp/
      RUN mkdir -p ~/.ssh && mv /tmp/id_rsa ~/.ssh/id_rsa && chmod 400 ~/.ssh/id_rsa \\
       && git clone git@git.acme.example:acme/lib.git /src/lib && rm ~/.ssh/id_rsa
    `,
    files,
  },
  {
    title: 'an argument in base64, for pip',
    dockerfile: `
      FROM python:3.12-slim
      ARG DEPLOY_KEY
      RUN mkdir -m 700 /root/.ssh && printf '%s' "$DEPLOY_KEY" | base64 -d > /root/.ssh/id_ed25519 \\
       && chmod 400 /root/.ssh/id_ed25519 && pip install git+ssh://git@git.acme.example/acme/lib.git \\
       && rm /root/.ssh/id_ed25519
    `,
    args: { DEPLOY_KEY: '{{KEY}}' },
  },
  {
    title: 'an earlier stage has the key',
    dockerfile: `
      FROM node:24 AS build
      WORKDIR /app
      COPY id_rsa /root/.ssh/id_rsa
      RUN chmod 0600 /root/.ssh/id_rsa
      COPY package.json .
      RUN ssh-keyscan git.acme.example >> /root/.ssh/known_hosts && yarn install
      FROM node:24-slim
      COPY --from=build /app /app
    `,
    files: { ...files, ...project },
    alsoSearched: 'build',
  },
  {
    title: 'git takes all addresses over ssh',
    dockerfile: `
      FROM golang:1.24
      WORKDIR /src
      COPY id_rsa /root/.ssh/
      RUN git config --global url."ssh://git@git.acme.example/".insteadOf "https://git.acme.example/"
      RUN chmod 600 /root/.ssh/id_rsa && ssh-keyscan git.acme.example >> /root/.ssh/known_hosts && go mod download
      RUN git clone https://git.acme.example/acme/lib.git /src/lib
      RUN rm /root/.ssh/id_rsa
    `,
    files,
  },
  {
    title: 'a here-document uses the key',
    dockerfile: `
      FROM composer:2
      COPY id_rsa /root/.ssh/id_rsa
      RUN <<EOF
      set -e
      chmod 600 /root/.ssh/id_rsa
      ssh-keyscan git.acme.example >> /root/.ssh/known_hosts
      composer install
      rm /root/.ssh/id_rsa
      EOF
    `,
    files,
  },
  {
    title: 'the directory is copied as a whole',
    dockerfile: `
      FROM debian:bookworm
      COPY .ssh /root/.ssh
      RUN chmod 600 /root/.ssh/id_rsa && git clone git@git.acme.example:acme/lib.git /src/lib
    `,
    files: { '.ssh/id_rsa': key, '.ssh/known_hosts': 'git.acme.example ssh-rsa AAAA\n' },
  },
  {
    title: 'the container connects with the key',
    dockerfile: `
      FROM debian:bookworm
      COPY id_rsa /root/.ssh/id_rsa
      RUN chmod 600 /root/.ssh/id_rsa && git clone git@git.acme.example:acme/lib.git /src/lib
      CMD git -C /src/lib pull && exec /src/lib/start
    `,
    files,
    outcome: 'refused',
  },
  {
    title: 'no step reads the key',
    dockerfile: `
      FROM debian:bookworm
      COPY id_rsa /root/.ssh/id_rsa
      RUN chmod 600 /root/.ssh/id_rsa && ssh-keyscan git.acme.example >> /root/.ssh/known_hosts
      CMD ["/start.sh"]
    `,
    files,
    outcome: 'refused',
  },
  {
    title: 'a web server has a key',
    dockerfile: `
      FROM nginx:1
      COPY server.key /etc/nginx/server.key
      RUN chmod 600 /etc/nginx/server.key
    `,
    files: { 'server.key': key },
    outcome: 'refused',
  },
  {
    title: 'a key for signing stays in the keyring',
    dockerfile: `
      FROM debian:bookworm
      ARG GPG_PRIVATE_KEY
      RUN echo "$GPG_PRIVATE_KEY" | gpg --batch --import
      RUN make
    `,
    args: { GPG_PRIVATE_KEY: '{{KEY}}' },
    outcome: 'refused',
  },
  {
    title: 'a key for signing goes with the keyring',
    dockerfile: `
      FROM debian:bookworm
      ARG GPG_PRIVATE_KEY
      ARG GPG_PASSPHRASE
      RUN echo "$GPG_PRIVATE_KEY" | gpg --batch --import && gpg --batch --passphrase "$GPG_PASSPHRASE" -b /etc/hosts \\
       && rm -rf ~/.gnupg
    `,
    args: { GPG_PRIVATE_KEY: '{{KEY}}', GPG_PASSPHRASE: '{{PHRASE}}' },
  },
  {
    title: 'a key that the build itself makes',
    dockerfile: `
      FROM debian:bookworm
      RUN ssh-keygen -q -t rsa -N '' -f /root/.ssh/id_rsa
    `,
    outcome: 'refused',
  },
  {
    title: 'files beside a key that are no secrets',
    dockerfile: `
      FROM debian:bookworm
      COPY authorized_keys known_hosts id_rsa.pub /root/.ssh/
      RUN chmod 600 /root/.ssh/* && ssh-keyscan git.acme.example >> /root/.ssh/known_hosts
    `,
    files: {
      authorized_keys: 'ssh-rsa AAAA\n',
      known_hosts: 'git.acme.example ssh-rsa AAAA\n',
      'id_rsa.pub': 'ssh-rsa AAAA\n',
    },
    outcome: 'clean',
  },
]
