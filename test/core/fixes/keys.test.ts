import { describe, it } from 'node:test'
import rule from '../../../server/src/core/rules/copied-credential-file.ts'
import persistedCredential from '../../../server/src/core/rules/persisted-credential.ts'
import secretInArg from '../../../server/src/core/rules/secret-in-arg.ts'
import { expectFix, expectRefusal } from '../../support/fixtures.ts'

const MOUNT = '--mount=type=secret,id=id_rsa,target=/root/.ssh/id_rsa,mode=0400,required=true'

describe('a copied key for ssh', () => {
  it('is mounted at its place where git or ssh connect, and the hosts stay known', () =>
    expectFix(
      rule,
      `
      FROM debian:12
      RUN mkdir -p /root/.ssh
      COPY id_rsa /root/.ssh/id_rsa
      RUN chmod 700 /root/.ssh && chmod 600 /root/.ssh/id_rsa
      RUN ssh-keyscan git.example.com >> /root/.ssh/known_hosts
      RUN apt-get install -y curl
      RUN git clone git@git.example.com:acme/lib.git
      RUN git clone https://git.example.com/acme/open.git
      RUN ssh ci@git.example.com true
    `,
      `
      FROM debian:12
      RUN mkdir -p /root/.ssh
      RUN chmod 700 /root/.ssh
      RUN ssh-keyscan git.example.com >> /root/.ssh/known_hosts
      RUN apt-get install -y curl
      RUN ${MOUNT} git clone git@git.example.com:acme/lib.git
      RUN git clone https://git.example.com/acme/open.git
      RUN ${MOUNT} ssh ci@git.example.com true
    `,
    ))

  it('leaves the directory that its COPY has made to those who need it', () =>
    expectFix(
      rule,
      `
      FROM debian:12
      COPY id_rsa /root/.ssh/
      RUN ssh-keyscan git.example.com >> ~/.ssh/known_hosts
      RUN git clone git@git.example.com:acme/lib.git
    `,
      `
      FROM debian:12
      RUN mkdir -p /root/.ssh
      RUN ssh-keyscan git.example.com >> ~/.ssh/known_hosts
      RUN ${MOUNT} git clone git@git.example.com:acme/lib.git
    `,
    ))

  it('needs no directory when something else makes it, or nobody uses it', () => {
    for (const other of [
      'COPY config /root/.ssh/config',
      'RUN mkdir -p ~/.ssh && touch ~/.ssh/config',
      'RUN rm -rf ~/.ssh/x',
    ])
      expectFix(
        rule,
        `
        FROM debian:12
        COPY id_rsa /root/.ssh/id_rsa
        ${other}
        RUN git clone git@git.example.com:acme/lib.git
      `,
        `
        FROM debian:12
        ${other}
        RUN ${MOUNT} git clone git@git.example.com:acme/lib.git
      `,
      )
  })

  it('needs the directory again after it was removed', () =>
    expectFix(
      rule,
      `
      FROM debian:12
      RUN mkdir ~/.ssh && touch ~/.ssh/config && rm -rf ~/.ssh
      COPY id_rsa /root/.ssh/id_rsa
      RUN ssh-keyscan git.example.com >> ~/.ssh/known_hosts
      RUN git clone git@git.example.com:acme/lib.git
    `,
      `
      FROM debian:12
      RUN mkdir ~/.ssh && touch ~/.ssh/config && rm -rf ~/.ssh
      RUN mkdir -p /root/.ssh
      RUN ssh-keyscan git.example.com >> ~/.ssh/known_hosts
      RUN ${MOUNT} git clone git@git.example.com:acme/lib.git
    `,
    ))

  it('gives the directory to the owner of the COPY', () =>
    expectFix(
      rule,
      `
      FROM debian:12
      RUN useradd -m -u 1234 app
      COPY --chown=app:app id_rsa /home/app/.ssh/id_rsa
      USER app
      RUN ssh-keyscan git.example.com >> ~/.ssh/known_hosts && git clone git@git.example.com:acme/lib.git
    `,
      `
      FROM debian:12
      RUN useradd -m -u 1234 app
      RUN mkdir -p /home/app/.ssh && chown app:app /home/app/.ssh
      USER app
      RUN --mount=type=secret,id=id_rsa,target=/home/app/.ssh/id_rsa,uid=1234,mode=0400,required=true ssh-keyscan git.example.com >> ~/.ssh/known_hosts && git clone git@git.example.com:acme/lib.git
    `,
    ))

  // OpenSSH refuses a key that others may read only when it belongs to its own user.
  it('belongs to root, for all to read, when the number of the user is not known', () =>
    expectFix(
      rule,
      `
      FROM debian:12
      USER postgres
      COPY --chown=postgres id_rsa /var/lib/postgresql/.ssh/id_rsa
      RUN git clone git@git.example.com:acme/lib.git
    `,
      `
      FROM debian:12
      USER postgres
      RUN --mount=type=secret,id=id_rsa,target=/var/lib/postgresql/.ssh/id_rsa,mode=0444,required=true git clone git@git.example.com:acme/lib.git
    `,
    ))

  it('is refused when not even the name of the user is known', () =>
    expectRefusal(
      rule,
      `
      FROM debian:12
      ARG RUNNER
      USER $RUNNER
      COPY id_rsa /home/app/.ssh/id_rsa
      RUN git clone git@git.example.com:acme/lib.git
    `,
      'The RUN on line 5 has a user whose number is not known, and id_rsa must belong to it.',
    ))

  it('is refused when a command of another user may read it', () => {
    for (const command of ['su app -c "git pull"', 'sudo -u app git pull', 'gosu app git pull'])
      expectRefusal(
        rule,
        `
        FROM debian:12
        COPY id_rsa /root/.ssh/id_rsa
        RUN git clone git@git.example.com:acme/lib.git && cd lib && ${command}
      `,
        'The RUN on line 3 has a user whose number is not known, and id_rsa must belong to it.',
      )
  })

  it('is found by what git is told', () =>
    expectFix(
      rule,
      `
      FROM debian:12
      COPY deploy_key /opt/deploy_key
      RUN git config --global core.sshCommand "ssh -i /opt/deploy_key -o IdentitiesOnly=yes"
      RUN chmod 400 /opt/deploy_key && git clone git@git.example.com:acme/lib.git && rm /opt/deploy_key
    `,
      `
      FROM debian:12
      RUN git config --global core.sshCommand "ssh -i /opt/deploy_key -o IdentitiesOnly=yes"
      RUN --mount=type=secret,id=deploy_key,target=/opt/deploy_key,mode=0400,required=true git clone git@git.example.com:acme/lib.git
    `,
    ))

  it('is for the project when a package manager installs it, not when it installs a package by name', () => {
    expectFix(
      rule,
      `
      FROM node:24
      WORKDIR /app
      COPY id_rsa /root/.ssh/id_rsa
      COPY package.json .
      RUN npm install
    `,
      `
      FROM node:24
      WORKDIR /app
      COPY package.json .
      RUN ${MOUNT} npm install
    `,
    )
    expectRefusal(
      rule,
      `
      FROM node:24
      COPY id_rsa /root/.ssh/id_rsa
      RUN npm install -g gulp
    `,
      'The running container may read id_rsa; give it to docker run as a mount, and take it out of the image by hand.',
    )
  })

  it('is needed for addresses that git takes over ssh instead', () =>
    expectFix(
      rule,
      `
      FROM debian:12
      COPY id_rsa /root/.ssh/id_rsa
      RUN git config --global url."git@git.example.com:".insteadOf https://git.example.com/
      RUN git clone https://git.example.com/acme/lib.git
    `,
      `
      FROM debian:12
      RUN git config --global url."git@git.example.com:".insteadOf https://git.example.com/
      RUN ${MOUNT} git clone https://git.example.com/acme/lib.git
    `,
    ))

  it('leaves patterns that would find nothing, and takes itself out of those that name others', () =>
    expectFix(
      rule,
      `
      FROM debian:12
      COPY id_rsa /root/.ssh/
      RUN chmod 600 /root/.ssh/* && date
      COPY id_rsa.pub /root/.ssh/
      RUN chmod 600 /root/.ssh/id_rsa /root/.ssh/id_rsa.pub
      RUN git clone git@git.example.com:acme/lib.git
    `,
      `
      FROM debian:12
      RUN date
      COPY id_rsa.pub /root/.ssh/
      RUN chmod 600 /root/.ssh/id_rsa.pub
      RUN ${MOUNT} git clone git@git.example.com:acme/lib.git
    `,
    ))

  it('is a copy while a RUN changes or removes the directory', () =>
    expectFix(
      rule,
      `
      FROM debian:12
      RUN mkdir /root/.ssh
      COPY id_rsa /root/.ssh/id_rsa
      RUN chmod -R 600 /root/.ssh && git clone git@git.example.com:acme/lib.git && rm -rf /root/.ssh
    `,
      `
      FROM debian:12
      RUN mkdir /root/.ssh
      RUN --mount=type=secret,id=id_rsa,required=true cp /run/secrets/id_rsa /root/.ssh/id_rsa && chmod -R 600 /root/.ssh && git clone git@git.example.com:acme/lib.git && rm -rf /root/.ssh
    `,
    ))

  it('stays for a container that connects with it', () => {
    for (const start of ['CMD git pull && ./start', 'ENTRYPOINT ["/usr/sbin/sshd", "-D"]'])
      expectRefusal(
        rule,
        `
        FROM debian:12
        COPY id_rsa /root/.ssh/id_rsa
        RUN git clone git@git.example.com:acme/lib.git
        ${start}
      `,
        `${start.split(' ')[0]} on line 4 starts ${start.includes('git') ? 'git' : 'sshd'}, which may read id_rsa when the container runs; give it to docker run as a mount, and take it out of the image by hand.`,
      )
  })

  it('is refused with the directory that it is in', () =>
    expectRefusal(
      rule,
      `
      FROM debian:12
      COPY .ssh /root/.ssh
      RUN git clone git@git.example.com:acme/lib.git
    `,
      '.ssh is copied as a whole; copy by name what is no key in it, so that the key can be mounted.',
    ))

  it('is refused when a command prints it into another file', () =>
    expectRefusal(
      rule,
      `
      FROM debian:12
      COPY id_rsa /root/.ssh/id_rsa
      RUN cat /root/.ssh/id_rsa > /opt/key && git clone git@git.example.com:acme/lib.git
    `,
      'The RUN on line 3 does something with /root/.ssh/id_rsa that fails on a mounted file, or would leave a copy of it.',
    ))
})

