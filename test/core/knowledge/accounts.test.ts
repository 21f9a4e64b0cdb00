import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { copying, holds, passwordsIn, refusal, storedBy, takesPassword } from '../../support/knowledge.ts'

describe('passwords of the system', () => {
  const commands: Readonly<Record<string, readonly string[]>> = {
    "echo 'root:hunter2' | chpasswd": ['root: hunter2'],
    'echo -n root:hunter2 | sudo /usr/sbin/chpasswd': ['root: hunter2'],
    "printf '%s:%s\\n' root hunter2 | chpasswd": ['root: hunter2'],
    "echo 'root:hunter2\\nbob:secret' | chpasswd": ['root: hunter2', 'bob: secret'],
    "chpasswd <<< 'root:hunter2'": ['root: hunter2'],
    "sh -c 'echo root:hunter2 | chpasswd'": ['root: hunter2'],
    'echo hunter2 | passwd --stdin root': ['root: hunter2'],
    'printf "hunter2\\nhunter2\\n" | passwd bob': ['bob: hunter2', 'bob: hunter2'],
    'yes hunter2 | passwd': ['passwd: hunter2'],
    'printf "hunter2\\nhunter2\\n" | smbpasswd -a -s -c /smb.conf bob': ['bob: hunter2', 'bob: hunter2'],
    '{ echo hunter2; echo hunter2; } | passwd bob': ['bob: hunter2', 'bob: hunter2'],
    '(echo hunter2; echo hunter2; echo n) | vncpasswd': ['vncpasswd: hunter2', 'vncpasswd: hunter2'],
    '(echo root:hunter2; echo bob:secret) | chpasswd': ['root: hunter2', 'bob: secret'],
    '(echo hunter2; echo hunter2) | jupyter notebook password': ['jupyter: hunter2', 'jupyter: hunter2'],
    'ldapadd -x -D cn=admin,dc=example -w hunter2 -f a.ldif': ['the directory: hunter2'],
    'kdb5_util -P hunter2 -r EXAMPLE.COM create -s': ['kdb5_util: hunter2'],
    'ssserver -p 80 -k hunter2 -m aes-256-cfb': ['ssserver: hunter2'],
    'echo hunter2 | vncpasswd -f > ~/.vnc/passwd': ['vncpasswd: hunter2'],
    'x11vnc -storepasswd hunter2 ~/.vnc/passwd': ['x11vnc: hunter2'],
    'useradd -m -s /bin/sh -p hunter2 bob': ['bob: hunter2'],
    'useradd -mUs /bin/sh -u 1000 -p hunter2 bob': ['bob: hunter2'],
    'useradd -l -u 1000 -p hunter2 bob': ['bob: hunter2'],
    'usermod -l bob -p hunter2 alice': ['alice: hunter2'],
    'useradd bob --password=hunter2': ['bob: hunter2'],
    "usermod -p '$6$salt$hash' root": ['root: $6$salt$hash'],
    'useradd -p "$(openssl passwd -6 hunter2)" bob': ['openssl: hunter2'],
    'useradd -p $(echo hunter2 | openssl passwd -1 -stdin) bob': ['openssl: hunter2'],
    'useradd -p $(mkpasswd -m sha-512 hunter2) bob': ['mkpasswd: hunter2'],
    'htpasswd -bc /etc/nginx/.htpasswd admin hunter2': ['admin: hunter2'],
    'htpasswd -nbB admin hunter2 > /etc/nginx/.htpasswd': ['admin: hunter2'],
    'htpasswd -ic /etc/nginx/.htpasswd admin <<< hunter2': ['admin: hunter2'],
    'sshpass -p hunter2 ssh host true': ['sshpass: hunter2'],
    'sshpass -phunter2 ssh host true': ['sshpass: hunter2'],
    'add-user.sh admin hunter2 --silent': ['admin: hunter2'],
    "echo 'pkg pkg/root_password password hunter2' | debconf-set-selections": ['pkg/root_password: hunter2'],
    "echo 'pkg pkg/root_password_again password hunter2' | debconf-set-selections": ['pkg/root_password: hunter2'],
    "printf '%s\\n' 'pkg a/b boolean true' 'pkg pkg/pw password hunter2' | debconf-set-selections": ['pkg/pw: hunter2'],
    'debconf-set-selections <<< "pkg pkg/app-pass password hunter2"': ['pkg/app-pass: hunter2'],
  }
  for (const [command, found] of Object.entries(commands))
    it(`are found in ${command}`, () => assert.deepEqual(passwordsIn(command), found))

  it('may be weak: what is set is the password', () => {
    assert.deepEqual(passwordsIn('echo bob:changeme | chpasswd'), ['bob: changeme'])
    assert.deepEqual(passwordsIn("echo 'bob:P@$$w0rd' | chpasswd"), ['bob: P@$$w0rd'])
  })

  it('are not told by the name of their account', () =>
    assert.deepEqual(passwordsIn('echo docker:docker | chpasswd'), ['an account: docker']))

  const others = [
    'passwd -d root && passwd -l bob',
    '(echo root; cat names) | sort | passwd',
    'ldapsearch -x -W -b dc=example && ldapadd -y /run/password -f a.ldif',
    "{ echo 'x mysql-server/root_password password unused'; echo y; } | debconf-set-selections",
    "usermod -p '*' bob",
    "useradd -p '!' bob && useradd -p '' alice",
    "useradd -p '**LOCKED**' bob",
    'useradd -d /home/bob -s /bin/sh bob',
    'echo bob: | chpasswd',
    'echo "root:$(head -c 16 /dev/urandom | base64)" | chpasswd',
    "echo 'pkg pkg/root_password seen true' | debconf-set-selections",
    "echo 'pkg pkg/root_password password ' | debconf-set-selections",
    "echo 'pkg pkg/license boolean true' | debconf-set-selections",
    'openssl passwd -1 -stdin < /run/password',
    'htpasswd -c /etc/nginx/.htpasswd admin < /run/password',
    "echo 'root:hunter2'",
    "echo 'root:<PASSWORD>' | chpasswd",
  ]
  for (const command of others) it(`are none in ${command}`, () => assert.deepEqual(passwordsIn(command), []))

  it('make a secret of an argument, whatever its name', () => {
    assert.ok(takesPassword('echo "root:$VALUE" | chpasswd'))
    assert.ok(takesPassword('echo "$VALUE" | passwd --stdin root'))
    assert.ok(takesPassword('printf "%s:%s" root "$VALUE" | chpasswd'))
    assert.ok(takesPassword('useradd -p "$(openssl passwd -1 $VALUE)" bob'))
    assert.ok(takesPassword('htpasswd -b /etc/x admin "$VALUE"'))
    assert.ok(takesPassword('echo "pkg pkg/root_password password $VALUE" | debconf-set-selections'))
  })

  it('leave the name of the account alone', () => {
    assert.ok(!takesPassword('echo "$VALUE:hunter2" | chpasswd'))
    assert.ok(!takesPassword('echo "$VALUE:$VALUE" | chpasswd'))
    assert.ok(!takesPassword('useradd -p x "$VALUE"'))
    assert.ok(!takesPassword('htpasswd -b /etc/x "$VALUE" hunter2'))
  })
})

describe('passwords of VNC', () => {
  const commands = [
    'x11vnc -storepasswd "$TOKEN" /root/.vnc/passwd',
    '(echo "$TOKEN"; echo "$TOKEN"; echo n) | vncpasswd',
    'echo "$TOKEN" | vncpasswd -f > /root/.vnc/passwd',
  ]

  it('can be read from their file, which the container needs', () => {
    for (const command of commands) {
      assert.deepEqual(storedBy(command), ['/root/.vnc/passwd'], command)
      assert.match(refusal(command), /^TOKEN is written to \/root\/\.vnc\/passwd, /, command)
    }
  })
})

describe('.htpasswd', () => {
  it('holds what passwords can be guessed from', () => {
    assert.equal(copying('.htpasswd', '/etc/nginx/'), 'error')
    assert.equal(copying('htpasswd', '/etc/nginx/.htpasswd'), 'error')
    assert.equal(copying('_htpasswd', '/etc/nginx/'), 'error')
    assert.ok(holds('.htpasswd', 'admin:$apr1$abc$def\n'))
    assert.ok(!holds('.htpasswd', '# nobody yet\n'))
  })
})
