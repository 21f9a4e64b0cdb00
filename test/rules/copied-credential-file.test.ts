import { describe, it } from 'node:test'
import rule from '../../server/src/core/rules/copied-credential-file.ts'
import { expectClean, expectFindings, expectFix, expectRefusal } from '../support/fixtures.ts'

describe(rule.id, () => {
  it('reports the source', () =>
    expectFindings(
      rule,
      `
      FROM node:24
      WORKDIR /app
      COPY .npmrc package.json ./
      #    ^^^^^^ .npmrc, which may hold a credential, stays in a layer of the image, even when a later RUN removes it.
      RUN npm ci
    `,
    ))

  it('is sure about a file that exists to hold a credential', () =>
    expectFindings(
      rule,
      `
      FROM python:3.12
      COPY .netrc /root/.netrc
      #    ^^^^^^ Credential file .netrc stays in a layer of the image, even when a later RUN removes it.
      RUN pip install private-lib
    `,
    ))

  it('is sure when the file itself has a credential', () =>
    expectFindings(
      rule,
      `
      -- Dockerfile --
      FROM node:24
      WORKDIR /app
      COPY package.json .npmrc ./
      #                 ^^^^^^ Credential file .npmrc stays in a layer of the image, even when a later RUN removes it.
      RUN npm ci
      -- .npmrc --
      //npm.example.com/:_authToken=correct-horse-7
    `,
    ))

  it('reports a later removal all the same', () =>
    expectFindings(
      rule,
      `
      FROM python:3.12
      COPY .netrc /root/
      #    ^^^^^^ Credential file .netrc stays in a layer of the image, even when a later RUN removes it.
      RUN pip install private-lib && rm /root/.netrc
    `,
    ))

  it('says where the file of an earlier stage stays', () =>
    expectFindings(
      rule,
      `
      FROM python:3.12 AS build
      COPY .netrc /root/.netrc
      #    ^^^^^^ Credential file .netrc stays in the build cache and in this stage, though not in the final image.
      RUN pip install private-lib
      FROM python:3.12-slim
      COPY --from=build /venv /venv
    `,
    ))

  it('reports ADD and the JSON form', () =>
    expectFindings(
      rule,
      `
      FROM python:3.12
      ADD [".netrc", "/root/"]
      #    ^^^^^^^^ Credential file .netrc stays in a layer of the image, even when a later RUN removes it.
      RUN pip install private-lib
    `,
    ))

  it('knows a file by where it is copied to', () =>
    expectFindings(
      rule,
      `
      FROM node:24
      WORKDIR /app
      COPY config/ci-npm .npmrc
      #    ^^^^^^^^^^^^^ ci-npm, which may hold a credential, stays in a layer of the image, even when a later RUN removes it.
      RUN npm ci
    `,
    ))

  it('is silent about a script that is called like the key which it gets', () =>
    expectClean(
      rule,
      `
      FROM phusion/baseimage
      ADD get-ssh-key.sh /etc/my_init.d/05-get-ssh-key
    `,
    ))

  it('reports ONBUILD', () =>
    expectFindings(
      rule,
      `
      FROM node:24
      ONBUILD COPY .npmrc /root/
      #            ^^^^^^ .npmrc, which may hold a credential, stays in a layer of the image, even when a later RUN removes it.
      ONBUILD RUN npm ci
    `,
    ))

  it('is silent about other files', () =>
    expectClean(
      rule,
      `
      FROM node:24
      WORKDIR /app
      COPY package.json .nvmrc .eslintrc tsconfig.json ./
      RUN npm ci
    `,
    ))

  it('is silent about a file that holds only settings', () =>
    expectClean(
      rule,
      `
      -- Dockerfile --
      FROM node:24
      WORKDIR /app
      COPY package.json .npmrc ./
      RUN npm ci
      -- .npmrc --
      save-exact=true
      registry=https://npm.example.com/
    `,
    ))

  it('is silent about a file that refers to a variable', () =>
    expectClean(
      rule,
      `
      -- Dockerfile --
      FROM node:24
      WORKDIR /app
      COPY package.json .npmrc ./
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true npm ci
      -- .npmrc --
      //npm.example.com/:_authToken=\${NPM_TOKEN}
    `,
    ))

  it('is silent about what another stage has', () =>
    expectClean(
      rule,
      `
      FROM node:24 AS build
      RUN npm ci
      FROM node:24
      COPY --from=build /root/.npmrc /root/.npmrc
    `,
    ))

  it('is silent about a template', () =>
    expectClean(
      rule,
      `
      FROM python:3.12
      COPY .netrc.template /root/.netrc.template
      RUN pip install lib
    `,
    ))

  it('is silent about a file that the Dockerfile itself writes', () =>
    expectClean(
      rule,
      `
      FROM node:24
      COPY <<EOF /root/.npmrc
      registry=https://npm.example.com/
      EOF
      RUN npm ci
    `,
    ))

  it('is silent about a mounted file', () =>
    expectClean(
      rule,
      `
      FROM python:3.12
      RUN --mount=type=secret,id=netrc,target=/root/.netrc,required=true pip install private-lib
    `,
    ))

  it('mounts the file where it is read, and removes what removed it', () =>
    expectFix(
      rule,
      `
      FROM node:24
      WORKDIR /app
      COPY .npmrc package.json package-lock.json ./
      RUN npm ci && rm -f .npmrc
    `,
      `
      FROM node:24
      WORKDIR /app
      COPY package.json package-lock.json ./
      RUN --mount=type=secret,id=npmrc,target=/app/.npmrc,required=true npm ci
    `,
    ))

  it('removes the COPY when nothing else is in it', () =>
    expectFix(
      rule,
      `
      FROM python:3.12
      COPY .netrc /root/.netrc
      RUN pip install private-lib
    `,
      `
      FROM python:3.12
      RUN --mount=type=secret,id=netrc,target=/root/.netrc,required=true pip install private-lib
    `,
    ))

  it('mounts it in every RUN that reads it, until one removes it', () =>
    expectFix(
      rule,
      `
      FROM python:3.12
      COPY pip.conf /etc/pip.conf
      RUN pip install a
      RUN pip install b
      RUN rm /etc/pip.conf
      RUN pip install c
    `,
      `
      FROM python:3.12
      RUN --mount=type=secret,id=pip_conf,target=/etc/pip.conf,required=true pip install a
      RUN --mount=type=secret,id=pip_conf,target=/etc/pip.conf,required=true pip install b
      RUN pip install c
    `,
    ))

  it('removes chmod in front and rm behind', () =>
    expectFix(
      rule,
      `
      FROM python:3.12 AS build
      COPY .netrc /root/.netrc
      RUN chmod 600 /root/.netrc && pip install -r requirements.txt && rm /root/.netrc
      FROM python:3.12
      COPY --from=build /venv /venv
    `,
      `
      FROM python:3.12 AS build
      RUN --mount=type=secret,id=netrc,target=/root/.netrc,required=true pip install -r requirements.txt
      FROM python:3.12
      COPY --from=build /venv /venv
    `,
    ))

  it('removes a command between comments', () =>
    expectFix(
      rule,
      `
      FROM python:3.12
      ADD .netrc /root/
      RUN pip install private-lib && \\
          # Nobody needs it any more.
          rm -f /root/.netrc && \\
          echo done
    `,
      `
      FROM python:3.12
      RUN --mount=type=secret,id=netrc,target=/root/.netrc,required=true \\
          pip install private-lib && \\
          echo done
    `,
    ))

  it('removes a command from a list with semicolons', () =>
    expectFix(
      rule,
      `
      FROM python:3.12
      COPY auth.toml /root/.config/pypoetry/auth.toml
      RUN poetry install; rm /root/.config/pypoetry/auth.toml; echo done
    `,
      `
      FROM python:3.12
      RUN --mount=type=secret,id=auth_toml,target=/root/.config/pypoetry/auth.toml,required=true poetry install; echo done
    `,
    ))

  it('removes a command from a here-document', () =>
    expectFix(
      rule,
      `
      FROM node:24
      WORKDIR /app
      COPY .npmrc .npmrc
      RUN <<EOF
      set -e
      npm ci
      rm -f .npmrc
      EOF
    `,
      `
      FROM node:24
      WORKDIR /app
      RUN --mount=type=secret,id=npmrc,target=/app/.npmrc,required=true <<EOF
      set -e
      npm ci
      EOF
    `,
    ))

  it('removes a command from a nested script', () =>
    expectFix(
      rule,
      `
      FROM node:24
      COPY .npmrc /root/.npmrc
      RUN sh -c 'npm ci && rm /root/.npmrc'
    `,
      `
      FROM node:24
      RUN --mount=type=secret,id=npmrc,target=/root/.npmrc,required=true sh -c 'npm ci'
    `,
    ))

  it('keeps line ends', () =>
    expectFix(
      rule,
      `
      FROM python:3.12
      COPY .netrc /root/.netrc
      RUN pip install private-lib && \\
          rm -f /root/.netrc
    `,
      `
      FROM python:3.12
      RUN --mount=type=secret,id=netrc,target=/root/.netrc,required=true \\
          pip install private-lib
    `,
      { lineEnds: 'crlf' },
    ))

  it('mounts on the exec form', () =>
    expectFix(
      rule,
      `
      FROM node:24
      COPY .npmrc /root/.npmrc
      RUN ["npm", "ci"]
    `,
      `
      FROM node:24
      RUN --mount=type=secret,id=npmrc,target=/root/.npmrc,required=true ["npm", "ci"]
    `,
    ))

  it('copies what was moved to where the same RUN reads it', () =>
    expectFix(
      rule,
      `
      FROM python:3.12
      COPY pip.conf /tmp/
      RUN mkdir ~/.pip && mv /tmp/pip.conf ~/.pip/ && pip install acme
    `,
      `
      FROM python:3.12
      RUN --mount=type=secret,id=pip_conf,target=/tmp/pip.conf,required=true mkdir ~/.pip && cp /tmp/pip.conf ~/.pip/ && pip install acme
    `,
    ))

  it('refuses when what is moved is read by another RUN', () =>
    expectRefusal(
      rule,
      `
      FROM python:3.12
      COPY pip.conf /tmp/
      RUN mkdir ~/.pip && mv /tmp/pip.conf ~/.pip/ && pip install acme
      RUN pip install other
    `,
      'The RUN on line 3 does something with /tmp/pip.conf that fails on a mounted file, or would leave a copy of it.',
    ))

  it('mounts on ONBUILD RUN in the directory of ONBUILD WORKDIR', () =>
    expectFix(
      rule,
      `
      FROM node:24
      ONBUILD WORKDIR /usr/src/app
      WORKDIR /opt
      ONBUILD COPY package.json .npmrc ./
      ONBUILD RUN npm ci && rm -f .npmrc
    `,
      `
      FROM node:24
      ONBUILD WORKDIR /usr/src/app
      WORKDIR /opt
      ONBUILD COPY package.json ./
      ONBUILD RUN --mount=type=secret,id=npmrc,target=/usr/src/app/.npmrc,required=true npm ci
    `,
    ))

  it('mounts on ONBUILD RUN', () =>
    expectFix(
      rule,
      `
      FROM node:24
      ONBUILD COPY .npmrc /root/
      ONBUILD RUN npm ci
    `,
      `
      FROM node:24
      ONBUILD RUN --mount=type=secret,id=npmrc,target=/root/.npmrc,required=true npm ci
    `,
    ))

  it('gives the file to a user whose number is known from the image', () =>
    expectFix(
      rule,
      `
      FROM node:24
      WORKDIR /app
      COPY package.json .npmrc ./
      USER node
      RUN npm ci
    `,
      `
      FROM node:24
      WORKDIR /app
      COPY package.json ./
      USER node
      RUN --mount=type=secret,id=npmrc,target=/app/.npmrc,uid=1000,required=true npm ci
    `,
    ))

  it('gives the file to a user whose number useradd says', () =>
    expectFix(
      rule,
      `
      FROM python:3.12
      RUN useradd -u 1001 app
      USER app
      COPY --chown=app .netrc /home/app/
      RUN pip install private-lib
    `,
      `
      FROM python:3.12
      RUN useradd -u 1001 app
      USER app
      RUN --mount=type=secret,id=netrc,target=/home/app/.netrc,uid=1001,required=true pip install private-lib
    `,
    ))

  it('gives the file to a user by number', () =>
    expectFix(
      rule,
      `
      FROM node:24
      WORKDIR /app
      COPY package.json .npmrc ./
      USER 1000:1000
      RUN npm ci
    `,
      `
      FROM node:24
      WORKDIR /app
      COPY package.json ./
      USER 1000:1000
      RUN --mount=type=secret,id=npmrc,target=/app/.npmrc,uid=1000,required=true npm ci
    `,
    ))

  it('makes the file readable for a user whose number nobody knows', () =>
    expectFix(
      rule,
      `
      FROM python:3.12
      USER app
      COPY --chown=app .netrc /home/app/
      RUN pip install private-lib
    `,
      `
      FROM python:3.12
      USER app
      RUN --mount=type=secret,id=netrc,target=/home/app/.netrc,mode=0444,required=true pip install private-lib
    `,
    ))

  it('joins a relative target to WORKDIR', () =>
    expectFix(
      rule,
      `
      FROM node:24
      WORKDIR /srv
      WORKDIR app
      COPY package.json .npmrc ./
      RUN npm ci
    `,
      `
      FROM node:24
      WORKDIR /srv
      WORKDIR app
      COPY package.json ./
      RUN --mount=type=secret,id=npmrc,target=/srv/app/.npmrc,required=true npm ci
    `,
    ))

  it('takes the working directory from the stage before', () =>
    expectFix(
      rule,
      `
      FROM node:24 AS base
      WORKDIR /app
      FROM base
      COPY .npmrc .
      RUN npm ci
    `,
      `
      FROM node:24 AS base
      WORKDIR /app
      FROM base
      RUN --mount=type=secret,id=npmrc,target=/app/.npmrc,required=true npm ci
    `,
    ))

  it('keeps a relative target when the image decides what it means', () =>
    expectFix(
      rule,
      `
      FROM node:24
      COPY .npmrc .
      RUN npm ci
    `,
      `
      FROM node:24
      RUN --mount=type=secret,id=npmrc,target=.npmrc,required=true npm ci
    `,
    ))

  it('follows a variable with a default', () =>
    expectFix(
      rule,
      `
      FROM node:24
      ARG ROOT=/srv/app
      WORKDIR $ROOT
      COPY package.json .npmrc $ROOT/
      RUN npm ci
    `,
      `
      FROM node:24
      ARG ROOT=/srv/app
      WORKDIR $ROOT
      COPY package.json $ROOT/
      RUN --mount=type=secret,id=npmrc,target=/srv/app/.npmrc,required=true npm ci
    `,
    ))

  it('follows HOME', () =>
    expectFix(
      rule,
      `
      FROM python:3.12
      ENV HOME=/opt/home
      COPY .netrc $HOME/.netrc
      RUN pip install private-lib
    `,
      `
      FROM python:3.12
      ENV HOME=/opt/home
      RUN --mount=type=secret,id=netrc,target=/opt/home/.netrc,required=true pip install private-lib
    `,
    ))

  it('mounts the file for a command in another directory', () =>
    expectFix(
      rule,
      `
      FROM node:24
      WORKDIR /app
      COPY package.json .npmrc web/
      RUN cd web && npm ci
    `,
      `
      FROM node:24
      WORKDIR /app
      COPY package.json web/
      RUN --mount=type=secret,id=npmrc,target=/app/web/.npmrc,required=true cd web && npm ci
    `,
    ))

  it('mounts it in the stages that are built FROM the one that has it', () =>
    expectFix(
      rule,
      `
      FROM node:24 AS base
      WORKDIR /app
      COPY .npmrc ./
      FROM base AS build
      RUN npm ci
      FROM base
      RUN npm ci --omit=dev
    `,
      `
      FROM node:24 AS base
      WORKDIR /app
      FROM base AS build
      RUN --mount=type=secret,id=npmrc,target=/app/.npmrc,required=true npm ci
      FROM base
      RUN --mount=type=secret,id=npmrc,target=/app/.npmrc,required=true npm ci --omit=dev
    `,
    ))

  it('leaves commands alone that look elsewhere', () =>
    expectFix(
      rule,
      `
      FROM node:24
      WORKDIR /app
      COPY .npmrc ./
      RUN apt-get update && apt-get install -y git
      RUN npm ci
      RUN mkdir -p dist
    `,
      `
      FROM node:24
      WORKDIR /app
      RUN apt-get update && apt-get install -y git
      RUN --mount=type=secret,id=npmrc,target=/app/.npmrc,required=true npm ci
      RUN mkdir -p dist
    `,
    ))

  it('ignores the file when another COPY would bring it in', () =>
    expectFix(
      rule,
      `
      -- Dockerfile --
      FROM node:24
      WORKDIR /app
      COPY .npmrc package.json ./
      RUN npm ci
      COPY . .
      -- .npmrc --
      //npm.example.com/:_authToken=correct-horse-7
      -- .dockerignore --
      node_modules
    `,
      `
      -- Dockerfile --
      FROM node:24
      WORKDIR /app
      COPY package.json ./
      RUN --mount=type=secret,id=npmrc,target=/app/.npmrc,required=true npm ci
      COPY . .
      -- .npmrc --
      //npm.example.com/:_authToken=correct-horse-7
      -- .dockerignore --
      node_modules
      .npmrc
    `,
    ))

  it('does not remove what another COPY brings in no more, and mounts it where that is read', () =>
    expectFix(
      rule,
      `
      -- Dockerfile --
      FROM node:24
      WORKDIR /app
      COPY .npmrc package.json ./
      RUN npm ci
      WORKDIR /app/src
      COPY . .
      RUN npm ci && npm run build
      RUN rm .npmrc package-lock.json
      -- .npmrc --
      //npm.example.com/:_authToken=correct-horse-7
      -- .dockerignore --
      node_modules
    `,
      `
      -- Dockerfile --
      FROM node:24
      WORKDIR /app
      COPY package.json ./
      RUN --mount=type=secret,id=npmrc,target=/app/.npmrc,required=true npm ci
      WORKDIR /app/src
      COPY . .
      RUN --mount=type=secret,id=npmrc,target=/app/src/.npmrc,required=true npm ci && npm run build
      RUN rm package-lock.json
      -- .npmrc --
      //npm.example.com/:_authToken=correct-horse-7
      -- .dockerignore --
      node_modules
      .npmrc
    `,
    ))

  it('mounts the keys of a directory, and ignores them', () =>
    expectFix(
      rule,
      `
      -- Dockerfile --
      FROM alpine/git
      COPY .ssh /root/.ssh
      RUN chmod 600 /root/.ssh/id_ed25519 && git clone git@github.com:acme/lib.git
      -- .ssh/id_ed25519 --
      -----BEGIN OPENSSH PRIVATE KEY-----
      correct-horse-7
      -- .ssh/known_hosts --
      github.com ssh-ed25519 AAAA
    `,
      `
      -- Dockerfile --
      FROM alpine/git
      COPY .ssh /root/.ssh
      RUN --mount=type=secret,id=id_ed25519,target=/root/.ssh/id_ed25519,mode=0400,required=true git clone git@github.com:acme/lib.git
      -- .ssh/id_ed25519 --
      -----BEGIN OPENSSH PRIVATE KEY-----
      correct-horse-7
      -- .ssh/known_hosts --
      github.com ssh-ed25519 AAAA
      -- .dockerignore --
      .ssh/id_ed25519
    `,
    ))

  it('refuses to take a directory apart of which nothing is known', () =>
    expectRefusal(
      rule,
      `
      FROM alpine/git
      COPY .ssh /root/.ssh
      RUN git clone git@github.com:acme/lib.git
    `,
      '.ssh is copied as a whole; copy by name what is no key in it, so that the key can be mounted.',
    ))

  it('leaves the ignore file alone when no COPY would bring it in', () =>
    expectFix(
      rule,
      `
      -- Dockerfile --
      FROM node:24
      WORKDIR /app
      COPY .npmrc package.json ./
      RUN npm ci
      COPY src src
      -- .npmrc --
      //npm.example.com/:_authToken=correct-horse-7
      -- .dockerignore --
      node_modules
    `,
      `
      -- Dockerfile --
      FROM node:24
      WORKDIR /app
      COPY package.json ./
      RUN --mount=type=secret,id=npmrc,target=/app/.npmrc,required=true npm ci
      COPY src src
      -- .npmrc --
      //npm.example.com/:_authToken=correct-horse-7
      -- .dockerignore --
      node_modules
    `,
    ))

  it('leaves the directory of an earlier stage to itself', () =>
    expectFix(
      rule,
      `
      FROM node:24 AS build
      WORKDIR /app
      COPY package.json .npmrc ./
      RUN npm ci && npm run build
      FROM node:24
      WORKDIR /app
      COPY --from=build /app .
      CMD ["node", "dist"]
    `,
      `
      FROM node:24 AS build
      WORKDIR /app
      COPY package.json ./
      RUN --mount=type=secret,id=npmrc,target=/app/.npmrc,required=true npm ci && npm run build
      FROM node:24
      WORKDIR /app
      COPY --from=build /app .
      CMD ["node", "dist"]
    `,
    ))

  it('mounts beside a bind mount that can be written', () =>
    expectFix(
      rule,
      `
      FROM node:24
      WORKDIR /app
      COPY .npmrc ./
      RUN --mount=type=bind,target=/app,rw npm ci
    `,
      `
      FROM node:24
      WORKDIR /app
      RUN --mount=type=bind,target=/app,rw --mount=type=secret,id=npmrc,target=/app/.npmrc,required=true npm ci
    `,
    ))

  it('copies the secret where the owner of the directory changes in the same RUN', () =>
    expectFix(
      rule,
      `
      FROM node:24
      WORKDIR /app
      COPY .npmrc .
      RUN chown -R node:node /app && npm ci
    `,
      `
      FROM node:24
      WORKDIR /app
      RUN --mount=type=secret,id=npmrc,required=true cp /run/secrets/npmrc /app/.npmrc && chown -R node:node /app && npm ci && rm -f /app/.npmrc
    `,
    ))

  it('copies the secret where the directory goes in the same RUN', () =>
    expectFix(
      rule,
      `
      FROM node:24
      COPY package.json .npmrc /app/
      RUN cd /app && npm ci && cp -r dist /srv && rm -rf /app
    `,
      `
      FROM node:24
      COPY package.json /app/
      RUN --mount=type=secret,id=npmrc,required=true cp /run/secrets/npmrc /app/.npmrc && cd /app && npm ci && cp -r dist /srv && rm -rf /app
    `,
    ))

  it('makes the directory for the copy when nothing else does', () =>
    expectFix(
      rule,
      `
      FROM node:24
      COPY .npmrc /build/.npmrc
      RUN cd /build && npm install left-pad && rm -rf /build
    `,
      `
      FROM node:24
      RUN --mount=type=secret,id=npmrc,required=true mkdir -p /build && cp /run/secrets/npmrc /build/.npmrc && cd /build && npm install left-pad && rm -rf /build
    `,
    ))

  it('copies the secret where a pattern removes the file', () =>
    expectFix(
      rule,
      `
      FROM node:24
      WORKDIR /app
      COPY package.json .npmrc ./
      RUN npm ci && rm -f .npm*
    `,
      `
      FROM node:24
      WORKDIR /app
      COPY package.json ./
      RUN --mount=type=secret,id=npmrc,required=true cp /run/secrets/npmrc /app/.npmrc && npm ci && rm -f .npm*
    `,
    ))

  it('removes the copy itself where something else may skip that', () =>
    expectFix(
      rule,
      `
      FROM node:24
      WORKDIR /app
      COPY .npmrc .
      RUN npm ci; test -d keep || rm -rf /app
    `,
      `
      FROM node:24
      WORKDIR /app
      RUN --mount=type=secret,id=npmrc,required=true cp /run/secrets/npmrc /app/.npmrc && npm ci; test -d keep || rm -rf /app && rm -f /app/.npmrc
    `,
    ))

  it('refuses what a pattern stands for', () =>
    expectRefusal(
      rule,
      `
      FROM nginx
      COPY tls/*.key /etc/ssl/private/
    `,
      'Line 2 copies *.key; name the files, so that each can be mounted.',
    ))

  it('refuses to copy where only root may write', () =>
    expectRefusal(
      rule,
      `
      FROM node:24
      WORKDIR /app
      USER node
      COPY .npmrc .
      RUN npm ci && rm -rf /app
    `,
      'The RUN on line 5 does something with /app that fails on a mounted file, or would leave a copy of it.',
    ))

  it('takes the file out of a command about others as well', () =>
    expectFix(
      rule,
      `
      FROM python:3.12
      COPY pip.conf /etc/pip.conf
      RUN pip install b && rm -rf /etc/pip.conf /tmp/x
    `,
      `
      FROM python:3.12
      RUN --mount=type=secret,id=pip_conf,target=/etc/pip.conf,required=true pip install b && rm -rf /tmp/x
    `,
    ))

  it('refuses when the file is copied on', () =>
    expectRefusal(
      rule,
      `
      FROM node:24
      COPY .npmrc /root/.npmrc
      RUN cp /root/.npmrc /app/npmrc.bak && npm ci
    `,
      'The RUN on line 3 does something with /root/.npmrc that fails on a mounted file, or would leave a copy of it.',
    ))

  it('refuses when something is added to the file', () =>
    expectRefusal(
      rule,
      `
      FROM node:24
      WORKDIR /app
      COPY .npmrc .
      RUN echo "registry=https://npm.example.com/" >> .npmrc && npm ci
    `,
      'The RUN on line 4 does something with /app/.npmrc that fails on a mounted file, or would leave a copy of it.',
    ))

  it('refuses when the removal is an alternative', () =>
    expectRefusal(
      rule,
      `
      FROM node:24
      COPY .npmrc /root/.npmrc
      RUN npm ci || rm /root/.npmrc
    `,
      "In the RUN of line 3 a command that stores or removes it can't be taken out without changing what else runs.",
    ))

  it('refuses when nothing is known to read it', () =>
    expectRefusal(
      rule,
      `
      FROM node:24
      WORKDIR /app
      COPY package.json .npmrc ./
      ENTRYPOINT ["npm", "start"]
    `,
      'No RUN is known to read .npmrc at /app/.npmrc; if the running container needs it, mount it when it starts, else remove the COPY.',
    ))

  it('refuses when a variable without a value says where it is', () =>
    expectRefusal(
      rule,
      `
      FROM node:24
      ARG ROOT
      COPY .npmrc $ROOT/.npmrc
      RUN npm ci
    `,
      'Where line 3 puts .npmrc depends on a variable that is not known.',
    ))

  it('refuses when another stage takes the file', () =>
    expectRefusal(
      rule,
      `
      FROM python:3.12 AS secrets
      COPY .netrc /root/.netrc
      FROM python:3.12
      COPY --from=secrets /root/.netrc /root/.netrc
      RUN pip install private-lib
    `,
      'COPY --from on line 4 takes /root/.netrc to another stage.',
    ))

  it('refuses when another stage takes the directory and reads the file', () =>
    expectRefusal(
      rule,
      `
      FROM node:24 AS build
      WORKDIR /app
      COPY package.json .npmrc ./
      RUN npm ci
      FROM node:24
      WORKDIR /app
      COPY --from=build /app .
      RUN npm ci --omit=dev
    `,
      'COPY --from on line 7 takes /app/.npmrc to another stage.',
    ))

  it('refuses when another stage takes the directory and removes the file', () =>
    expectRefusal(
      rule,
      `
      FROM node:24 AS build
      WORKDIR /app
      COPY package.json .npmrc ./
      RUN npm ci
      FROM node:24
      COPY --from=build /app /srv
      RUN rm /srv/.npmrc
    `,
      'COPY --from on line 6 takes /app/.npmrc to another stage.',
    ))

  it('refuses when the directory is mounted read-only', () =>
    expectRefusal(
      rule,
      `
      FROM node:24
      WORKDIR /app
      COPY package.json .npmrc ./
      RUN --mount=type=bind,target=/app npm ci
    `,
      'The RUN on line 4 mounts a directory around /app/.npmrc that is read-only; add rw to that mount first.',
    ))

  it('takes one of several sources out of the JSON form', () =>
    expectFix(
      rule,
      `
      FROM node:24
      WORKDIR /app
      COPY [".npmrc", "package.json", "./"]
      COPY ["a b.json" ,".npmrc", "./"]
      RUN npm ci
    `,
      `
      FROM node:24
      WORKDIR /app
      COPY ["package.json", "./"]
      COPY ["a b.json", "./"]
      RUN --mount=type=secret,id=npmrc,target=/app/.npmrc,required=true npm ci
    `,
    ))

  it('removes a command from a nested script over several lines', () =>
    expectFix(
      rule,
      `
      FROM node:24
      WORKDIR /app
      COPY .npmrc .
      RUN bash -c 'set -e && \\
          npm ci && \\
          rm -f .npmrc && \\
          echo done'
    `,
      `
      FROM node:24
      WORKDIR /app
      RUN --mount=type=secret,id=npmrc,target=/app/.npmrc,required=true \\
          bash -c 'set -e && \\
          npm ci && \\
          echo done'
    `,
    ))

  it('refuses to take a command out of a nested script with escapes', () =>
    expectRefusal(
      rule,
      `
      FROM node:24
      WORKDIR /app
      COPY .npmrc .
      RUN bash -c "echo \\"x\\" && npm ci && rm -f .npmrc && echo done"
    `,
      "In the RUN of line 4 a command that stores or removes it can't be taken out without changing what else runs.",
    ))

  it('refuses when the removal is all of a nested script', () =>
    expectRefusal(
      rule,
      `
      FROM node:24
      WORKDIR /app
      COPY .npmrc .
      RUN npm ci && sh -c 'rm .npmrc'
    `,
      "In the RUN of line 4 a command that stores or removes it can't be taken out without changing what else runs.",
    ))

  it('reports a directory of an earlier stage that holds the file', () =>
    expectFindings(
      rule,
      `
      FROM node:24 AS build
      WORKDIR /app
      COPY .netrc package.json ./
      #    ^^^^^^ Credential file .netrc stays in the build cache and in this stage, though not in the final image.
      RUN npm ci
      FROM node:24
      COPY --from=build /app /app
      #                 ^^^^ COPY --from takes .netrc along into a layer of the image.
    `,
    ))

  it('follows the file through commands and stages', () =>
    expectFindings(
      rule,
      `
      FROM node:24 AS base
      COPY .netrc /root/
      #    ^^^^^^ Credential file .netrc stays in the build cache and in this stage, though not in the final image.
      FROM base AS build
      RUN mkdir /app && cp ~/.netrc /app/ && cd /app && cat .netrc > /srv/netrc && mv /srv/netrc /srv/.netrc
      FROM alpine AS files
      COPY --from=build /srv/.netrc /files/home/
      FROM alpine
      COPY --from=build /app/* /app/
      #                 ^^^^^^ COPY --from takes .netrc along into a layer of the image.
      COPY --from=files /files /
      #                 ^^^^^^ COPY --from takes .netrc along into a layer of the image.
    `,
    ))

  it('is silent about files that are gone before, or left behind', () =>
    expectFindings(
      rule,
      `
      FROM node:24 AS build
      WORKDIR /app
      COPY .netrc ./a/
      #    ^^^^^^ Credential file .netrc stays in the build cache and in this stage, though not in the final image.
      COPY .netrc ./b/
      #    ^^^^^^ Credential file .netrc stays in the build cache and in this stage, though not in the final image.
      COPY .netrc ./c/
      #    ^^^^^^ Credential file .netrc stays in the build cache and in this stage, though not in the final image.
      COPY .netrc ./d/
      #    ^^^^^^ Credential file .netrc stays in the build cache and in this stage, though not in the final image.
      RUN npm ci && rm -f a/.net*
      RUN mv b/.netrc /root/.netrc && : > c/.netrc && find d -name .netrc -delete
      COPY .netrc /other/
      #    ^^^^^^ Credential file .netrc stays in the build cache and in this stage, though not in the final image.
      FROM node:24
      COPY --from=build /app /app
      COPY --from=build --exclude=.netrc /other /other
      COPY --from=build /other/dist /other/dist
      ONBUILD COPY --from=build /other /other
    `,
    ))

  it('is silent about an earlier stage that takes it along, but is not in the image', () =>
    expectFindings(
      rule,
      `
      FROM node:24 AS deps
      COPY .netrc /app/
      #    ^^^^^^ Credential file .netrc stays in the build cache and in this stage, though not in the final image.
      FROM node:24 AS build
      COPY --from=deps /app /app
      FROM nginx
      COPY --from=build /app/dist /usr/share/nginx/html
    `,
    ))

  it('reports what comes with the whole build context, and is taken along by its name', () =>
    expectFindings(
      rule,
      `
      FROM node:24 AS build
      WORKDIR /app
      COPY . .
      RUN npm run build
      FROM node:24
      COPY --from=build /app/.env /app/dist /app/
      #                 ^^^^^^^^^ COPY --from takes .env, which may hold a credential, along into a layer of the image.
    `,
    ))

  it('is silent about a file that a command may have made, and that is not of the build context', () =>
    expectClean(
      rule,
      `
      FROM node:24 AS build
      WORKDIR /app
      COPY . .
      RUN cp .env.example .env && npm run build
      FROM node:24 AS src
      COPY src /app/
      FROM node:24
      COPY --from=build /app/.env /root/.env /app/
      COPY --from=src /app/.env /app/
    `,
    ))

  it('reports a removal that may not happen', () =>
    expectFindings(
      rule,
      `
      FROM node:24 AS build
      COPY .netrc /app/
      #    ^^^^^^ Credential file .netrc stays in the build cache and in this stage, though not in the final image.
      RUN [ -d /app/dist ] || rm /app/.netrc
      FROM nginx
      COPY --from=build /app /app
      #                 ^^^^ COPY --from takes .netrc along into a layer of the image.
    `,
    ))

  it('fixes what is taken along with the file itself', () =>
    expectFix(
      rule,
      `
      FROM node:24 AS build
      WORKDIR /app
      COPY .npmrc package.json ./
      RUN npm ci
      FROM node:24
      COPY --from=build /app /app
    `,
      `
      FROM node:24 AS build
      WORKDIR /app
      COPY package.json ./
      RUN --mount=type=secret,id=npmrc,target=/app/.npmrc,required=true npm ci
      FROM node:24
      COPY --from=build /app /app
    `,
    ))
})