describe('a copied key of a server', () => {
  it('is for the container, though a RUN may read it, too', () =>
    expectRefusal(
      rule,
      `
      FROM nginx
      COPY server.key /etc/nginx/server.key
      RUN openssl rsa -check -noout -in /etc/nginx/server.key
    `,
      'The running container may read server.key; give it to docker run as a mount, and take it out of the image by hand.',
    ))

  it('is for the build when it is removed', () =>
    expectFix(
      rule,
      `
      FROM nginx
      COPY client.key /tmp/client.key
      RUN curl --key /tmp/client.key -O https://files.example.com/app.tgz && rm /tmp/client.key
    `,
      `
      FROM nginx
      RUN --mount=type=secret,id=client_key,target=/tmp/client.key,required=true curl --key /tmp/client.key -O https://files.example.com/app.tgz
    `,
    ))
})

describe('a key that a command writes', () => {
  const KEY = '--mount=type=secret,id=deploy_key,env=DEPLOY_KEY,required=true'

  it('keeps the protection that another RUN gave it', () =>
    expectFix(
      secretInArg,
      `
      FROM debian:12 AS sources
      ARG DEPLOY_KEY
      RUN mkdir /root/.ssh
      RUN echo "$DEPLOY_KEY" > /root/.ssh/id_rsa
      RUN chmod 400 /root/.ssh/id_rsa
      RUN ssh-keyscan git.example.com >> /root/.ssh/known_hosts
      RUN git clone git@git.example.com:acme/lib.git /src
      FROM debian:12
      COPY --from=sources /src /src
    `,
      `
      FROM debian:12 AS sources
      RUN mkdir /root/.ssh
      RUN ssh-keyscan git.example.com >> /root/.ssh/known_hosts
      RUN ${KEY} echo "$DEPLOY_KEY" > /root/.ssh/id_rsa && chmod 400 /root/.ssh/id_rsa && git clone git@git.example.com:acme/lib.git /src && rm -f /root/.ssh/id_rsa
      FROM debian:12
      COPY --from=sources /src /src
    `,
    ))

  it('is protected where an umask did that before', () =>
    expectFix(
      secretInArg,
      `
      FROM ruby:3.4
      ARG DEPLOY_KEY
      RUN mkdir -p ~/.ssh && umask 077 && echo "$DEPLOY_KEY" > ~/.ssh/id_ed25519
      RUN bundle install
    `,
      `
      FROM ruby:3.4
      RUN mkdir -p ~/.ssh && umask 077
      RUN ${KEY} echo "$DEPLOY_KEY" > ~/.ssh/id_ed25519 && chmod 600 /root/.ssh/id_ed25519 && bundle install && rm -f /root/.ssh/id_ed25519
    `,
    ))

  it('takes commands with it whose pattern would find nothing', () =>
    expectFix(
      secretInArg,
      `
      FROM debian:12
      ARG DEPLOY_KEY
      RUN mkdir -p ~/.ssh && echo "$DEPLOY_KEY" > ~/.ssh/id_rsa && chmod 600 ~/.ssh/*
      RUN chmod 400 ~/.ssh/id_*
      RUN git clone git@git.example.com:acme/lib.git
      RUN rm ~/.ssh/id_*
    `,
      `
      FROM debian:12
      RUN mkdir -p ~/.ssh
      RUN ${KEY} echo "$DEPLOY_KEY" > ~/.ssh/id_rsa && chmod 600 /root/.ssh/id_rsa && git clone git@git.example.com:acme/lib.git && rm -f /root/.ssh/id_rsa
    `,
    ))

  it('leaves patterns that find other files', () =>
    expectFix(
      secretInArg,
      `
      FROM debian:12
      ARG DEPLOY_KEY
      RUN mkdir -p ~/.ssh && echo "$DEPLOY_KEY" > ~/.ssh/id_rsa && touch ~/.ssh/config && chmod 600 ~/.ssh/*
      RUN git clone git@git.example.com:acme/lib.git
    `,
      `
      FROM debian:12
      RUN mkdir -p ~/.ssh && touch ~/.ssh/config && chmod 600 ~/.ssh/*
      RUN ${KEY} echo "$DEPLOY_KEY" > ~/.ssh/id_rsa && chmod 600 /root/.ssh/id_rsa && git clone git@git.example.com:acme/lib.git && rm -f /root/.ssh/id_rsa
    `,
    ))

  it('goes again when it came from a mount', () =>
    expectFix(
      persistedCredential,
      `
      FROM debian:12
      RUN --mount=type=secret,id=key,required=true mkdir -p ~/.ssh && cp /run/secrets/key ~/.ssh/id_rsa && git clone git@git.example.com:acme/lib.git
    `,
      `
      FROM debian:12
      RUN --mount=type=secret,id=key,required=true mkdir -p ~/.ssh && cp /run/secrets/key ~/.ssh/id_rsa && git clone git@git.example.com:acme/lib.git && rm -f /root/.ssh/id_rsa
    `,
    ))
})
