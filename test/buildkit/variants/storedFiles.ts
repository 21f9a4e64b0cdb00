import type { Variant } from '../variant.ts'

// Steps that write a credential into a file.

const project = { 'package.json': '{ "name": "app" }\n' }
const reference = { '.npmrc': '//npm.acme.example/:_authToken=${NPM_TOKEN}\n' }
const args = { NPM_TOKEN: '{{TOKEN}}' }
const INSTALL = 'pip install --extra-index-url https://pypi.acme.example/simple/ private-lib'

export const storedFileVariants: readonly Variant[] = [
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
    title: 'two credentials in one file, from two steps',
    dockerfile: `
      FROM node:24
      WORKDIR /app
      ARG NPM_TOKEN
      ARG OTHER_TOKEN
      RUN echo "//npm.acme.example/:_authToken=$NPM_TOKEN" > ~/.npmrc
      RUN echo "//npm.other.example/:_authToken=$OTHER_TOKEN" >> ~/.npmrc
      COPY package.json .
      RUN npm ci && npm run build
    `,
    files: project,
    args: { ...args, OTHER_TOKEN: '{{OTHER}}' },
  },
  {
    title: 'two credentials in one file that several steps read',
    dockerfile: `
      FROM node:24
      WORKDIR /app
      ARG NPM_TOKEN
      ARG OTHER_TOKEN
      RUN echo "//npm.acme.example/:_authToken=$NPM_TOKEN" > ~/.npmrc
      RUN echo "//npm.other.example/:_authToken=$OTHER_TOKEN" >> ~/.npmrc
      COPY package.json .
      RUN npm ci
      RUN npm run build
    `,
    files: project,
    args: { ...args, OTHER_TOKEN: '{{OTHER}}' },
    outcome: 'refused',
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
