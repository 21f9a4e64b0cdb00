import type { Variant } from '../variant.ts'

const module = { 'go.mod': 'module acme.example/app\n', 'go.sum': '\n', 'main.go': 'package main\n' }
const crate = { 'Cargo.toml': '[package]\nname = "app"\n', 'Cargo.lock': '\n' }
const args = { GITHUB_TOKEN: '{{TOKEN}}' }

export const goVariants: readonly Variant[] = [
  {
    title: 'git config rewrites the address in the step that downloads',
    dockerfile: `
      FROM golang:1.24 AS build
      ARG GITHUB_TOKEN
      ENV GOPRIVATE=github.com/acme/*
      WORKDIR /src
      COPY go.mod go.sum ./
      RUN git config --global url."https://x-access-token:\${GITHUB_TOKEN}@github.com/".insteadOf "https://github.com/" && go mod download
      COPY . .
      RUN CGO_ENABLED=0 go build -o /app .
      FROM gcr.io/distroless/static
      COPY --from=build /src/main.go /app
      ENTRYPOINT ["/app"]
    `,
    files: module,
    args,
  },
  {
    title: 'echo writes .netrc for Go and git',
    dockerfile: `
      FROM golang:1.24-alpine
      RUN apk add --no-cache git
      ARG GITHUB_TOKEN
      RUN echo "machine github.com login ci password $GITHUB_TOKEN" > ~/.netrc && chmod 600 ~/.netrc
      WORKDIR /src
      COPY . .
      RUN go build ./...
    `,
    files: module,
    args,
  },
  {
    title: '.netrc is copied and removed after the download',
    dockerfile: `
      FROM golang:1.24 AS build
      COPY .netrc /root/
      WORKDIR /src
      COPY go.mod go.sum ./
      RUN go mod download
      RUN rm -f /root/.netrc
      COPY main.go .
      RUN go build -o /app .
      FROM scratch
      COPY --from=build /src/main.go /main.go
    `,
    files: { ...module, '.netrc': 'machine github.com login ci password {{TOKEN}}\n' },
  },
  {
    title: 'GOPROXY with a password is an argument',
    dockerfile: `
      FROM golang:1.24
      ARG GOPROXY
      WORKDIR /src
      COPY go.mod go.sum ./
      RUN go mod download
    `,
    files: module,
    args: { GOPROXY: 'https://ci:{{TOKEN}}@goproxy.acme.example' },
    today: { status: 'unnoticed', why: 'The name alone does not say that the URL has a password.' },
  },
  {
    title: 'go env -w stores an address with a password',
    dockerfile: `
      FROM golang:1.24
      ARG ARTIFACTORY_TOKEN
      RUN go env -w GOPROXY=https://ci:$ARTIFACTORY_TOKEN@go.acme.example,direct
      WORKDIR /src
      COPY go.mod go.sum ./
      RUN go mod download
      RUN go version && go env
    `,
    files: module,
    args: { ARTIFACTORY_TOKEN: '{{TOKEN}}' },
  },
  {
    title: 'ENV derives GOPROXY',
    dockerfile: `
      FROM golang:1.24 AS build
      ARG ARTIFACTORY_TOKEN
      ENV GOPROXY="https://ci:\${ARTIFACTORY_TOKEN}@go.acme.example"
      WORKDIR /src
      COPY go.mod go.sum ./
      RUN go mod download
      COPY main.go .
      RUN go build -o /app
      FROM scratch
      COPY --from=build /src/main.go /
    `,
    files: module,
    args: { ARTIFACTORY_TOKEN: '{{TOKEN}}' },
  },
]

