import type { Variant } from '../variant.ts'

const project = {
  'pyproject.toml': '[[tool.poetry.source]]\nname = "acme"\nurl = "https://pypi.acme.example/simple/"\n',
}
const auth = { 'auth.toml': '[http-basic.acme]\nusername = "build"\npassword = "{{PASSWORD}}"\n' }

export const poetryVariants: readonly Variant[] = [
  {
    title: 'poetry config stores the password in a step of its own',
    dockerfile: `
      FROM python:3.12-slim
      WORKDIR /app
      COPY pyproject.toml .
      ARG POETRY_PASSWORD
      RUN poetry config http-basic.acme build "$POETRY_PASSWORD"
      RUN poetry install --no-root
      COPY . .
      RUN poetry install
    `,
    files: project,
    args: { POETRY_PASSWORD: '{{PASSWORD}}' },
  },
  {
    title: 'user and password are arguments',
    dockerfile: `
      FROM python:3.12-slim
      ARG ACME_USERNAME
      ARG ACME_PASSWORD
      COPY pyproject.toml .
      RUN poetry config http-basic.acme \${ACME_USERNAME} \${ACME_PASSWORD} && poetry install
    `,
    files: project,
    args: { ACME_USERNAME: 'build', ACME_PASSWORD: '{{PASSWORD}}' },
  },
  {
    title: 'the name of the source has a dash',
    dockerfile: `
      FROM python:3.12-slim
      ARG TOKEN
      COPY pyproject.toml .
      RUN poetry config http-basic.acme-feed build $TOKEN \\
       && poetry install --only main
    `,
    files: project,
    args: { TOKEN: '{{PASSWORD}}' },
  },
  {
    title: 'poetry config in a here-document',
    dockerfile: `
      FROM python:3.12-slim
      ARG CI_JOB_TOKEN
      WORKDIR /app
      COPY pyproject.toml .
      RUN <<EOF
      set -e
      poetry config virtualenvs.create false
      poetry config http-basic.acme gitlab-ci-token "$CI_JOB_TOKEN"
      poetry install --no-interaction
      EOF
    `,
    files: project,
    args: { CI_JOB_TOKEN: '{{PASSWORD}}' },
  },
  {
    title: 'the password is removed afterwards in the same step',
    dockerfile: `
      FROM python:3.12-slim
      ARG CI_JOB_TOKEN
      COPY pyproject.toml .
      RUN poetry config http-basic.acme gitlab-ci-token $CI_JOB_TOKEN \\
       && poetry install \\
       && poetry config --unset http-basic.acme
    `,
    files: project,
    args: { CI_JOB_TOKEN: '{{PASSWORD}}' },
  },
  {
    title: 'ENV has the variables that Poetry reads',
    dockerfile: `
      FROM python:3.12-slim
      ARG TOKEN
      ENV POETRY_HTTP_BASIC_ACME_USERNAME=build \\
          POETRY_HTTP_BASIC_ACME_PASSWORD=$TOKEN
      COPY pyproject.toml .
      RUN poetry install
    `,
    files: project,
    args: { TOKEN: '{{PASSWORD}}' },
  },
  {
    title: 'arguments have the names that Poetry reads',
    dockerfile: `
      FROM python:3.12-slim
      ARG POETRY_HTTP_BASIC_ACME_USERNAME
      ARG POETRY_HTTP_BASIC_ACME_PASSWORD
      COPY pyproject.toml .
      RUN poetry install
    `,
    files: project,
    args: { POETRY_HTTP_BASIC_ACME_USERNAME: 'build', POETRY_HTTP_BASIC_ACME_PASSWORD: '{{PASSWORD}}' },
  },
  {
    title: 'auth.toml is copied for another user',
    dockerfile: `
      FROM python:3.12-slim
      RUN useradd -m -u 1234 dev
      USER dev
      WORKDIR /home/dev/app
      COPY --chown=dev:dev auth.toml /home/dev/.config/pypoetry/auth.toml
      COPY pyproject.toml .
      RUN poetry install
    `,
    files: { ...project, ...auth },
  },
  {
    title: 'auth.toml is moved to its place by a command',
    dockerfile: `
      FROM python:3.12-slim
      WORKDIR /app
      COPY pyproject.toml auth.toml ./
      RUN mkdir -p ~/.config/pypoetry && mv auth.toml ~/.config/pypoetry/auth.toml && poetry install
    `,
    files: { ...project, ...auth },
  },
  {
    title: 'auth.toml comes with the whole context again',
    dockerfile: `
      FROM python:3.12-slim
      WORKDIR /app
      COPY auth.toml /root/.config/pypoetry/
      COPY pyproject.toml .
      RUN poetry install --no-root
      COPY . .
      RUN poetry install
    `,
    files: { ...project, ...auth, 'main.py': 'print()\n' },
  },
]
