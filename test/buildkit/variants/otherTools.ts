import type { Variant } from '../variant.ts'

export const otherVariants: readonly Variant[] = [
  {
    title: 'curl sends a header',
    dockerfile: `
      FROM debian:bookworm
      ARG API_TOKEN
      RUN curl -fsSL -H "Authorization: Bearer $API_TOKEN" -o /opt/tool https://files.acme.example/tool
    `,
    args: { API_TOKEN: '{{TOKEN}}' },
  },
  {
    title: 'curl and wget in one chain',
    dockerfile: `
      FROM debian:bookworm
      ARG GITHUB_TOKEN
      ARG VERSION=1.2.3
      RUN apt-get update && apt-get install -y curl \\
       && curl -H "Authorization: token \${GITHUB_TOKEN}" -L https://git.acme.example/v\${VERSION}.tar.gz -o /tmp/a.tgz \\
       && wget --header="PRIVATE-TOKEN: $GITHUB_TOKEN" -O /tmp/b.tgz https://git.acme.example/b.tgz \\
       && rm -rf /var/lib/apt/lists/*
    `,
    args: { GITHUB_TOKEN: '{{TOKEN}}' },
  },
  {
    title: 'git clones with a token in the URL',
    dockerfile: `
      FROM debian:bookworm
      ARG GITHUB_TOKEN
      RUN git clone https://x-access-token:$GITHUB_TOKEN@git.acme.example/acme/lib.git /src/lib && rm -rf /src/lib/.git
    `,
    args: { GITHUB_TOKEN: '{{TOKEN}}' },
  },
  {
    title: 'git keeps the URL of a clone',
    dockerfile: `
      FROM debian:bookworm
      ARG GITHUB_TOKEN
      RUN git clone https://x-access-token:$GITHUB_TOKEN@git.acme.example/acme/lib.git /src/lib
    `,
    args: { GITHUB_TOKEN: '{{TOKEN}}' },
  },
  {
    title: 'git pulls from the URL that a clone has kept, in another step',
    dockerfile: `
      FROM debian:bookworm
      ARG GITHUB_TOKEN
      RUN git clone https://x-access-token:$GITHUB_TOKEN@git.acme.example/acme/lib.git /src/lib
      WORKDIR /src/lib
      RUN git pull && git submodule update --init
    `,
    args: { GITHUB_TOKEN: '{{TOKEN}}' },
  },
  {
    title: 'git fetches from a remote that is added',
    dockerfile: `
      FROM debian:bookworm
      ARG GITHUB_TOKEN
      WORKDIR /src/lib
      RUN git init && git remote add origin "https://$GITHUB_TOKEN@git.acme.example/acme/lib.git" && git fetch origin main
    `,
    args: { GITHUB_TOKEN: '{{TOKEN}}' },
  },
  {
    title: 'git rewrites URLs for pip',
    dockerfile: `
      FROM python:3.12-slim
      ARG GH_PAT
      RUN git config --global url."https://$GH_PAT@github.com/".insteadOf "https://github.com/"
      RUN pip install git+https://github.com/acme/private-lib
    `,
    args: { GH_PAT: '{{TOKEN}}' },
  },
  {
    title: 'a script of the project reads the variable',
    dockerfile: `
      FROM python:3.12-slim
      WORKDIR /app
      ARG SERVICE_TOKEN
      COPY fetch.py .
      RUN python fetch.py
      CMD ["python", "fetch.py"]
    `,
    files: { 'fetch.py': 'import os\nprint(len(os.environ["SERVICE_TOKEN"]))\n' },
    args: { SERVICE_TOKEN: '{{TOKEN}}' },
  },
  {
    title: 'the shell tests whether there is a token',
    dockerfile: `
      FROM debian:bookworm
      ARG DEPLOY_TOKEN
      RUN if [ -n "$DEPLOY_TOKEN" ]; then curl -u "ci:$DEPLOY_TOKEN" -o /etc/app.conf https://files.acme.example/app.conf; \\
          else touch /etc/app.conf; fi
    `,
    args: { DEPLOY_TOKEN: '{{TOKEN}}' },
  },
  {
    title: 'a variable of the shell takes the value over',
    dockerfile: `
      FROM debian:bookworm
      ARG API_KEY
      RUN key=$API_KEY; export SERVICE_KEY="$key"; python3 -c pass && curl "https://api.acme.example/?key=$key" -o /data.json
    `,
    args: { API_KEY: '{{TOKEN}}' },
  },
  {
    title: 'a literal password in ENV that a tool reads',
    dockerfile: `
      FROM debian:bookworm
      ENV PGHOST=db.acme.example PGPASSWORD={{TOKEN}}
      RUN make schema
    `,
    outcome: 'refused',
  },
  {
    title: 'a label shows the argument',
    dockerfile: `
      FROM debian:bookworm
      ARG BUILD_TOKEN
      LABEL token=$BUILD_TOKEN
      RUN curl -H "X-Token: $BUILD_TOKEN" https://files.acme.example/a -o /a
    `,
    args: { BUILD_TOKEN: '{{TOKEN}}' },
    outcome: 'refused',
  },
  {
    title: 'the program needs the variable when it runs',
    dockerfile: `
      FROM debian:bookworm
      ARG API_TOKEN
      ENV API_TOKEN=$API_TOKEN
      CMD ["sh", "-c", "exec server --token $API_TOKEN"]
    `,
    args: { API_TOKEN: '{{TOKEN}}' },
    outcome: 'refused',
  },
  {
    title: 'an argument is part of an image name',
    dockerfile: `
      ARG REGISTRY_TOKEN
      FROM debian:\${REGISTRY_TOKEN}
      RUN true
    `,
    args: { REGISTRY_TOKEN: '{{TOKEN}}' },
    outcome: 'refused',
  },
  {
    title: 'a mount without required that must stay readable',
    dockerfile: `
      FROM node:24
      WORKDIR /app
      COPY package.json .
      RUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci
    `,
    files: { 'package.json': '{}\n' },
    args: {},
    secrets: { npmrc: '//npm.acme.example/:_authToken={{TOKEN}}\n' },
  },
  {
    title: 'no credential at all',
    dockerfile: `
      FROM node:24
      ARG NODE_ENV=production
      ARG TOKENIZER=fast
      ENV PUBLIC_KEY=abc
      WORKDIR /app
      COPY package.json .
      RUN npm ci
    `,
    files: { 'package.json': '{}\n' },
    outcome: 'clean',
  },
]
