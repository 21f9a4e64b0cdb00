import { terraformFiles } from './files/terraform.ts'
import type { CredentialVariable, Ecosystem } from './model.ts'

/** Of Azure's provider and backend: https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs */
const AZURE = ['ARM_CLIENT_SECRET', 'ARM_CLIENT_CERTIFICATE_PASSWORD', 'ARM_ACCESS_KEY', 'ARM_SAS_TOKEN']

export const terraform: Ecosystem = {
  id: 'terraform',
  title: 'Terraform and OpenTofu',
  files: terraformFiles,
  variables: [
    // Of `app.terraform.io` it is TF_TOKEN_app_terraform_io.
    { name: 'TF_TOKEN_<host>', holds: 'token', readByMany: true },
    ...AZURE.map((name): CredentialVariable => ({ name, holds: 'token', readByMany: true })),
  ],
  tools: [
    {
      commands: ['terraform', 'tofu', 'terragrunt', 'tflint', 'packer'],
      consumers: 'init get plan apply destroy import refresh providers test build --init'.split(' '),
      quiet: ['fmt', 'validate', 'plugins', 'workspace', 'output', 'show'],
      reads: `.terraformrc credentials.tfrc.json terraform.tfvars .netrc .gitconfig .git-credentials .aws/credentials
        .aws/config application_default_credentials.json`.split(/\s+/),
      // `TF_VAR_name`, and whatever a provider reads.
      readsAnyVariable: true,
      persisting: [],
    },
  ],
  references: [
    'https://developer.hashicorp.com/terraform/cli/config/config-file#credentials',
    'https://developer.hashicorp.com/terraform/cli/config/config-file#environment-variable-credentials',
  ],
}
