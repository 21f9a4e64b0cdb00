import { startAptRepository } from '../support/registryApt.ts'
import { proveFixes } from './realTool.ts'

// The real apt against a repository that demands user and password.

const host = 'packages.acme.example:{{PORT}}'
const source = { 'acme.list': `deb [trusted=yes] https://${host} ./\n` }
const args = { APT_TOKEN: '{{TOKEN}}' }

proveFixes({ title: 'apt', image: 'apt', startServer: startAptRepository }, [
  {
    title: 'a password file is copied and removed after several steps',
    dockerfile: `
      FROM debian
      COPY acme.list /etc/apt/sources.list.d/
      COPY auth.conf /etc/apt/
      RUN apt-get update
      RUN apt-get install -y --no-install-recommends acme-tool
      RUN rm -f /etc/apt/auth.conf && cat /usr/share/acme-tool
    `,
    files: { ...source, 'auth.conf': `machine ${host} login ci password {{TOKEN}}\n` },
  },
  {
    title: 'echo writes the password file',
    dockerfile: `
      FROM debian
      ARG APT_TOKEN
      COPY acme.list /etc/apt/sources.list.d/
      RUN echo "machine packages.acme.example login ci password $APT_TOKEN" > /etc/apt/auth.conf.d/acme.conf \\
       && apt-get update && apt-get install -y acme-tool \\
       && rm /etc/apt/auth.conf.d/acme.conf
      RUN cat /usr/share/acme-tool
    `,
    files: source,
    args,
  },
  {
    title: 'the address of a source has the token, in steps of their own',
    dockerfile: `
      FROM debian
      ARG APT_TOKEN
      RUN echo "deb [trusted=yes] https://ci:$APT_TOKEN@${host} ./" > /etc/apt/sources.list.d/acme.list
      RUN apt-get update && apt-get install -y acme-tool
      RUN cat /usr/share/acme-tool
    `,
    args,
  },
  {
    title: 'a source is written, used and removed in one step',
    dockerfile: `
      FROM debian
      ARG APT_TOKEN
      RUN set -e; \\
          echo "deb [trusted=yes] https://ci:\${APT_TOKEN}@${host} ./" > /etc/apt/sources.list.d/acme.list; \\
          apt-get update; \\
          apt-get install -y acme-tool; \\
          rm -rf /etc/apt/sources.list.d/acme.list /var/lib/apt/lists/*; \\
          cat /usr/share/acme-tool
    `,
    args,
  },
  {
    title: 'sed puts the token into a source that is copied',
    dockerfile: `
      FROM debian
      ARG APT_TOKEN
      COPY acme.list /etc/apt/sources.list.d/
      RUN sed -i "s#@TOKEN@#$APT_TOKEN#" /etc/apt/sources.list.d/acme.list \\
       && apt-get update && apt-get install -y acme-tool && cat /usr/share/acme-tool
    `,
    files: { 'acme.list': `deb [trusted=yes] https://ci:@TOKEN@@${host} ./\n` },
    args,
  },
])
