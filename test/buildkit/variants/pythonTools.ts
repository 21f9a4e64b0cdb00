import type { Variant } from '../variant.ts'

const project = { 'pyproject.toml': '[project]\nname = "app"\n', 'uv.lock': '\n' }
const pdm = {
  'pyproject.toml': '[[tool.pdm.source]]\nname = "corp"\nurl = "https://ci:${PYPI_PASS}@pypi.acme.example/simple"\n',
}
const pipfile = {
  Pipfile: '[[source]]\nurl = "https://ci:${PYPI_PASS}@pypi.acme.example/simple"\nname = "corp"\n',
  'Pipfile.lock': '{}\n',
}
const args = { PYPI_PASS: '{{TOKEN}}' }

export const uvVariants: readonly Variant[] = [
  {
    title: 'arguments have the names that uv reads',
    dockerfile: `
      FROM python:3.12-slim
      ARG UV_INDEX_CORP_PASSWORD
      ENV UV_INDEX_CORP_USERNAME=ci
      RUN uv --version
      WORKDIR /app
      COPY pyproject.toml uv.lock ./
      RUN uv sync --frozen
    `,
    files: project,
    args: { UV_INDEX_CORP_PASSWORD: '{{TOKEN}}' },
  },
  {
    title: 'ENV has the URL of an index',
    dockerfile: `
      FROM python:3.12-slim
      ARG PYPI_PASS
      ENV UV_EXTRA_INDEX_URL=https://ci:$PYPI_PASS@pypi.acme.example/simple
      WORKDIR /app
      COPY pyproject.toml uv.lock ./
      RUN uv venv && uv sync --frozen --no-install-project
    `,
    files: project,
    args,
  },
  {
    title: 'an option of uv pip has the token',
    dockerfile: `
      FROM python:3.12-slim
      ARG PYPI_PASS
      COPY requirements.txt .
      RUN uv pip install --system --index-url https://ci:\${PYPI_PASS}@pypi.acme.example/simple -r requirements.txt
    `,
    files: { 'requirements.txt': 'private-lib\n' },
    args,
  },
  {
    title: '.netrc for uv in a cached step',
    dockerfile: `
      FROM python:3.12-slim
      COPY .netrc /root/.netrc
      WORKDIR /app
      COPY pyproject.toml uv.lock ./
      RUN --mount=type=cache,target=/root/.cache/uv uv sync --locked
      RUN rm /root/.netrc
    `,
    files: { ...project, '.netrc': 'machine pypi.acme.example login ci password {{TOKEN}}\n' },
  },
  {
    title: 'uv publish with a token',
    dockerfile: `
      FROM python:3.12-slim
      ARG UV_PUBLISH_TOKEN
      WORKDIR /app
      COPY pyproject.toml .
      RUN uv build && uv publish
    `,
    files: project,
    args: { UV_PUBLISH_TOKEN: '{{TOKEN}}' },
  },
]

export const otherPythonVariants: readonly Variant[] = [
  {
    title: 'PDM: the project refers to the argument',
    dockerfile: `
      FROM python:3.12-slim
      ARG PYPI_PASS
      WORKDIR /app
      COPY pyproject.toml ./
      RUN pdm install --prod
    `,
    files: pdm,
    args,
  },
  {
    title: 'PDM: pdm config stores the password',
    dockerfile: `
      FROM python:3.12-slim
      ARG PYPI_PASS
      WORKDIR /app
      COPY pyproject.toml ./
      RUN pdm config pypi.username ci && pdm config pypi.password "$PYPI_PASS"
      RUN pdm install
    `,
    files: { 'pyproject.toml': '[project]\n' },
    args,
  },
  {
    title: 'Pipenv: the Pipfile refers to a variable of ENV',
    dockerfile: `
      FROM python:3.12-slim
      ARG PYPI_PASS
      ENV PYPI_PASS=$PYPI_PASS
      WORKDIR /app
      COPY Pipfile Pipfile.lock ./
      RUN pip install pipenv && pipenv sync --system
    `,
    files: pipfile,
    args,
  },
  {
    title: 'Pipenv: an argument in lower case',
    dockerfile: `
      from python:3.12-slim
      arg PYPI_PASS
      workdir /app
      copy Pipfile* ./
      run pipenv install --deploy
    `,
    files: pipfile,
    args,
  },
  {
    title: 'Twine: .pypirc is copied',
    dockerfile: `
      FROM python:3.12-slim
      COPY .pypirc /root/.pypirc
      WORKDIR /app
      COPY dist dist
      RUN twine check dist/* && twine upload dist/*
    `,
    files: { '.pypirc': '[pypi]\nusername = __token__\npassword = {{TOKEN}}\n', 'dist/app.whl': '\n' },
  },
  {
    title: 'Twine: the password is an option',
    dockerfile: `
      FROM python:3.12-slim
      ARG TWINE_PASSWORD
      WORKDIR /app
      COPY dist dist
      RUN twine upload -u ci -p $TWINE_PASSWORD --repository-url https://pypi.acme.example/legacy/ dist/*
    `,
    files: { 'dist/app.whl': '\n' },
    args: { TWINE_PASSWORD: '{{TOKEN}}' },
  },
  {
    title: 'conda: .condarc is copied',
    dockerfile: `
      FROM continuumio/miniconda3
      COPY .condarc /root/.condarc
      COPY environment.yml .
      RUN conda env create -f environment.yml && conda clean -afy && rm /root/.condarc
    `,
    files: {
      '.condarc': 'channels:\n  - https://conda.acme.example/t/{{TOKEN}}/main\n',
      'environment.yml': 'dependencies:\n  - numpy\n',
    },
  },
  {
    title: 'conda: conda config stores a channel with a token',
    dockerfile: `
      FROM continuumio/miniconda3
      ARG CONDA_TOKEN
      RUN conda config --add channels https://conda.acme.example/t/$CONDA_TOKEN/main
      RUN conda install -y private-lib
    `,
    args: { CONDA_TOKEN: '{{TOKEN}}' },
  },
  {
    title: 'conda: a package is uploaded with the token of ENV',
    dockerfile: `
      FROM continuumio/miniconda3
      ARG CONDA_TOKEN
      ENV CONDA_TOKEN $CONDA_TOKEN
      COPY lib.conda .
      RUN anaconda config --set ssl_verify false && \\
            anaconda -t \${CONDA_TOKEN} upload -u acme lib.conda
    `,
    files: { 'lib.conda': '\n' },
    args: { CONDA_TOKEN: '{{TOKEN}}' },
  },
  {
    title: 'conda: the channel of the command has a token, which the history of conda keeps',
    dockerfile: `
      FROM continuumio/miniconda3
      ARG CONDA_TOKEN
      RUN conda install -y -c https://conda.acme.example/t/$CONDA_TOKEN/main private-lib
    `,
    args: { CONDA_TOKEN: '{{TOKEN}}' },
    outcome: 'refused',
  },
]
