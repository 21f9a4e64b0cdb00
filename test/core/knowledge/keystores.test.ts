import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { copying, passwordsIn, takesPassword } from '../../support/knowledge.ts'

describe('passwords of key stores', () => {
  const commands: Readonly<Record<string, readonly string[]>> = {
    'keytool -genkeypair -alias a -keystore k.jks -storepass hunter2': ['keytool: hunter2'],
    'keytool -genkey -keystore k.jks -storepass hunter2 -keypass secret2': ['keytool: hunter2', 'keytool: secret2'],
    'keytool -importkeystore -srckeystore a.p12 -srcstorepass hunter2 -destkeystore k.jks': ['keytool: hunter2'],
    'jarsigner -storepass hunter2 app.jar a': ['jarsigner: hunter2'],
    'openssl pkcs12 -export -in a.pem -out a.p12 -passout pass:hunter2': ['openssl: hunter2'],
    'openssl pkcs12 -export -in a.pem -out a.p12 -password pass:hunter2': ['openssl: hunter2'],
    'openssl enc -d -aes256 -in a.enc -out a -pass pass:hunter2': ['openssl: hunter2'],
  }
  for (const [command, found] of Object.entries(commands))
    it(`are found in ${command}`, () => assert.deepEqual(passwordsIn(command), found))

  const others = [
    'keytool -genkey -keystore k.jks -storepass changeit -keypass changeit',
    'keytool -import -trustcacerts -file ca.crt -keystore cacerts -storepass hunter2 -noprompt',
    'keytool -list -keystore cacerts -storepass hunter2',
    'openssl genrsa -des3 -passout pass:x -out server.pass.key 2048',
    'openssl pkcs12 -export -in a.pem -password env:PASSWORD',
    'openssl rsa -in a.key -passin env:PHRASE',
    'openssl rsa -in a.key -passin file:/run/phrase',
  ]
  for (const command of others) it(`are none in ${command}`, () => assert.deepEqual(passwordsIn(command), []))

  it('make a secret of an argument, whatever its name', () => {
    assert.ok(takesPassword('keytool -genkey -keystore k.jks -storepass "$VALUE"'))
    assert.ok(takesPassword('openssl enc -d -in a.enc -out a -pass "pass:$VALUE"'))
    assert.ok(!takesPassword('keytool -genkey -keystore "$VALUE" -storepass changeit'))
    assert.ok(!takesPassword('openssl rsa -in a.key -passin "file:$VALUE"'))
  })
})

describe('key stores', () => {
  it('are told by their name alone', () => {
    for (const name of ['server.p12', 'certs/app.pfx', 'keystore', 'keystore.jks', 'release.keystore'])
      assert.equal(copying(name, '/app/'), 'warning', name)
  })

  it('are none when they hold certificates, or keys that everybody has', () => {
    for (const name of ['truststore.jks', 'kafka.client.truststore.p12', 'cacerts.jks', 'debug.keystore', 'app.jar'])
      assert.equal(copying(name, '/app/'), undefined, name)
  })
})
