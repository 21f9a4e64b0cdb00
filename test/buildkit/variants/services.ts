import type { Variant } from '../variant.ts'

export const serviceVariants: readonly Variant[] = [
  {
    title: 'Hugging Face: the variable for a download and for a program',
    dockerfile: `
      FROM python:3.12
      ARG HF_TOKEN
      RUN huggingface-cli download acme/model --local-dir /model
      RUN python -c "from transformers import AutoModel; AutoModel.from_pretrained('acme/model')"
    `,
    args: { HF_TOKEN: '{{TOKEN}}' },
  },
  {
    title: 'Hugging Face: huggingface-cli login stores the token',
    dockerfile: `
      FROM python:3.12
      ARG HF_TOKEN
      RUN huggingface-cli login --token $HF_TOKEN
      RUN python -c "from huggingface_hub import snapshot_download; snapshot_download('acme/model')"
    `,
    args: { HF_TOKEN: '{{TOKEN}}' },
  },
  {
    title: 'Hugging Face: an option has the token',
    dockerfile: `
      FROM python:3.12
      ARG HUGGINGFACE_TOKEN
      RUN hf download acme/model --token "\${HUGGINGFACE_TOKEN}"
    `,
    args: { HUGGINGFACE_TOKEN: '{{TOKEN}}' },
  },
  {
    title: 'Weights & Biases: wandb login stores the key',
    dockerfile: `
      FROM python:3.12
      ARG WANDB_KEY
      RUN pip install wandb && wandb login $WANDB_KEY
      RUN wandb artifact get acme/models/net:latest
    `,
    args: { WANDB_KEY: '{{TOKEN}}' },
  },
  {
    title: 'Sentry: a build of the project uploads',
    dockerfile: `
      FROM node:24 AS build
      ARG SENTRY_AUTH_TOKEN
      ENV SENTRY_AUTH_TOKEN=$SENTRY_AUTH_TOKEN SENTRY_ORG=acme
      WORKDIR /app
      COPY package.json .
      RUN npm ci
      RUN npm run build
      FROM nginx
      COPY --from=build /app/dist /usr/share/nginx/html
    `,
    files: { 'package.json': '{}\n' },
    args: { SENTRY_AUTH_TOKEN: '{{TOKEN}}' },
  },
  {
    title: 'Sentry: .sentryclirc is copied',
    dockerfile: `
      FROM getsentry/sentry-cli
      WORKDIR /work
      COPY .sentryclirc app.js ./
      RUN sentry-cli sourcemaps upload app.js
    `,
    files: { '.sentryclirc': '[auth]\ntoken={{TOKEN}}\n', 'app.js': '\n' },
  },
  {
    title: 'Kaggle: kaggle.json is copied',
    dockerfile: `
      FROM python:3.12
      COPY kaggle.json /root/.kaggle/kaggle.json
      RUN chmod 600 /root/.kaggle/kaggle.json && kaggle datasets download acme/data
    `,
    files: { 'kaggle.json': '{"username":"ci","key":"{{TOKEN}}"}\n' },
  },
  {
    title: 'JFrog: jf config add stores the token',
    dockerfile: `
      FROM debian:bookworm
      ARG JFROG_TOKEN
      RUN jf config add acme --url=https://acme.example --access-token=$JFROG_TOKEN --interactive=false
      RUN jf rt dl libs/app.jar /opt/
    `,
    args: { JFROG_TOKEN: '{{TOKEN}}' },
  },
  {
    title: 'curl reads .netrc',
    dockerfile: `
      FROM debian:bookworm
      COPY .netrc /root/.netrc
      RUN curl -fsSn -o /a.tgz https://files.acme.example/a.tgz
      RUN wget -q https://files.acme.example/b.tgz && rm /root/.netrc
    `,
    files: { '.netrc': 'machine files.acme.example login ci password {{TOKEN}}\n' },
  },
  {
    title: 'curl: user and password of Artifactory',
    dockerfile: `
      FROM debian:bookworm
      ARG ARTIFACTORY_USER
      ARG ARTIFACTORY_API_KEY
      ENV ARTIFACTORY=https://artifactory.acme.example
      RUN curl -fsSL -u "\${ARTIFACTORY_USER}:\${ARTIFACTORY_API_KEY}" "$ARTIFACTORY/libs/app.tar.gz" | tar xz -C /opt || true
    `,
    args: { ARTIFACTORY_USER: 'ci', ARTIFACTORY_API_KEY: '{{TOKEN}}' },
  },
  {
    title: 'wget: an option and a header',
    dockerfile: `
      FROM alpine:3.21
      ARG FILES_PASSWORD
      ARG GITLAB_TOKEN
      RUN wget --user=ci --password="$FILES_PASSWORD" -O /a https://files.acme.example/a \\
       && wget --header "PRIVATE-TOKEN: $GITLAB_TOKEN" -O /b "https://git.acme.example/api/v4/b"
    `,
    args: { FILES_PASSWORD: '{{FILES}}', GITLAB_TOKEN: '{{GITLAB}}' },
  },
]