export const gitVariants: readonly Variant[] = [
  {
    title: 'a credential store that git reads',
    dockerfile: `
      FROM debian:bookworm
      ARG GIT_TOKEN
      RUN git config --global credential.helper store && echo "https://ci:$GIT_TOKEN@git.acme.example" > ~/.git-credentials
      RUN git clone https://git.acme.example/acme/one.git /src/one
      RUN git clone --recurse-submodules https://git.acme.example/acme/two.git /src/two
    `,
    args: { GIT_TOKEN: '{{TOKEN}}' },
  },
  {
    title: '.git-credentials is copied',
    dockerfile: `
      FROM debian:bookworm
      COPY .git-credentials /root/.git-credentials
      RUN git config --global credential.helper store
      RUN git clone https://git.acme.example/acme/lib.git /src/lib && rm /root/.git-credentials
    `,
    files: { '.git-credentials': 'https://ci:{{TOKEN}}@git.acme.example\n' },
  },
  {
    title: 'a header for all requests',
    dockerfile: `
      FROM debian:bookworm
      ARG SYSTEM_ACCESSTOKEN
      RUN git config --global http.extraheader "AUTHORIZATION: bearer $SYSTEM_ACCESSTOKEN" \\
       && git clone https://dev.acme.example/project/_git/lib /src/lib \\
       && git config --global --unset http.extraheader
    `,
    args: { SYSTEM_ACCESSTOKEN: '{{TOKEN}}' },
  },
  {
    title: 'two rules for one host',
    dockerfile: `
      FROM python:3.12
      ARG GITHUB_TOKEN
      RUN git config --global url."https://\${GITHUB_TOKEN}@github.com/".insteadOf "https://github.com/" && \\
          git config --global --add url."https://\${GITHUB_TOKEN}@github.com/".insteadOf "ssh://git@github.com/"
      RUN pip install git+https://github.com/acme/lib@v1
    `,
    args,
  },
  {
    title: '.gitconfig with a token is copied',
    dockerfile: `
      FROM node:24
      COPY gitconfig /root/.gitconfig
      WORKDIR /app
      COPY package.json .
      RUN npm install && rm /root/.gitconfig
    `,
    files: {
      'package.json': '{}\n',
      gitconfig: '[url "https://{{TOKEN}}@github.com/"]\n\tinsteadOf = https://github.com/\n',
    },
  },
  {
    title: 'a clone with user and password of two arguments',
    dockerfile: `
      FROM debian:bookworm
      ARG GIT_USER
      ARG GIT_PASSWORD
      ARG BRANCH=main
      WORKDIR /src
      RUN git clone --depth 1 -b $BRANCH https://$GIT_USER:$GIT_PASSWORD@git.acme.example/acme/lib.git && cd lib && make install
    `,
    args: { GIT_USER: 'ci', GIT_PASSWORD: '{{TOKEN}}' },
  },
]

export const cargoVariants: readonly Variant[] = [
  {
    title: 'cargo login for a registry',
    dockerfile: `
      FROM rust:1.84
      ARG CARGO_TOKEN
      WORKDIR /app
      COPY Cargo.toml Cargo.lock ./
      RUN cargo login --registry corp $CARGO_TOKEN && cargo fetch
      RUN cargo build --release
    `,
    files: crate,
    args: { CARGO_TOKEN: '{{TOKEN}}' },
  },
  {
    title: 'cargo login reads the token from its input',
    dockerfile: `
      FROM rust:1.84
      ARG CARGO_TOKEN
      WORKDIR /app
      COPY Cargo.toml Cargo.lock ./
      RUN echo "$CARGO_TOKEN" | cargo login && cargo publish && cargo logout
    `,
    files: crate,
    args: { CARGO_TOKEN: '{{TOKEN}}' },
  },
  {
    title: 'an argument has the name that Cargo reads',
    dockerfile: `
      FROM rust:1.84
      ARG CARGO_REGISTRIES_CORP_TOKEN
      ENV CARGO_REGISTRIES_CORP_TOKEN=$CARGO_REGISTRIES_CORP_TOKEN
      WORKDIR /app
      COPY Cargo.toml Cargo.lock ./
      RUN cargo build --release
    `,
    files: crate,
    args: { CARGO_REGISTRIES_CORP_TOKEN: '{{TOKEN}}' },
  },
  {
    title: 'credentials.toml is copied',
    dockerfile: `
      FROM rust:1.84 AS build
      ENV CARGO_HOME=/usr/local/cargo
      WORKDIR /app
      COPY credentials.toml /usr/local/cargo/credentials.toml
      COPY Cargo.toml Cargo.lock ./
      RUN cargo build --release && rm /usr/local/cargo/credentials.toml
      FROM debian:bookworm-slim
      COPY --from=build /app/Cargo.lock /
    `,
    files: { ...crate, 'credentials.toml': '[registries.corp]\ntoken = "{{TOKEN}}"\n' },
  },
  {
    title: 'git dependencies with a token',
    dockerfile: `
      FROM rust:1.84
      ARG GH_TOKEN
      ENV CARGO_NET_GIT_FETCH_WITH_CLI=true
      RUN git config --global url."https://$GH_TOKEN:x-oauth-basic@github.com/".insteadOf ssh://git@github.com/
      WORKDIR /app
      COPY Cargo.toml Cargo.lock ./
      RUN cargo build --release
    `,
    files: crate,
    args: { GH_TOKEN: '{{TOKEN}}' },
  },
]
