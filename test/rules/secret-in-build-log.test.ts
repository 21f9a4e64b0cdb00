import { describe, it } from 'node:test'
import rule from '../../server/src/core/rules/secret-in-build-log.ts'
import { expectClean, expectFindings, expectRefusal } from '../support/fixtures.ts'

describe(rule.id, () => {
  it('reports a printed file', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      RUN --mount=type=secret,id=token,required=true cat /run/secrets/token && ./deploy.sh
      #                                                  ^^^^^^^^^^^^^^^^^^ token is printed to the build log.
    `,
    ))

  it('reports a printed variable', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      RUN --mount=type=secret,id=token,env=TOKEN,required=true echo "token: $TOKEN" && ./deploy.sh
      #                                                                     ^^^^^^ token is printed to the build log.
    `,
    ))

  it('reports an argument', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      ARG API_KEY
      RUN echo $API_KEY
      #        ^^^^^^^^ API_KEY is printed to the build log.
    `,
    ))

  it('reports an encoded value', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      RUN --mount=type=secret,id=token,required=true base64 /run/secrets/token
      #                                                     ^^^^^^^^^^^^^^^^^^ token is printed to the build log.
    `,
    ))

  it('reports a command in a condition', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      ARG API_KEY
      RUN if [ -n "$API_KEY" ]; then echo "key is $API_KEY"; fi
      #                                           ^^^^^^^^ API_KEY is printed to the build log.
    `,
    ))

  it('reports a nested script', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      ARG API_KEY
      RUN sh -c 'echo $API_KEY'
      #               ^^^^^^^^ API_KEY is printed to the build log.
    `,
    ))

  it('is silent about output that goes to a file', () =>
    expectClean(
      rule,
      `
      FROM alpine
      ARG API_KEY
      RUN echo "$API_KEY" > /tmp/key && ./deploy.sh /tmp/key && rm /tmp/key
    `,
    ))

  it('is silent about output that goes into a pipe', () =>
    expectClean(
      rule,
      `
      FROM alpine
      ARG API_KEY
      RUN echo "$API_KEY" | ./deploy.sh --key-stdin
    `,
    ))

  it('is silent about the output of a group that goes into a pipe', () =>
    expectClean(
      rule,
      `
      FROM alpine
      ARG API_KEY
      RUN { echo user; echo "$API_KEY"; } | ./deploy.sh
    `,
    ))

  it('is silent about output that becomes a part of a word', () =>
    expectClean(
      rule,
      `
      FROM alpine
      RUN --mount=type=secret,id=token,required=true ./deploy.sh "$(cat /run/secrets/token)"
    `,
    ))

  it('is silent about the length, and about a mark that it is there', () =>
    expectClean(
      rule,
      `
      FROM alpine
      ARG API_KEY
      RUN echo "length: \${#API_KEY}" && echo "given: \${API_KEY:+yes}"
    `,
    ))

  it('is silent about the name in single quotes', () =>
    expectClean(
      rule,
      `
      FROM alpine
      ARG API_KEY
      RUN echo 'Set $API_KEY first' && ./deploy.sh
    `,
    ))

  it('is silent about values that are no secrets', () =>
    expectClean(
      rule,
      `
      FROM alpine
      ARG VERSION
      RUN echo "version $VERSION" && cat /etc/os-release
    `,
    ))

  it('is silent about programs that do not print their arguments', () =>
    expectClean(
      rule,
      `
      FROM alpine
      ARG API_KEY
      RUN curl -H "X-Api-Key: $API_KEY" https://example.com/ -o page
    `,
    ))

  it('is silent about a nested script whose output goes elsewhere', () =>
    expectClean(
      rule,
      `
      FROM alpine
      ARG API_KEY
      RUN sh -c 'echo $API_KEY' > /tmp/key && ./deploy.sh /tmp/key && rm /tmp/key
    `,
    ))

  it('is silent about a nested script in a substitution', () =>
    expectClean(
      rule,
      `
      FROM alpine
      ARG API_KEY
      RUN ./deploy.sh "$(sh -c 'echo $API_KEY')"
    `,
    ))

  it('says what to do', () =>
    expectRefusal(
      rule,
      `
      FROM alpine
      RUN --mount=type=secret,id=token,env=TOKEN,required=true printf '%s' "$TOKEN"
    `,
      'Take the command out, or send its output to where it is needed.',
    ))
})
