import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { findProblems } from '../../../server/src/core/analyze.ts'
import { fixAll } from '../../../server/src/core/fixes/fixAll.ts'
import { copying, holds, SECRET, storedBy, withToken } from '../../support/knowledge.ts'

/** As `ssh-keygen` writes it; put together at run time, because scanners search for the first line. */
function key(label: string, body = SECRET): string {
  const dashes = '-'.repeat(5)
  return `${dashes}BEGIN ${label}${dashes}\n${body}\n${dashes}END ${label}${dashes}\n`
}

const PRIVATE = key('OPENSSH PRIVATE KEY')

/** Rules that report something, for a Dockerfile of these lines. */
function reported(...lines: readonly string[]): readonly string[] {
  return findProblems(['FROM debian:12', ...lines, ''].join('\n')).map(it => it.rule)
}

describe('keys for ssh', () => {
  it('are known by the names that ssh looks for', () => {
    for (const name of ['id_rsa', 'id_dsa', 'id_ecdsa', 'id_ed25519'])
      assert.equal(copying(`docker/${name}`, `/root/.ssh/${name}`), 'error', name)
  })

  it('are known by names that say what they are for', () => {
    for (const name of [
      'id_rsa_github',
      'bitbucket_rsa',
      'deploy_key',
      'deploy.key',
      'github-deploy-key',
      'server.ppk',
    ])
      assert.equal(copying(name, '/tmp/'), 'error', name)
  })

  it('are known by the place where they are put', () => {
    assert.equal(copying('keys/bot', '/root/.ssh/id_rsa'), 'error')
    assert.equal(copying('backup.pem', '/home/app/.ssh/'), 'error')
    assert.equal(copying('core_key', '/root/.ssh/core_key'), 'error')
  })

  it('are known by that place even when a variable says which file it is', () => {
    assert.deepEqual(reported('ARG KEY_FILE', 'COPY $KEY_FILE /root/.ssh/id_rsa'), ['copied-credential-file'])
    assert.deepEqual(reported('ARG KEY_FILE', 'COPY $KEY_FILE /root/.ssh/'), [])
    assert.deepEqual(reported('ARG KEY_FILE', 'COPY $KEY_FILE /root/.ssh/config'), [])
  })

  it('have companions that are no secrets', () => {
    for (const name of ['id_rsa.pub', 'known_hosts', 'authorized_keys', 'config', 'environment', 'bitbucket_host_key'])
      assert.equal(copying(name, '/root/.ssh/'), undefined, name)
    assert.equal(copying('id_rsa.pub', '/root/.ssh/authorized_keys'), undefined)
    assert.equal(copying('authorized_keys', '/root/.ssh'), undefined)
    assert.equal(copying('ssh_config', '/root/.ssh/config'), undefined)
  })

  it('are no scripts, encrypted files or keys that everybody has', () => {
    for (const name of ['ssh-add-key', 'ssh-key.sh', 'id_rsa.enc', 'insecure_rsa', 'id_rsa.example', 'keys', 'id_map'])
      assert.equal(copying(name, '/usr/bin/'), undefined, name)
  })

  it('are told from placeholders and public keys by their text', () => {
    assert.ok(holds('id_rsa', PRIVATE))
    assert.ok(holds('id_rsa', key('RSA PRIVATE KEY', `Proc-Type: 4,ENCRYPTED\n\n${SECRET}`)))
    assert.ok(holds('putty.ppk', `PuTTY-User-Key-File-3: ssh-rsa\nPrivate-Lines: 1\n${SECRET}\nPrivate-MAC: 0\n`))
    assert.ok(!holds('id_rsa', ''))
    assert.ok(!holds('id_rsa', `ssh-rsa ${SECRET} me@example.com\n`))
    assert.ok(!holds('id_rsa', key('RSA PUBLIC KEY')))
    assert.equal(copying('id_rsa', '/root/.ssh/', 'put your key here\n'), undefined)
  })

  it('are in directories with that name', () => {
    assert.equal(copying('.ssh', '/root/.ssh'), 'warning')
    assert.equal(copying('docker/.ssh/', '/root/.ssh/'), 'warning')
    assert.equal(copying('.ssh/*', '/root/.ssh/'), 'warning')
    assert.equal(copying('ssh', '/root/.ssh'), undefined)
    assert.deepEqual(reported('COPY ssh /root/.ssh', 'RUN chmod 600 /root/.ssh/id_rsa'), ['copied-credential-file'])
    assert.deepEqual(reported('COPY ssh /root/.ssh', 'RUN cat /root/.ssh/id_rsa.pub'), [])
  })

  it('are whatever a pattern takes there, but for what is public', () => {
    for (const name of ['deploy*', 'ssh/*']) assert.equal(copying(name, '/root/.ssh/'), 'warning', name)
    assert.equal(copying('gpg/*', '/root/.gnupg/'), 'warning')
    for (const name of ['authorized_keys*', 'known_hosts*', 'config*', '*.pub'])
      assert.equal(copying(name, '/root/.ssh/'), undefined, name)
    assert.equal(copying('deploy*', '/root/'), undefined)
  })

  it('are seen in a directory of the build context', () => {
    const severity = (files: Readonly<Record<string, string>>) => {
      const context = { files: new Map(Object.entries(files)), dockerfilePath: 'Dockerfile' }
      return findProblems('FROM debian:12\nCOPY .ssh /root/.ssh\n', { context })[0]?.severity
    }
    assert.equal(severity({ '.ssh/id_rsa': PRIVATE }), 'error')
    assert.equal(severity({ '.ssh/id_rsa': 'placeholder\n' }), undefined)
  })
})

