import type { Variant } from '../variant.ts'

// Credentials in clear text. Each is named like the variable that the fix makes of it, so that the second build gets
// the same value as a secret.

const project = { 'package.json': '{ "name": "app" }\n' }

export const literalVariants: readonly Variant[] = [
  {
    title: 'the default of an argument',
    dockerfile: `
      FROM node:24
      ARG NPM_TOKEN=npm_{{NPM_TOKEN}}
      WORKDIR /app
      COPY package.json .npmrc ./
      RUN npm ci
    `,
    files: { ...project, '.npmrc': '//npm.acme.example/:_authToken=${NPM_TOKEN}\n' },
  },
  {
    title: 'ENV that only the build reads',
    dockerfile: `
      FROM node:24
      ENV NPM_TOKEN=npm_{{NPM_TOKEN}} NODE_ENV=production
      WORKDIR /app
      COPY package.json .npmrc ./
      RUN npm ci
    `,
    files: { ...project, '.npmrc': '//npm.acme.example/:_authToken=${NPM_TOKEN}\n' },
  },
  {
    title: 'ENV that the container reads',
    dockerfile: `
      FROM node:24
      ENV PAYMENT_API_KEY={{PAYMENT_API_KEY}}
      CMD ["node", "server.js"]
    `,
    outcome: 'refused',
  },
  {
    title: 'the user of curl in every kind of quotes',
    dockerfile: `
      FROM debian
      RUN curl -fsS -u ci:{{CI_PASSWORD}} https://files.acme.example/a -o /a && \\
          curl -fsS -u "ci:{{CI_PASSWORD}}" https://files.acme.example/b -o /b && \\
          curl -fsS -u 'ci:{{CI_PASSWORD}}' https://files.acme.example/c -o /c
    `,
  },
  {
    title: 'the header of a request',
    dockerfile: `
      FROM debian
      RUN curl -H "Authorization: Bearer {{ACME_PASSWORD}}" -H 'Accept: */*' https://api.acme.com/a -o /a
      RUN curl -H 'Authorization: Bearer {{ACME_PASSWORD}}' https://api.acme.com/b -o /b
    `,
  },
  {
    title: 'the URL of a download',
    dockerfile: `
      FROM debian
      RUN wget https://ci:{{ACME_PASSWORD}}@files.acme.com/tool.tgz -O /tool.tgz
    `,
  },
  {
    title: 'the URL of a clone',
    dockerfile: `
      FROM debian
      RUN git clone --depth 1 https://oauth2:glpat-{{GITLAB_TOKEN}}@gitlab.com/acme/app.git /src
    `,
  },
  {
    title: 'the token of a clone',
    dockerfile: `
      FROM debian
      WORKDIR /src
      RUN git clone https://ghp_{{GITHUB_TOKEN}}@github.com/acme/app && echo done > /done
    `,
  },
  {
    title: 'the URL of an index',
    dockerfile: `
      FROM python:3.12
      RUN pip install --index-url=https://ci:{{ACME_PASSWORD}}@pypi.acme.com/simple private-lib
    `,
  },
  {
    title: 'packages from git',
    dockerfile: `
      FROM python:3.12
      RUN pip install "git+https://ghp_{{GITHUB_TOKEN}}@github.com/acme/lib.git@v1" && \\
          pip install git+https://ghp_{{GITHUB_TOKEN}}@github.com/acme/other.git
    `,
  },
  {
    title: 'options of a tool',
    dockerfile: `
      FROM debian
      RUN kubectl get pods --token={{KUBECTL_TOKEN}} && vault read --token {{VAULT_TOKEN}} secret/app
    `,
  },
  {
    title: 'the variable of a command',
    dockerfile: `
      FROM debian
      RUN LEVEL=3 SENTRY_AUTH_TOKEN={{SENTRY_AUTH_TOKEN}} sentry-cli releases new 1.0 && echo ok > /ok
    `,
  },
  {
    title: 'an exported variable',
    dockerfile: `
      FROM node:24
      WORKDIR /app
      COPY package.json ./
      RUN export SENTRY_AUTH_TOKEN={{SENTRY_AUTH_TOKEN}} && npm run build && sentry-cli releases new 1.0
    `,
    files: project,
  },
  {
    title: 'scripts in quotes',
    dockerfile: `
      FROM debian
      RUN bash -c 'vault read --token {{VAULT_TOKEN}} secret/app' && bash -c "kubectl get pods --token {{KUBECTL_TOKEN}}"
    `,
  },
  {
    title: 'a comment and code that no rule reads',
    dockerfile: `
      FROM debian
      # RUN git clone https://ci:{{GITHUB_PASSWORD}}@github.com/acme/lib.git
      RUN git clone https://ci:{{GITHUB_PASSWORD}}@github.com/acme/lib.git /lib
      RUN Rscript -e 'remotes::install_git("https://github.com/acme/r", pw = f("{{GITHUB_PASSWORD}}"))'
    `,
  },
  {
    title: 'a script of another user',
    dockerfile: `
      FROM debian
      RUN su node -c 'vault read --token {{VAULT_TOKEN}} secret/app'
    `,
  },
  {
    title: 'between escapes and line continuations',
    dockerfile: `
      FROM debian
      RUN su node -c "mysql -e \\"CREATE USER app IDENTIFIED BY '{{ACCOUNT_PASSWORD}}';\\" && vault status"
      RUN mysql -e "CREATE USER app IDENTIFIED BY '{{ACCOUNT_PASSWORD}}';\\
        CREATE USER web IDENTIFIED BY '{{ACCOUNT_PASSWORD}}';"
    `,
  },
  {
    title: 'a script in a here-document',
    dockerfile: `
      FROM debian
      RUN <<EOF
      set -e
      vault read --token {{VAULT_TOKEN}} secret/app
      curl -u ci:{{CI_PASSWORD}} https://files.acme.example/a -o /a
      EOF
    `,
  },
  {
    title: 'the settings of Poetry',
    dockerfile: `
      FROM python:3.12
      WORKDIR /app
      COPY pyproject.toml ./
      RUN poetry config http-basic.acme ci {{POETRY_TOKEN}} && poetry install
    `,
    files: { 'pyproject.toml': '[[tool.poetry.source]]\nname = "acme"\nurl = "https://pypi.acme.com/simple/"\n' },
  },
  {
    title: 'the settings of npm',
    dockerfile: `
      FROM node:24
      WORKDIR /app
      COPY package.json ./
      RUN npm config set //npm.acme.example/:_authToken={{NPM_TOKEN}} && npm ci
    `,
    files: project,
  },
  {
    title: 'a .netrc that the same RUN removes',
    dockerfile: `
      FROM python:3.12
      RUN echo "machine pypi.acme.com login ci password {{NETRC_TOKEN}}" > ~/.netrc && \\
          pip install --index-url https://pypi.acme.com/simple lib && \\
          rm ~/.netrc
    `,
  },
  {
    title: 'a .netrc that stays',
    dockerfile: `
      FROM python:3.12
      RUN printf 'machine pypi.acme.com\\nlogin ci\\npassword {{NETRC_TOKEN}}\\n' > /root/.netrc
      RUN pip install --index-url https://pypi.acme.com/simple lib
    `,
  },
  {
    title: 'a .npmrc in a quoted here-document',
    dockerfile: `
      FROM node:24
      WORKDIR /app
      COPY package.json ./
      RUN cat > .npmrc <<'EOF' && npm ci && rm .npmrc
      //npm.acme.example/:_authToken={{NPMRC_TOKEN}}
      always-auth=true
      EOF
    `,
    files: project,
  },
  {
    title: 'a password from a pipe',
    dockerfile: `
      FROM debian
      RUN echo {{DOCKER_TOKEN}} | docker login -u ci --password-stdin registry.acme.com
    `,
    outcome: 'refused',
  },
  {
    title: 'a password from a pipe for a later command',
    dockerfile: `
      FROM debian
      RUN echo {{DOCKER_TOKEN}} | docker login -u ci --password-stdin registry.acme.com && \\
          docker pull registry.acme.com/app
    `,
  },
  {
    title: 'a .env of the application',
    dockerfile: `
      FROM debian
      WORKDIR /app
      RUN echo "API_TOKEN={{API_TOKEN}}" > .env
    `,
    outcome: 'refused',
  },
  {
    title: 'a file with a token that is removed again',
    dockerfile: `
      FROM debian
      RUN echo 'ghp_{{GITHUB_TOKEN}}' > /tmp/token && vault login - < /tmp/token && vault read secret/app && rm /tmp/token
    `,
  },
  {
    title: 'two credentials of one name',
    dockerfile: `
      FROM debian AS build
      RUN kubectl get pods --token {{KUBECTL_TOKEN}} && echo done > /done
      FROM debian
      COPY --from=build /done /done
      RUN kubectl get pods --token {{KUBECTL_TOKEN_2}} && kubectl get pods --token {{KUBECTL_TOKEN}}
    `,
  },
  {
    title: 'Windows line endings',
    dockerfile: 'FROM debian\r\nRUN kubectl get pods \\\r\n    --token {{KUBECTL_TOKEN}}\r\n',
  },
  {
    title: 'JSON in single quotes',
    dockerfile: `
      FROM debian
      RUN curl -d '{"user":"ci","token":"ghp_{{GITHUB_TOKEN}}","scope":"$all"}' https://api.acme.com/login -o /session
    `,
  },
  {
    title: 'passwords of accounts',
    dockerfile: `
      FROM debian
      RUN echo "root:{{ROOT_PASSWORD}}" | chpasswd && mysql -p{{MYSQL_PASSWORD}} -e "SELECT 1"
    `,
  },
  {
    title: 'the exec form',
    dockerfile: `
      FROM debian
      RUN ["vault", "read", "--token", "{{VAULT_TOKEN}}", "secret/app"]
    `,
    outcome: 'refused',
  },
  {
    title: 'a here-document of COPY',
    dockerfile: `
      FROM node:24
      WORKDIR /app
      COPY package.json ./
      COPY <<EOF .npmrc
      //npm.acme.example/:_authToken={{NPMRC_TOKEN}}
      EOF
      RUN npm ci
    `,
    files: project,
    outcome: 'refused',
  },
]
