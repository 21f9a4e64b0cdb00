import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import secretInEnv from '../../../server/src/core/rules/secret-in-env.ts'
import { expectRefusal } from '../../support/fixtures.ts'
import { copying, holds, readersOf, SECRET } from '../../support/knowledge.ts'

describe('Terraform', () => {
  for (const name of ['TF_TOKEN_app_terraform_io', 'ARM_CLIENT_SECRET', 'TF_VAR_db_password', 'ARM_ACCESS_KEY'])
    it(`reads ${name}`, () => {
      const commands = ['terraform version', 'terraform fmt -check', 'terraform -chdir=infra init -input=false']
      assert.deepEqual(readersOf(name, ...commands), [commands[2]])
    })

  it('is OpenTofu, too', () =>
    assert.deepEqual(readersOf('TF_TOKEN_app_terraform_io', 'tofu validate', 'tofu init', 'terragrunt plan'), [
      'tofu init',
      'terragrunt plan',
    ]))

  it('may be what the image is for', () =>
    expectRefusal(
      secretInEnv,
      `
        FROM hashicorp/terraform
        ARG ARM_CLIENT_SECRET
        ENV ARM_CLIENT_SECRET=$ARM_CLIENT_SECRET
        RUN apk add --no-cache bash
        CMD ["plan"]
      `,
      'ARM_CLIENT_SECRET is in the environment of the running container, which may need it; pass it with docker run or as a run-time secret.',
    ))

  it('has settings, in which a token may be', () => {
    assert.equal(copying('.terraformrc', '/root/'), undefined)
    assert.equal(copying('.terraformrc', '/root/', `credentials "h.example" {\n  token = "${SECRET}"\n}\n`), 'error')
    assert.ok(holds('.terraformrc', `credentials "h.example" { token = "${SECRET}" }`))
    assert.ok(!holds('.terraformrc', 'plugin_cache_dir = "/cache"\nprovider_installation {\n  direct {}\n}\n'))
  })

  it('has a file for tokens', () => {
    assert.equal(copying('credentials.tfrc.json', '/root/.terraform.d/'), 'error')
    assert.ok(holds('credentials.tfrc.json', `{"credentials":{"app.terraform.io":{"token":"${SECRET}"}}}`))
    assert.ok(!holds('credentials.tfrc.json', '{"credentials":{"app.terraform.io":{"token":"<TOKEN>"}}}'))
  })

  it('has variables in a file, whose names tell', () => {
    assert.equal(copying('terraform.tfvars', '/infra/'), undefined)
    assert.equal(copying('terraform.tfvars', '/infra/', `region = "eu"\ndb_password = "${SECRET}"\n`), 'error')
    assert.ok(!holds('terraform.tfvars', 'region = "eu"\nkey_name = "deploy"\npublic_key = "ssh-ed25519 AAAA"\n'))
  })
})
