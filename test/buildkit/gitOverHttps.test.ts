import { startGitServer } from '../support/registryGit.ts'
import { proveFixes } from './realTool.ts'

// The real git against a server that demands a user and a password.

const args = { GIT_TOKEN: '{{TOKEN}}' }

proveFixes(
  {
    title: 'git',
    image: 'git',
    startServer: options => startGitServer({ README: 'a library\n' }, options),
  },
  [
    {
      title: 'the URL of a clone has the token',
      dockerfile: `
        FROM debian
        ARG GIT_TOKEN
        RUN git clone https://oauth2:$GIT_TOKEN@packages.acme.example:{{PORT}}/lib.git /src/lib
        RUN cat /src/lib/README
      `,
      args,
    },
    {
      title: 'a rule for the addresses of a host is stored in a step of its own',
      dockerfile: `
        FROM debian
        ARG GIT_TOKEN
        RUN git config --global url."https://ci:\${GIT_TOKEN}@packages.acme.example:{{PORT}}/".insteadOf "https://git.acme.example/"
        RUN git clone https://git.acme.example/lib.git /src/lib
        RUN git -C /src/lib pull && cat /src/lib/README
      `,
      args,
    },
    {
      title: 'echo writes .netrc',
      dockerfile: `
        FROM debian
        ARG GIT_TOKEN
        RUN echo "machine packages.acme.example login ci password $GIT_TOKEN" > ~/.netrc && chmod 600 ~/.netrc
        RUN git clone --quiet https://packages.acme.example:{{PORT}}/lib.git /src/lib && rm ~/.netrc
        RUN cat /src/lib/README
      `,
      args,
    },
    {
      title: '.netrc is copied and removed',
      dockerfile: `
        FROM debian
        COPY .netrc /root/
        RUN chmod 600 /root/.netrc && git clone https://packages.acme.example:{{PORT}}/lib.git /src/lib
        RUN rm /root/.netrc
      `,
      files: { '.netrc': 'machine packages.acme.example\nlogin ci\npassword {{TOKEN}}\n' },
    },
    {
      title: 'a credential store has the token',
      dockerfile: `
        FROM debian
        ARG GIT_TOKEN
        RUN git config --global credential.helper store \\
         && echo "https://ci:$GIT_TOKEN@packages.acme.example%3a{{PORT}}" > ~/.git-credentials
        RUN git clone https://packages.acme.example:{{PORT}}/lib.git /src/lib
      `,
      args,
    },
    {
      title: 'a header is stored and taken away again',
      dockerfile: `
        FROM debian
        ARG SYSTEM_ACCESSTOKEN
        RUN git config --global http.extraheader "AUTHORIZATION: bearer $SYSTEM_ACCESSTOKEN"
        RUN git clone https://packages.acme.example:{{PORT}}/lib.git /src/lib
        RUN git config --global --unset http.extraheader
      `,
      args: { SYSTEM_ACCESSTOKEN: '{{TOKEN}}' },
    },
    {
      title: 'user and password are two arguments',
      dockerfile: `
        FROM debian
        ARG GIT_USER
        ARG GIT_PASSWORD
        WORKDIR /src
        RUN git clone --branch v1.0.0 https://$GIT_USER:$GIT_PASSWORD@packages.acme.example:{{PORT}}/lib.git \\
         && cat lib/README
      `,
      args: { GIT_USER: 'ci', GIT_PASSWORD: '{{TOKEN}}' },
    },
  ],
)
