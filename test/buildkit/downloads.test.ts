import { startRegistry } from '../support/registryServer.ts'
import { proveFixes } from './realTool.ts'

// The real curl and wget against a server that demands a password.

const url = 'https://packages.acme.example:{{PORT}}'
const args = { FILES_TOKEN: '{{TOKEN}}' }

proveFixes(
  {
    title: 'curl or wget',
    image: 'downloads',
    startServer: options => startRegistry(options, () => ({ type: 'text/plain', body: 'a file\n' })),
  },
  [
    {
      title: '.netrc is copied and removed',
      dockerfile: `
        FROM debian
        COPY .netrc /root/
        RUN curl --netrc -fsS ${url}/a -o /a
        RUN wget -q ${url}/b -O /b && cat /a /b
        RUN rm -f /root/.netrc
      `,
      files: { '.netrc': 'machine packages.acme.example login ci password {{TOKEN}}\n' },
    },
    {
      title: 'printf writes .netrc for both',
      dockerfile: `
        FROM debian
        ARG FILES_TOKEN
        RUN printf 'machine packages.acme.example\\nlogin ci\\npassword %s\\n' "$FILES_TOKEN" > ~/.netrc
        RUN chmod 600 ~/.netrc && curl -nfsS ${url}/a > /a && wget -q ${url}/b -O /b && rm ~/.netrc
      `,
      args,
    },
    {
      title: 'options name user and password',
      dockerfile: `
        FROM debian
        ARG FILES_TOKEN
        RUN curl -fsSu ci:$FILES_TOKEN ${url}/a -o /a
        RUN wget -q --user=ci --password="\${FILES_TOKEN}" ${url}/b -O /b
      `,
      args,
    },
    {
      title: 'a header or the address has the token',
      dockerfile: `
        FROM debian
        ARG FILES_TOKEN
        ENV FILES_TOKEN=$FILES_TOKEN
        RUN curl -fsSH "Authorization: Bearer $FILES_TOKEN" ${url}/a -o /a \\
         && wget -q --header "Authorization: Bearer $FILES_TOKEN" ${url}/b -O /b \\
         && curl -fsS https://ci:$FILES_TOKEN@packages.acme.example:{{PORT}}/c -o /c
      `,
      args,
    },
    {
      title: 'the settings of the user are written',
      dockerfile: `
        FROM debian
        ARG FILES_TOKEN
        RUN echo "user = ci:$FILES_TOKEN" > ~/.curlrc && curl -fsS ${url}/a -o /a
        RUN echo "password = $FILES_TOKEN" > ~/.wgetrc && echo "user = ci" >> ~/.wgetrc \\
         && wget -q ${url}/b -O /b
      `,
      args,
    },
  ],
)