export const languageVariants: readonly Variant[] = [
  {
    title: 'Hex: a key for an organization',
    dockerfile: `
      FROM elixir:1.18
      ARG HEX_ORG_KEY
      WORKDIR /app
      RUN mix local.hex --force && mix hex.organization auth acme --key $HEX_ORG_KEY
      COPY mix.exs mix.lock ./
      RUN mix deps.get
    `,
    files: { 'mix.exs': '\n', 'mix.lock': '\n' },
    args: { HEX_ORG_KEY: '{{TOKEN}}' },
  },
  {
    title: 'Hex: a key for a repository',
    dockerfile: `
      FROM elixir:1.18
      ARG OBAN_LICENSE_KEY
      WORKDIR /app
      COPY mix.exs mix.lock ./
      RUN mix hex.repo add oban https://getoban.example/repo --auth-key $OBAN_LICENSE_KEY && mix deps.get
    `,
    files: { 'mix.exs': '\n', 'mix.lock': '\n' },
    args: { OBAN_LICENSE_KEY: '{{TOKEN}}' },
  },
  {
    title: 'Dart: a token from the input',
    dockerfile: `
      FROM dart:3
      ARG PUB_TOKEN
      WORKDIR /app
      COPY pubspec.yaml .
      RUN echo "$PUB_TOKEN" | dart pub token add https://pub.acme.example && dart pub get
    `,
    files: { 'pubspec.yaml': 'name: app\n' },
    args: { PUB_TOKEN: '{{TOKEN}}' },
  },
  {
    title: 'Dart: the name of the variable is stored',
    dockerfile: `
      FROM dart:3
      ARG PUB_TOKEN
      WORKDIR /app
      COPY pubspec.yaml .
      RUN dart pub token add https://pub.acme.example --env-var PUB_TOKEN
      RUN dart pub get
    `,
    files: { 'pubspec.yaml': 'name: app\n' },
    args: { PUB_TOKEN: '{{TOKEN}}' },
  },
  {
    title: 'Conan: arguments have the names that it reads',
    dockerfile: `
      FROM conanio/gcc11
      USER root
      ARG CONAN_PASSWORD
      ENV CONAN_LOGIN_USERNAME=ci
      WORKDIR /app
      COPY conanfile.py .
      RUN conan install . --build=missing
    `,
    files: { 'conanfile.py': '\n' },
    args: { CONAN_PASSWORD: '{{TOKEN}}' },
  },
  {
    title: 'Conan: conan remote login stores a credential',
    dockerfile: `
      FROM conanio/gcc11
      USER root
      ARG CONAN_PASS
      WORKDIR /app
      COPY conanfile.py .
      RUN conan remote add corp https://conan.acme.example && conan remote login corp ci -p $CONAN_PASS
      RUN conan install .
    `,
    files: { 'conanfile.py': '\n' },
    args: { CONAN_PASS: '{{TOKEN}}' },
  },
  {
    title: 'R: an argument has the name that remotes reads',
    dockerfile: `
      FROM rocker/r-ver:4
      ARG GITHUB_PAT
      RUN R -e 'remotes::install_github("acme/lib")'
      RUN Rscript -e 'library(lib)'
    `,
    args: { GITHUB_PAT: '{{TOKEN}}' },
  },
  {
    title: 'R: .Renviron is written',
    dockerfile: `
      FROM rocker/r-ver:4
      ARG GITHUB_PAT
      RUN echo "GITHUB_PAT=$GITHUB_PAT" >> ~/.Renviron && R -e 'renv::restore()' && rm ~/.Renviron
    `,
    args: { GITHUB_PAT: '{{TOKEN}}' },
  },
]
