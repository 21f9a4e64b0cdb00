import type { Variant } from '../variant.ts'

const requirements = { 'requirements.txt': 'private-lib==1.0.0\n' }
const INDEX = 'https://build:{{PASSWORD}}@pypi.acme.example/simple/'
const netrc = { '.netrc': 'machine pypi.acme.example\nlogin build\npassword {{PASSWORD}}\n' }
const conf = { 'pip.conf': `[global]\nindex-url = ${INDEX}\n` }

export const pipVariants: readonly Variant[] = [
  {
    title: 'pip reads PIP_INDEX_URL from an argument',
    dockerfile: `
      FROM python:3.12-slim
      ARG PIP_INDEX_URL
      COPY requirements.txt .
      RUN pip install -r requirements.txt
    `,
    files: requirements,
    args: { PIP_INDEX_URL: INDEX },
  },
  {
    title: 'the URL is an option',
    dockerfile: `
      FROM python:3.12-slim
      ARG EXTRA_INDEX_URL
      RUN pip install --extra-index-url "$EXTRA_INDEX_URL" private-lib
    `,
    args: { EXTRA_INDEX_URL: INDEX },
  },
  {
    title: 'the token is a part of the URL',
    dockerfile: `
      FROM python:3.12-slim
      ARG PIP_TOKEN
      RUN pip install --index-url=https://build:\${PIP_TOKEN}@pypi.acme.example/simple/ private-lib
    `,
    args: { PIP_TOKEN: '{{PASSWORD}}' },
  },
  {
    title: 'user and password are two arguments',
    dockerfile: `
      FROM python:3.12-slim
      ARG PYPI_USER
      ARG PYPI_PASSWORD
      RUN pip install -i https://$PYPI_USER:$PYPI_PASSWORD@pypi.acme.example/simple/ private-lib
    `,
    args: { PYPI_USER: 'build', PYPI_PASSWORD: '{{PASSWORD}}' },
  },
  {
    title: 'ENV derives the variable that pip reads',
    dockerfile: `
      FROM python:3.12-slim
      ARG PYPI_TOKEN
      ENV PIP_EXTRA_INDEX_URL=https://build:$PYPI_TOKEN@pypi.acme.example/simple/
      RUN pip install private-lib
      CMD ["python", "-m", "app"]
    `,
    args: { PYPI_TOKEN: '{{PASSWORD}}' },
  },
  {
    title: 'ENV hands the argument on',
    dockerfile: `
      FROM python:3.12-slim
      ARG PIP_EXTRA_INDEX_URL
      ENV PIP_EXTRA_INDEX_URL=$PIP_EXTRA_INDEX_URL
      RUN pip install private-lib
      RUN pip install another-lib
    `,
    args: { PIP_EXTRA_INDEX_URL: INDEX },
  },
  {
    title: 'a requirement file refers to the argument',
    dockerfile: `
      FROM python:3.12-slim
      ARG GIT_TOKEN
      COPY requirements.txt .
      RUN pip install -r requirements.txt
    `,
    files: { 'requirements.txt': 'private-lib @ git+https://${GIT_TOKEN}@git.acme.example/private-lib.git\n' },
    args: { GIT_TOKEN: '{{PASSWORD}}' },
  },
  {
    title: 'pip config set stores the URL',
    dockerfile: `
      FROM python:3.12-slim
      ARG INDEX_URL
      RUN pip config set global.index-url $INDEX_URL
      RUN pip install private-lib
    `,
    args: { INDEX_URL: INDEX },
  },
  {
    title: 'pip config set stores the URL in the same step',
    dockerfile: `
      FROM python:3.12-slim
      ARG PYPI_TOKEN
      RUN pip config set global.extra-index-url https://build:$PYPI_TOKEN@pypi.acme.example/simple/ && \\
          pip install private-lib && \\
          echo done > /done
    `,
    args: { PYPI_TOKEN: '{{PASSWORD}}' },
  },
  {
    title: 'pip.conf is copied to /etc',
    dockerfile: `
      FROM python:3.12-slim
      COPY pip.conf /etc/pip.conf
      RUN pip install private-lib
      RUN pip install another-lib
    `,
    files: conf,
  },
  {
    title: 'pip.conf is copied for a user without rights',
    dockerfile: `
      FROM python:3.12-slim
      RUN useradd --create-home --uid 1500 app
      USER app
      COPY --chown=app pip.conf /home/app/.config/pip/pip.conf
      RUN pip install --user private-lib
    `,
    files: conf,
  },
  {
    title: '.netrc is copied together with another file',
    dockerfile: `
      FROM python:3.12-slim
      WORKDIR /root
      COPY requirements.txt .netrc ./
      RUN chmod 600 .netrc && pip install --extra-index-url https://pypi.acme.example/simple/ -r requirements.txt && rm .netrc
    `,
    files: { ...requirements, ...netrc },
  },
  {
    title: '.netrc is removed in a later step',
    dockerfile: `
      FROM python:3.12-slim
      COPY .netrc /root/.netrc
      RUN pip install --index-url https://pypi.acme.example/simple/ private-lib
      RUN rm -f /root/.netrc
    `,
    files: netrc,
  },
  {
    title: '.netrc is needed in two stages that start from one',
    dockerfile: `
      FROM python:3.12-slim AS base
      COPY .netrc /root/.netrc
      FROM base AS tools
      RUN pip install --target /tools --index-url https://pypi.acme.example/simple/ private-tool && mkdir -p /tools && touch /tools/a
      FROM base
      RUN pip install --index-url https://pypi.acme.example/simple/ private-lib
      COPY --from=tools /tools /tools
    `,
    files: netrc,
  },
  {
    title: '.netrc is written by the step itself',
    dockerfile: `
      FROM python:3.12-slim
      ARG PYPI_PASSWORD
      RUN echo "machine pypi.acme.example login build password $PYPI_PASSWORD" > ~/.netrc \\
       && pip install --index-url https://pypi.acme.example/simple/ private-lib \\
       && rm ~/.netrc
    `,
    args: { PYPI_PASSWORD: '{{PASSWORD}}' },
  },
  {
    title: 'a virtual environment and another PATH',
    dockerfile: `
      FROM python:3.12-slim AS builder
      ARG PIP_EXTRA_INDEX_URL
      RUN python -m venv /venv
      ENV PATH="/venv/bin:$PATH"
      RUN pip install private-lib
      FROM python:3.12-slim
      COPY --from=builder /venv /venv
    `,
    args: { PIP_EXTRA_INDEX_URL: INDEX },
  },
  {
    title: 'pip runs as a module of python',
    dockerfile: `
      FROM python:3.12-slim
      ARG PIP_INDEX_URL
      RUN python -m pip install --no-cache-dir private-lib
    `,
    args: { PIP_INDEX_URL: INDEX },
  },
  {
    title: 'a literal URL with a password in ENV',
    dockerfile: `
      FROM python:3.12-slim
      ENV PIP_INDEX_URL=${INDEX}
      RUN pip install private-lib
    `,
  },
]