describe('keys of servers', () => {
  it('may be for a test, so that their name is no proof', () => {
    for (const name of ['server.key', 'privkey.pem', 'key.pem', 'my-private.key', 'ssh_host_ed25519_key'])
      assert.equal(copying(name, '/etc/ssl/'), 'warning', name)
    assert.equal(copying('server.key', '/etc/ssl/', PRIVATE), 'error')
  })

  it('are known by the directory that they come from or go to', () => {
    assert.equal(copying('certs/mail.key', '/x/'), 'warning')
    assert.equal(copying('mail.key', '/etc/nginx/mail.key'), 'warning')
    assert.equal(copying('mail.key', '/etc/nginx/conf.d/'), 'warning')
    assert.equal(copying('mail.key', '/etc/openvpn/'), 'warning')
    assert.equal(copying('app.pubkey.pem', '/etc/app/'), undefined)
    assert.equal(copying('archive.key', '/etc/apt/conf.d/'), undefined)
    assert.equal(copying('mail.pem', '/etc/ssl/private/'), 'warning')
    assert.equal(copying('dev.pem', '/etc/haproxy/'), 'warning')
    assert.equal(copying('cert.key', '/etc/nginx/cert.key'), 'warning')
    for (const name of ['vsftpd.pem', 'stud.pem', 'app.certkey.pem', 'proxy_key.pem'])
      assert.equal(copying(name, '/x/'), 'warning', name)
    for (const name of ['mail.pem', 'repo-gpg.key', 'nginx_signing.key'])
      assert.equal(copying(name, '/etc/nginx/'), undefined, name)
    assert.equal(copying('dhparam.pem', '/etc/ssl/private/'), undefined)
  })

  it('share their format with what is public', () => {
    for (const name of ['ca.pem', 'fullchain.pem', 'nginx_signing.key', 'localhost.key'])
      assert.equal(copying(name, '/etc/ssl/'), undefined, name)
    assert.equal(copying('api.pem', '/etc/ssl/', key('EC PRIVATE KEY')), 'error')
    assert.equal(copying('api.pem', '/etc/ssl/', key('CERTIFICATE')), undefined)
  })

  it('stay when the container reads them', () => {
    const { refused } = fixAll('FROM nginx\nCOPY server.key /etc/nginx/\nRUN nginx -t\n')
    assert.match(refused[0]?.reason ?? '', /^The running container may read server\.key/)
  })
})

