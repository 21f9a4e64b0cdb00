import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { copying, fixed, holds, passwordsIn, refusal, storedBy, takesPassword } from '../../support/knowledge.ts'

/** Commands with a credential, and close ones that have none. */
const commands: Readonly<Record<string, { readonly taken: readonly string[]; readonly others: readonly string[] }>> = {
  'of package registries': {
    taken: [
      'twine upload -u ci -p $VALUE dist/*',
      'poetry publish --build -u ci -p $VALUE',
      'dotnet nuget push a.nupkg -k $VALUE -s https://nuget.example',
      'choco apikey -k $VALUE -s https://choco.example',
      'vsce publish -p $VALUE',
      'npx ovsx publish -p $VALUE',
    ],
    others: [
      'twine check -p $VALUE',
      'gem push --key $VALUE a.gem',
      'dotnet build -k $VALUE',
      'choco install -y $VALUE',
      'vsce package -o $VALUE',
    ],
  },
  'of services': {
    taken: [
      'doctl auth init -t $VALUE',
      'flyctl -t $VALUE deploy',
      'npx vercel deploy -t $VALUE',
      'expo login -u ci -p $VALUE',
      'codecov -t $VALUE',
      'glab auth login -t $VALUE --hostname gitlab.example',
      'cf login -a https://api.example -u ci -p $VALUE',
      'cf auth ci $VALUE',
      'pulumi config set --secret name $VALUE',
      'cloudflared service install $VALUE',
      'pro attach $VALUE',
      'SUSEConnect -r $VALUE',
      'mc alias set corp https://s3.example ci $VALUE',
      'echo $VALUE | gh auth login --with-token',
      'gh auth login --hostname github.example --with-token <<< "$VALUE"',
      'grafana-cli admin reset-admin-password $VALUE',
    ],
    others: [
      'doctl compute droplet list --tag-name $VALUE',
      'fly -t $VALUE login',
      'vercel deploy --target $VALUE',
      'expo publish -p $VALUE',
      'codecov -f $VALUE',
      'cf push -p $VALUE',
      'pulumi config set aws:region $VALUE',
      'cloudflared tunnel run $VALUE',
      'pro enable $VALUE',
      'mc alias set corp $VALUE',
      'echo $VALUE | gh issue create',
      'gh auth login --hostname $VALUE',
    ],
  },
  'of servers': {
    taken: [
      'airflow users create -u ci -p $VALUE -r Admin',
      'influx setup -u ci -p $VALUE -o org -b bucket -f',
      'mosquitto_pub -u ci -P $VALUE -t topic -m text',
      'mosquitto_passwd -b /etc/mosquitto/passwd ci $VALUE',
      'ipmitool -H host -U ci -P $VALUE power on',
      'ncftpget -u ci -p $VALUE host . /file',
      "lftp -u ci,$VALUE -e 'mirror /a; quit' host",
      'lftp -c "open -u ci,$VALUE host; get a"',
      "smbclient //host/share -U ci%$VALUE -c 'get a'",
      'net ads join -U CORP/ci%$VALUE',
      'sqlplus ci/$VALUE@db @a.sql',
      'echo $VALUE | kinit ci@EXAMPLE.COM',
      'realm join -U ci <<< $VALUE',
      'skopeo copy --src-creds ci:$VALUE docker://a docker://b',
      'podman pull --creds ci:$VALUE registry.example/a',
      'xh -a ci:$VALUE https://host/',
    ],
    others: [
      'airflow dags trigger -p $VALUE',
      'influx -host $VALUE -execute text',
      'influx -import -path=$VALUE',
      'mosquitto_pub -p $VALUE -t topic -m text',
      'ncftpget -P $VALUE host . /file',
      'lftp -e "mirror a,$VALUE" host',
      "smbclient -N //host/$VALUE -c 'get a'",
      'sqlplus /nolog @$VALUE',
      'sqlplus @/opt/$VALUE@db',
      'kinit -kt $VALUE ci',
      'skopeo copy docker://$VALUE docker://b',
    ],
  },
  'of archives and keys': {
    taken: [
      'unzip -P $VALUE a.zip',
      'zip -rP $VALUE a.zip b',
      '7z x -p$VALUE a.7z',
      'unrar x -p$VALUE a.rar',
      'openssl enc -d -aes-256-cbc -k $VALUE -in a.enc -out a',
      'openssl aes-256-cbc -d -K $VALUE -iv 0 -in a.enc -out a',
      'echo $VALUE | gpg --batch --passphrase-fd 0 -d a.gpg',
    ],
    others: [
      'unzip -d $VALUE a.zip',
      '7z x -o$VALUE a.7z',
      'unrar x -p- $VALUE',
      'openssl rsa -check -in $VALUE',
      'echo "$VALUE" | gpg --import',
    ],
  },
  'of programs that mean something else by the same options': {
    taken: [],
    others: [
      'mkdir -p $VALUE',
      'ssh -p $VALUE host true',
      'scp -P $VALUE a host:b',
      'tar -p -xf $VALUE',
      'docker run -p $VALUE image',
      'docker build -t $VALUE .',
      'patch -p$VALUE < a.patch',
      'make -k $VALUE',
      'curl -k $VALUE',
      'mount -t $VALUE a b',
      'wget -P $VALUE https://host/a',
    ],
  },
}

