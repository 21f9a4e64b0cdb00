import type { Variant } from '../variant.ts'

// Shapes of Dockerfiles, whatever the tool.

const project = { 'package.json': '{ "name": "app" }\n' }
const reference = { '.npmrc': '//npm.acme.example/:_authToken=${NPM_TOKEN}\n' }
const literal = { '.npmrc': '//npm.acme.example/:_authToken={{TOKEN}}\n' }
const netrc = { '.netrc': 'machine pypi.acme.example login build password {{TOKEN}}\n' }
const args = { NPM_TOKEN: '{{TOKEN}}' }
const INSTALL = 'pip install --extra-index-url https://pypi.acme.example/simple/ private-lib'

export const shapeVariants: readonly Variant[] = [
  {
    title: 'several arguments on one line',
    dockerfile: `
      FROM node:24
      ARG NODE_ENV=production NPM_TOKEN STAGE=test
      WORKDIR /app
      COPY package.json .npmrc ./
      RUN echo $NODE_ENV $STAGE > /stage && npm ci
    `,
    files: { ...project, ...reference },
    args,
  },
  {
    title: 'several variables in one ENV',
    dockerfile: `
      FROM node:24
      ARG NPM_TOKEN
      ENV A=1 \\
          NPM_TOKEN=$NPM_TOKEN \\
          B="2 3"
      WORKDIR /app
      COPY package.json .npmrc ./
      RUN npm ci && echo $A$B > /state
    `,
    files: { ...project, ...reference },
    args,
  },
  {
    title: 'the old form of ENV',
    dockerfile: `
      FROM node:24
      ARG NPM_TOKEN
      ENV NPM_TOKEN $NPM_TOKEN
      WORKDIR /app
      COPY package.json .npmrc ./
      RUN npm ci
    `,
    files: { ...project, ...reference },
    args,
  },
  {
    title: 'an argument with an empty default',
    dockerfile: `
      FROM node:24
      ARG NPM_TOKEN=""
      WORKDIR /app
      COPY package.json .npmrc ./
      RUN npm ci
    `,
    files: { ...project, ...reference },
    args,
  },
  {
    title: 'two credentials',
    dockerfile: `
      FROM node:24
      ARG NPM_TOKEN
      ARG SENTRY_AUTH_TOKEN
      WORKDIR /app
      COPY package.json .npmrc ./
      RUN npm ci
      RUN sentry-cli releases new 1.0 && npm run build
    `,
    files: { ...project, ...reference },
    args: { ...args, SENTRY_AUTH_TOKEN: '{{SENTRY}}' },
  },
  {
    title: 'a file and an argument for one build',
    dockerfile: `
      FROM python:3.12-slim
      ARG GITHUB_TOKEN
      COPY .netrc /root/.netrc
      RUN ${INSTALL}
      RUN curl -H "Authorization: Bearer $GITHUB_TOKEN" https://api.acme.example/ -o /answer
    `,
    files: netrc,
    args: { GITHUB_TOKEN: '{{GITHUB}}' },
  },
  {
    title: 'a backtick escapes',
    dockerfile: `
      # escape=\`
      FROM node:24
      ARG NPM_TOKEN
      WORKDIR /app
      COPY package.json .npmrc ./
      RUN npm ci && \`
          npm run build
    `,
    files: { ...project, ...reference },
    args,
  },
  {
    title: 'an old syntax line',
    dockerfile: `
      # syntax=docker/dockerfile:1.2
      FROM node:24
      ARG NPM_TOKEN
      WORKDIR /app
      COPY package.json .npmrc ./
      RUN npm ci
    `,
    files: { ...project, ...reference },
    args,
  },
  {
    title: 'a subshell in another directory',
    dockerfile: `
      FROM node:24
      ARG NPM_TOKEN
      WORKDIR /app
      COPY package.json .npmrc web/
      RUN (cd web && npm ci) && ls web > /listing
    `,
    files: { ...project, ...reference },
    args,
  },
  {
    title: 'a copied file for a command in another directory',
    dockerfile: `
      FROM node:24
      WORKDIR /app
      COPY package.json .npmrc web/
      RUN cd web && npm ci
    `,
    files: { ...project, ...literal },
  },
  {
    title: 'a relative working directory',
    dockerfile: `
      FROM node:24
      WORKDIR /srv
      WORKDIR app
      COPY package.json .npmrc ./
      RUN npm ci
    `,
    files: { ...project, ...literal },
  },
  {
    title: 'a working directory with a variable',
    dockerfile: `
      FROM node:24
      ARG ROOT=/srv/app
      WORKDIR $ROOT
      COPY package.json .npmrc $ROOT/
      RUN npm ci
    `,
    files: { ...project, ...literal },
  },
  {
    title: 'a user whose number only useradd knows',
    dockerfile: `
      FROM python:3.12-slim
      RUN useradd -m app
      COPY --chown=app .netrc /home/app/.netrc
      USER app
      RUN ${INSTALL}
    `,
    files: netrc,
  },
  {
    title: 'a user of Alpine',
    dockerfile: `
      FROM python:3.12-alpine
      RUN addgroup -S app && adduser -S -G app app
      USER app
      COPY --chown=app:app .netrc /home/app/.netrc
      RUN ${INSTALL}
    `,
    files: netrc,
  },
  {
    title: 'a user by number',
    dockerfile: `
      FROM node:24
      WORKDIR /app
      COPY package.json .npmrc ./
      RUN chown -R 1000:1000 /app
      USER 1000:1000
      RUN npm ci
    `,
    files: { ...project, ...literal },
  },
  {
    title: 'the user changes between two steps that need the file',
    dockerfile: `
      FROM node:24
      WORKDIR /app
      COPY package.json .npmrc ./
      RUN npm ci && chown -R node /app
      USER node
      RUN npm ci --omit=dev
    `,
    files: { ...project, ...literal },
  },
  {
    title: 'HOME is set in the Dockerfile',
    dockerfile: `
      FROM python:3.12-slim
      ENV HOME=/opt/home
      COPY .netrc $HOME/.netrc
      RUN ${INSTALL}
    `,
    files: netrc,
  },
  {
    title: 'another stage takes the file over',
    dockerfile: `
      FROM python:3.12-slim AS secrets
      COPY .netrc /root/.netrc
      FROM python:3.12-slim
      COPY --from=secrets /root/.netrc /root/.netrc
      RUN ${INSTALL}
    `,
    files: netrc,
    outcome: 'refused',
  },
  {
    title: 'a variable says where the file is',
    dockerfile: `
      FROM python:3.12-slim
      COPY .netrc /etc/build/netrc
      ENV NETRC=/etc/build/netrc
      RUN ${INSTALL}
    `,
    files: netrc,
  },
  {
    title: 'the step removes the file and goes on',
    dockerfile: `
      FROM python:3.12-slim
      COPY .netrc /root/.netrc
      RUN ${INSTALL}; rm -f /root/.netrc; touch /done
    `,
    files: netrc,
  },
  {
    title: 'a here-document of COPY has the password',
    dockerfile: `
      FROM python:3.12-slim
      ARG PASSWORD
      COPY <<EOF /root/.netrc
      machine pypi.acme.example login build password $PASSWORD
      EOF
      RUN ${INSTALL}
    `,
    args: { PASSWORD: '{{TOKEN}}' },
    outcome: 'refused',
  },
  {
    title: 'cat writes the file from a here-document',
    dockerfile: `
      FROM python:3.12-slim
      ARG PASSWORD
      RUN <<SCRIPT
      cat > ~/.netrc <<EOF
      machine pypi.acme.example
      login build
      password $PASSWORD
      EOF
      ${INSTALL}
      SCRIPT
      RUN touch /done
    `,
    args: { PASSWORD: '{{TOKEN}}' },
  },
  {
    title: 'the token is an option of the command',
    dockerfile: `
      FROM node:24
      ARG NPM_TOKEN
      WORKDIR /app
      COPY package.json .
      RUN npm ci --//npm.acme.example/:_authToken=$NPM_TOKEN
    `,
    files: project,
    args,
    outcome: 'refused',
    today: { status: 'leak', why: 'npm keeps its command line in ~/.npm/_logs.' },
  },
  {
    title: 'a script exports the variable under another name',
    dockerfile: `
      FROM node:24
      ARG GITHUB_TOKEN
      WORKDIR /app
      COPY package.json .npmrc ./
      RUN export NPM_TOKEN=$GITHUB_TOKEN && npm ci
      RUN NPM_TOKEN=$GITHUB_TOKEN npm run build
    `,
    files: { ...project, ...reference },
    args: { GITHUB_TOKEN: '{{TOKEN}}' },
  },
  {
    title: 'the environment is written to a file',
    dockerfile: `
      FROM node:24
      ARG NPM_TOKEN
      WORKDIR /app
      COPY package.json .npmrc ./
      RUN npm ci && env > /app/build.env
    `,
    files: { ...project, ...reference },
    args,
    outcome: 'refused',
  },
  {
    title: 'settings that are no secret are in the written file',
    dockerfile: `
      FROM node:24
      ARG NPM_TOKEN
      WORKDIR /app
      COPY package.json .
      RUN echo "registry=https://npm.acme.example/" > .npmrc && echo "//npm.acme.example/:_authToken=$NPM_TOKEN" >> .npmrc
      RUN npm ci
      RUN npm run build
    `,
    files: project,
    args,
  },
  {
    title: 'npm config set adds a token to a copied file of settings',
    dockerfile: `
      FROM node:24
      ARG NPM_TOKEN
      WORKDIR /app
      COPY npmrc /root/.npmrc
      COPY package.json .
      RUN npm config set //npm.acme.example/:_authToken $NPM_TOKEN && npm ci
      RUN npm run build
    `,
    files: { ...project, npmrc: 'registry=https://npm.acme.example/\n' },
    args,
  },
  {
    title: 'yarn config set adds a token to the settings of the project',
    dockerfile: `
      FROM node:24
      ARG NPM_TOKEN
      WORKDIR /app
      COPY package.json .yarnrc.yml ./
      RUN yarn config set npmAuthToken "$NPM_TOKEN" && yarn install --immutable
    `,
    files: { ...project, '.yarnrc.yml': 'nodeLinker: node-modules\n' },
    args,
  },
  {
    title: 'an instruction for a later build',
    dockerfile: `
      FROM node:24
      ONBUILD ARG NPM_TOKEN
      ONBUILD RUN npm ci
      ARG NPM_TOKEN
      RUN npm ci
    `,
    args,
  },
  {
    title: 'a token is added to a copied file of settings',
    dockerfile: `
      FROM node:24
      ARG NPM_TOKEN
      WORKDIR /app
      COPY npmrc .npmrc
      COPY package.json .
      RUN echo "//npm.acme.example/:_authToken=$NPM_TOKEN" >> .npmrc
      RUN npm ci
      RUN npm install left-pad
    `,
    files: { ...project, npmrc: 'registry=https://npm.acme.example/\n' },
    args,
  },
  {
    title: 'a token is put into a copied template',
    dockerfile: `
      FROM node:24
      ARG NPM_TOKEN
      WORKDIR /app
      COPY .npmrc.template .npmrc
      COPY package.json .
      RUN sed -i "s|PLACEHOLDER|$NPM_TOKEN|" .npmrc
      RUN npm install
    `,
    files: { ...project, '.npmrc.template': '//npm.acme.example/:_authToken=PLACEHOLDER\n' },
    args,
  },
  {
    title: 'a private key',
    dockerfile: `
      FROM debian:bookworm
      COPY id_rsa /root/.ssh/id_rsa
      RUN chmod 600 /root/.ssh/id_rsa && git clone git@git.acme.example:acme/lib.git /src/lib && rm /root/.ssh/id_rsa
    `,
    files: { id_rsa: '-----BEGIN OPENSSH PRIVATE KEY-----\n{{TOKEN}}\n-----END OPENSSH PRIVATE KEY-----\n' },
  },
  {
    title: 'a file that comes only with the whole context',
    dockerfile: `
      FROM node:24
      WORKDIR /app
      COPY . .
      RUN npm ci
    `,
    files: { ...project, ...literal },
    today: { status: 'unnoticed', why: 'No rule looks for credential files in the context yet.' },
  },
  {
    title: 'lines with and without a credential in several steps',
    dockerfile: `
      FROM node:24
      WORKDIR /app
      ARG NPM_TOKEN
      RUN if [ -n "$NPM_TOKEN" ]; then echo "//npm.acme.example/:_authToken=$NPM_TOKEN" > .npmrc; fi
      RUN echo "@acme:registry=https://npm.acme.example/" >> .npmrc
      COPY package.json .
      RUN npm ci
    `,
    files: { 'package.json': '{}\n' },
    args: { NPM_TOKEN: '{{TOKEN}}' },
  },
  {
    title: 'rewritten addresses only when there is a token',
    dockerfile: `
      FROM golang:1.24
      ARG GH_TOKEN
      RUN [ -z "$GH_TOKEN" ] || git config --global url."https://$GH_TOKEN@github.com/".insteadOf "https://github.com/"
      RUN git clone https://github.com/acme/app.git
    `,
    args: { GH_TOKEN: '{{TOKEN}}' },
  },
]