describe('commands with keys', () => {
  it('make a credential of what is written where ssh looks for a key, whatever it is called', () => {
    assert.deepEqual(storedBy('echo "$TOKEN" > ~/.ssh/id_rsa'), ['/root/.ssh/id_rsa'])
    assert.deepEqual(reported('ARG stuff', 'RUN echo "$stuff" | base64 -d > /root/.ssh/id_ed25519'), [
      'secret-in-arg',
      'persisted-credential',
    ])
    assert.deepEqual(reported('ARG stuff', 'RUN echo "$stuff" > /root/.ssh/id_ed25519.pub'), [])
    assert.deepEqual(reported('ARG stuff', 'RUN echo "$stuff" > /etc/ssl/certs/corp.pem'), [])
  })

  it('leave nothing when they remove the key again', () => {
    assert.deepEqual(storedBy('echo "$TOKEN" > ~/.ssh/id_rsa && git clone git@h.example:a/b && rm ~/.ssh/id_rsa'), [])
    assert.deepEqual(storedBy('echo "$TOKEN" > ~/.ssh/id_rsa && git clone git@h.example:a/b && rm -rf ~/.ssh'), [])
    assert.deepEqual(storedBy('echo "$TOKEN" > ~/.ssh/id_rsa', 'rm ~/.ssh/id_rsa'), ['/root/.ssh/id_rsa'])
  })

  it('know what an agent gets', () => {
    for (const command of ['echo "$stuff" | ssh-add -', 'ssh-add <(echo "$stuff")', 'ssh-add - <<< "$stuff"'])
      assert.deepEqual(
        reported('ARG stuff', `RUN eval $(ssh-agent) && ${command} && npm ci`),
        ['secret-in-arg'],
        command,
      )
    assert.deepEqual(reported('ARG stuff=/run/key', 'RUN ssh-add -l; echo "$stuff"'), [])
  })

  it('may be new ones, which all containers of the image would share', () =>
    assert.deepEqual(
      reported(
        'RUN ssh-keygen -A',
        `RUN ssh-keygen -q -t rsa -N '' -f ~/.ssh/id_rsa && cat ~/.ssh/id_rsa.pub >> ~/.ssh/authorized_keys`,
        'RUN ssh-keygen -l -f key && ssh-keygen -F host',
      ),
      ['persisted-credential', 'persisted-credential'],
    ))

  it('have names that are no secrets', () =>
    assert.deepEqual(
      reported(
        'ARG SSH_AUTH_SOCK',
        'ARG SSH_KEY_PATH',
        'ARG SSH_PUBLIC_KEY',
        'ARG GIT_SSH_COMMAND',
        'ARG SSH_KNOWN_HOSTS',
        'RUN make',
      ),
      [],
    ))

  it('find the key that an argument brings in every RUN that connects', () => {
    const { text } = fixAll(
      withToken(
        'mkdir -p ~/.ssh && ssh-keyscan h.example >> ~/.ssh/known_hosts',
        'echo "$TOKEN" > ~/.ssh/id_rsa && chmod 600 ~/.ssh/id_rsa',
        'apt-get install -y curl',
        'git clone git@h.example:a/b',
        'git clone https://h.example/a/c',
        'npm ci',
      ),
    )
    const mount = '--mount=type=secret,id=token,env=TOKEN,required=true '
    const write = 'echo "$TOKEN" > ~/.ssh/id_rsa && chmod 600 ~/.ssh/id_rsa && '
    assert.deepEqual(text.split('\n').slice(2, -1), [
      'RUN mkdir -p ~/.ssh && ssh-keyscan h.example >> ~/.ssh/known_hosts',
      'RUN apt-get install -y curl',
      `RUN ${mount}${write}git clone git@h.example:a/b && rm -f /root/.ssh/id_rsa`,
      'RUN git clone https://h.example/a/c',
      `RUN ${mount}${write}npm ci && rm -f /root/.ssh/id_rsa`,
    ])
  })

  it('find a key at another place by what is said to ssh and git', () => {
    const { text } = fixAll(
      withToken(
        'echo "$TOKEN" > /tmp/k && chmod 600 /tmp/k',
        'GIT_SSH_COMMAND="ssh -i /tmp/k" git clone git@h.example:a/b',
      ),
    )
    assert.match(
      text,
      /^RUN --mount=\S+ echo "\$TOKEN" > \/tmp\/k && chmod 600 \/tmp\/k && GIT_SSH_COMMAND=.* && rm -f \/tmp\/k$/m,
    )
    assert.doesNotMatch(text, /^RUN (?!--mount)/m)
  })
})