for (const [name, { taken, others }] of Object.entries(commands))
  describe(`the command lines ${name}`, () => {
    for (const command of taken) it(`take a credential in ${command}`, () => assert.ok(takesPassword(command)))
    for (const command of others) it(`take none in ${command}`, () => assert.ok(!takesPassword(command)))
  })

describe('a password on a command line', () => {
  it('is found when it is written there', () => {
    assert.deepEqual(passwordsIn('unzip -P hunter2 a.zip'), ['unzip: hunter2'])
    assert.deepEqual(passwordsIn('lftp -u ci,hunter2 host'), ['ci: hunter2'])
    assert.deepEqual(passwordsIn('smbclient //host/share -U CORP/ci%hunter2'), ['CORP/ci: hunter2'])
    assert.deepEqual(passwordsIn('sqlplus ci/hunter2@db @a.sql'), ['ci: hunter2'])
  })

  it('protects nothing when everybody knows it', () => {
    assert.deepEqual(passwordsIn('7z x -pinfected samples.7z'), [])
    assert.deepEqual(passwordsIn('sqlplus system/oracle@localhost @a.sql'), [])
    assert.deepEqual(passwordsIn('mc alias set local http://localhost:9000 minioadmin minioadmin'), [])
  })
})

describe('a login that stays', () => {
  const GH = 'echo "$TOKEN" | gh auth login --with-token'

  it('is in the file of its program', () => {
    assert.deepEqual(storedBy(GH), ['/root/.config/gh/hosts.yml'])
    assert.deepEqual(storedBy('glab auth login --token $TOKEN'), ['/root/.config/glab-cli/config.yml'])
    assert.deepEqual(storedBy('echo $TOKEN | az devops login'), ['/root/.azure/azuredevops/personalAccessTokens'])
    assert.deepEqual(storedBy('doctl auth init -t $TOKEN'), ['/root/.config/doctl/config.yaml'])
    assert.deepEqual(storedBy('cf auth ci $TOKEN'), ['/root/.cf/config.json'])
    assert.deepEqual(storedBy('mc alias set corp https://s3.example ci $TOKEN'), ['/root/.mc/config.json'])
  })

  it('ends after its last use', () => {
    const { runs, mounted } = fixed(GH, 'gh release download -R corp/tool')
    const logout = 'gh auth logout --hostname github.com'
    assert.deepEqual(runs, [`${GH} && gh release download -R corp/tool && ${logout}`])
    assert.deepEqual(mounted, ['TOKEN'])
    assert.deepEqual(storedBy(`${GH} && gh repo clone corp/tool && ${logout}`), [])
  })

  it('is for its own host', () =>
    assert.deepEqual(
      fixed('gh auth login --hostname git.example --with-token <<< "$TOKEN" && gh repo clone a/b').runs,
      [
        'gh auth login --hostname git.example --with-token <<< "$TOKEN" && gh repo clone a/b && gh auth logout --hostname git.example',
      ],
    ))

  it('to Azure DevOps ends there, too', () =>
    assert.deepEqual(fixed('az devops login --org https://a.example <<< $TOKEN && az repos list').runs, [
      'az devops login --org https://a.example <<< $TOKEN && az repos list && az devops logout',
    ]))

  it('may be what the container starts with', () => assert.match(refusal('cf auth ci $TOKEN'), /running container/))

  it('shows in the text of the file', () => {
    const secret = 'hunter2'.repeat(3)
    assert.ok(holds('.config/gh/hosts.yml', `github.com:\n    oauth_token: ${secret}\n    user: ci\n`))
    assert.ok(holds('.mc/config.json', JSON.stringify({ aliases: { corp: { secretKey: secret } } })))
    assert.ok(holds('.config/glab-cli/config.yml', `hosts:\n    gitlab.com:\n        token: ${secret}\n`))
    assert.ok(holds('.azure/azuredevops/personalAccessTokens', `[default]\nPersonal Access Token = ${secret}\n`))
    assert.ok(!holds('.config/gh/hosts.yml', 'github.com:\n    user: ci\n'))
    assert.ok(!holds('.mc/config.json', JSON.stringify({ aliases: {} })))
    assert.equal(copying('deploy/hosts.yml', '/etc/hosts.yml'), undefined)
  })
})
