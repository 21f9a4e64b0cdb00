import { startGoServer } from '../support/registryGo.ts'
import { proveFixes } from './realTool.ts'

// The real Go against a module proxy and a git server that demand a password. It sends none without TLS.

const inProxy = { 'go.mod': 'module acme.example/app\n\nrequire acme.example/lib v1.0.0\n' }
const inGit = { 'go.mod': 'module acme.example/app\n\nrequire git.acme.example/lib.git v1.0.0\n' }

proveFixes({ title: 'Go', image: 'go', startServer: startGoServer }, [
  {
    title: 'an address in the environment of a stage has the token',
    dockerfile: `
      FROM debian AS build
      ARG ARTIFACTORY_TOKEN
      ENV GONOSUMDB=* GOPROXY=https://ci:$ARTIFACTORY_TOKEN@packages.acme.example:{{PORT}}
      WORKDIR /src
      COPY go.mod ./
      RUN go mod download
      RUN go list -mod=mod -m all
      FROM debian
      COPY --from=build /root/go/pkg/mod/acme.example/lib@v1.0.0/lib.go /
    `,
    files: inProxy,
    args: { ARTIFACTORY_TOKEN: '{{TOKEN}}' },
  },
  {
    title: 'go env stores an address with the token',
    dockerfile: `
      FROM debian
      ARG ARTIFACTORY_TOKEN
      RUN go env -w GOPROXY=https://ci:$ARTIFACTORY_TOKEN@packages.acme.example:{{PORT}}
      WORKDIR /src
      COPY go.mod ./
      RUN GONOSUMDB=* go mod download
    `,
    files: inProxy,
    args: { ARTIFACTORY_TOKEN: '{{TOKEN}}' },
  },
  {
    title: '.netrc is copied and removed',
    dockerfile: `
      FROM debian
      ENV GONOSUMDB=* GOPROXY=https://packages.acme.example:{{PORT}}
      COPY .netrc /root/
      WORKDIR /src
      COPY go.mod ./
      RUN go mod download
      RUN rm /root/.netrc
    `,
    files: { ...inProxy, '.netrc': 'machine packages.acme.example login ci password {{TOKEN}}\n' },
  },
  {
    title: 'git, which it starts, has a rule for the addresses of a host',
    dockerfile: `
      FROM debian
      ARG GITHUB_TOKEN
      ENV GOPRIVATE=git.acme.example/*
      RUN git config --global \\
            url."https://x-access-token:\${GITHUB_TOKEN}@packages.acme.example:{{PORT}}/".insteadOf https://git.acme.example/
      WORKDIR /src
      COPY go.mod ./
      RUN go mod download
    `,
    files: inGit,
    args: { GITHUB_TOKEN: '{{TOKEN}}' },
  },
])
