import { startPythonIndex } from '../support/registryPython.ts'
import { proveFixes } from './realTool.ts'

// The real pip and Twine against an index that demands user and password; see also scenarios.test.ts.

const host = 'packages.acme.example:{{PORT}}'
const args = { PYPI_TOKEN: '{{TOKEN}}' }
const setup = { 'setup.py': 'from setuptools import setup\nsetup(name="app", version="1.0.0", py_modules=[])\n' }
const publishing = `[distutils]\nindex-servers = acme\n[acme]\nrepository = https://${host}/legacy/\nusername = ci\n`

proveFixes(
  { title: 'pip or Twine', image: 'pip', startServer: options => startPythonIndex(['private-lib'], options) },
  [
    {
      title: 'pip config stores an address that is an argument',
      dockerfile: `
        FROM debian
        ARG INDEX_URL
        RUN pip config set global.index-url $INDEX_URL
        RUN pip install private-lib
        RUN python -c 'import private_lib'
      `,
      args: { INDEX_URL: `https://ci:{{TOKEN}}@${host}/simple/` },
    },
    {
      title: 'pip config stores the token for all users in the step that installs',
      dockerfile: `
        FROM debian
        ARG PYPI_TOKEN
        RUN pip config --global set global.index-url "https://ci:\${PYPI_TOKEN}@${host}/simple/" && \\
            pip install private-lib && pip config --global unset global.index-url
      `,
      args,
    },
    {
      title: 'a requirement file refers to the token',
      dockerfile: `
        FROM debian
        ARG PYPI_TOKEN
        WORKDIR /app
        COPY requirements.txt .
        RUN pip install -r requirements.txt
      `,
      files: { 'requirements.txt': `--index-url https://ci:\${PYPI_TOKEN}@${host}/simple/\nprivate-lib\n` },
      args,
    },
    {
      title: 'Twine gets the token of an argument',
      dockerfile: `
        FROM debian
        ARG TWINE_PASSWORD
        ENV TWINE_USERNAME=ci
        WORKDIR /app
        COPY setup.py .
        RUN python setup.py -q sdist && twine upload --non-interactive --repository-url https://${host}/legacy/ dist/*
      `,
      files: setup,
      args: { TWINE_PASSWORD: '{{TOKEN}}' },
    },
    {
      title: '.pypirc is copied and removed',
      dockerfile: `
        FROM debian
        COPY .pypirc /root/
        WORKDIR /app
        COPY setup.py .
        RUN python setup.py -q sdist && twine upload --non-interactive -r acme dist/* && rm ~/.pypirc
      `,
      files: { ...setup, '.pypirc': `${publishing}password = {{TOKEN}}\n` },
    },
  ],
)
