import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { judgeValue } from '../../../server/src/core/secrets/values.ts'
import { issuerOf } from '../../../server/src/core/secrets/values/tokens.ts'

// Everything here is put together at run time, so that no scanner takes it for a token that somebody lost.
const ALNUM = 'q7Rk2vT9xwZb41mLc83Hs6Yd5NfPj0GaQeUoW'.repeat(6)
const HEX = '3c9d07abe41f5526'.repeat(10)
const UPPER = ALNUM.toUpperCase()
const LOWER = ALNUM.toLowerCase()
const alnum = (length: number) => ALNUM.slice(0, length)
const hex = (length: number) => HEX.slice(0, length)
const upper = (length: number) => UPPER.slice(0, length)
const lower = (length: number) => LOWER.slice(0, length)

/** One for each form: issuer, and prefix with what follows it. */
const TOKENS: readonly (readonly [issuer: string, prefix: string, rest: string])[] = [
  ['GitHub', 'ghp_', alnum(36)],
  ['GitHub', 'ghs_', alnum(36)],
  ['GitHub', 'github_pat_', `${alnum(22)}_${alnum(59)}`],
  ['GitLab', 'glpat-', alnum(20)],
  ['GitLab', 'glpat-', `${alnum(27)}.01.${alnum(9)}`],
  ['GitLab', 'gldt-', alnum(20)],
  ['GitLab', 'glcbt-', `64_${alnum(20)}`],
  ['GitLab', 'GR1348941', alnum(20)],
  ['Bitbucket', 'ATBB', alnum(32)],
  ['Atlassian', 'ATATT3', `${alnum(180)}=${hex(8)}`],
  ['npm', 'npm_', alnum(36)],
  ['PyPI', 'pypi-', alnum(150)],
  ['RubyGems', 'rubygems_', hex(48)],
  ['NuGet', 'oy2', lower(43)],
  ['crates.io', 'cio', alnum(32)],
  ['Artifactory', 'AKCp', alnum(69)],
  ['Artifactory', 'cmVmdGtu', alnum(56)],
  ['Docker', 'dckr_pat_', alnum(27)],
  ['SonarQube', 'sqp_', hex(40)],
  ['Buildkite', 'bkua_', hex(40)],
  ['CircleCI', 'CCIPAT_', `${alnum(22)}_${hex(40)}`],
  ['Terraform Cloud', '', `${alnum(14)}.atlasv1.${alnum(67)}`],
  ['Pulumi', 'pul-', hex(40)],
  ['Doppler', 'dp.st.', `prd.${alnum(40)}`],
  ['1Password', 'ops_eyJ', alnum(200)],
  ['age', 'AGE-SECRET-KEY-1', upper(58)],
  ['Vault', 'hvs.', alnum(92)],
  ['Tailscale', 'tskey-', `auth-${alnum(12)}-${alnum(32)}`],
  ['AWS', 'AKIA', upper(16)],
  ['AWS', 'ASIA', upper(16)],
  ['Google', 'AIza', alnum(35)],
  ['Google', 'GOCSPX-', alnum(28)],
  ['DigitalOcean', 'dop_v1_', hex(64)],
  ['Heroku', 'HRKU-', [hex(8), hex(4), hex(4), hex(4), hex(12)].join('-')],
  ['Fly.io', 'fo1_', alnum(43)],
  ['Netlify', 'nfp_', alnum(36)],
  ['Vercel', 'vcp_', alnum(56)],
  ['Databricks', 'dapi', hex(32)],
  ['OpenAI', 'sk-', alnum(48)],
  ['OpenAI', 'sk-proj-', alnum(150)],
  ['Anthropic', 'sk-ant-', `api03-${alnum(93)}AA`],
  ['Hugging Face', 'hf_', alnum(34)],
  ['Groq', 'gsk_', alnum(52)],
  ['Sentry', 'sntrys_', `${alnum(100)}=`],
  ['Sentry', 'sntryu_', hex(64)],
  ['Grafana', 'glsa_', `${alnum(32)}_${hex(8)}`],
  ['New Relic', 'NRAK-', upper(27)],
  ['New Relic', '', `${lower(36)}NRAL`],
  ['Slack', 'xoxb-', `${'482913'.repeat(2)}-${alnum(24)}`],
  ['SendGrid', 'SG.', `${alnum(22)}.${alnum(43)}`],
  ['Mailgun', 'key-', hex(32)],
  ['Mailchimp', '', `${hex(32)}-us14`],
  ['Twilio', 'SK', hex(32)],
  ['Telegram', '', `5829104736:AA${alnum(33)}`],
  ['Discord', 'M', `${alnum(25)}.${alnum(6)}.${alnum(38)}`],
  ['Linear', 'lin_api_', alnum(40)],
  ['Postman', 'PMAK-', `${hex(24)}-${hex(34)}`],
  ['Airtable', 'pat', `${alnum(14)}.${hex(64)}`],
  ['Stripe', 'sk_live_', alnum(24)],
  ['Stripe', 'rk_live_', alnum(99)],
  ['Shopify', 'shpat_', hex(32)],
  ['Square', 'EAAA', alnum(60)],
  ['Facebook', 'EAA', alnum(180)],
  ['Microsoft Entra', '', `${alnum(3)}8Q~${alnum(34)}`],
  ['Azure DevOps', '', `${alnum(76)}AZDO${alnum(4)}`],
  ['Azure Storage', '', `${alnum(76)}+ASt${alnum(6)}==`],
  ['a JSON Web Token', 'eyJ', `${alnum(30)}.eyJ${alnum(60)}.${alnum(43)}`],
]

describe('A token is told by the form that its issuer gives it:', () => {
  for (const [issuer, prefix, rest] of TOKENS)
    it(`${issuer}, ${prefix === '' ? 'without a prefix' : prefix}`, () =>
      assert.deepEqual(judgeValue(prefix + rest), { kind: 'token', issuer }))

  it('after the scheme of a header', () => assert.equal(judgeValue(`token ghp_${alnum(36)}`).issuer, 'GitHub'))
})

describe('No token is', () => {
  const texts = [
    'npm_config_registry',
    'sk-SK',
    'ghr_v0.12.0_linux_amd64.tar.gz',
    'rubygems_check_replacement_vulnerability',
    'hf_transformers_cache_directory_path',
    'SG.com.example.app.service',
    'API-gateway-and-more-things-inside',
    'key-management-service-controller-1',
    'pat.example.com',
    'AKIA1234',
    'EAAAAA',
    'sk-learn-contrib-and-a-very-long-name-of-a-package',
    'MyService.Module.Controllers.HomeController',
    'oy2',
    'secret_manager_of_the_company_with_a_long_na',
  ]
  for (const text of texts) it(text, () => assert.equal(issuerOf(text), undefined))

  it('the beginning of one', () => {
    const known = TOKENS.filter(([, prefix]) => prefix !== '').map(([, prefix, rest]) => prefix + rest.slice(0, 10))
    assert.deepEqual(
      known.filter(it => issuerOf(it) !== undefined),
      [],
    )
  })

  it('one that goes on as none does', () => {
    assert.equal(issuerOf(`AKIA${upper(17)}`), undefined)
    assert.equal(issuerOf(`rubygems_${alnum(48)}`), undefined)
  })
})

describe('A sample of a token is a placeholder:', () => {
  const samples: Readonly<Record<string, string>> = {
    'the access key of the AWS documentation': ['AKIAIOSFODNN7', 'EXAMPLE'].join(''),
    'the token of jwt.io': ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiIxMjM0NTY3ODkwIn0', alnum(43)].join('.'),
    'the key of the Stripe documentation': ['sk_test', '4eC39HqLyjWDarjtT1zdp7dc'].join('_'),
    'x for every character': `ghp_${'x'.repeat(36)}`,
    'X for every character': `npm_${'X'.repeat(36)}`,
    zeros: `ghp_${'0'.repeat(36)}`,
    'a few characters again and again': `npm_${'abc'.repeat(12)}`,
    'digits in their order': `ghp_${'1234567890'.repeat(4).slice(0, 36)}`,
    'letters in their order': `ghp_abcdefghijklmnopqrstuvwxyz${alnum(10)}`,
    'words that say so': ['glpat', 'your-token-goes-here'].join('-'),
    'a word that says so': `glpat-EXAMPLE-${alnum(20)}`,
  }
  for (const [title, text] of Object.entries(samples))
    it(title, () => assert.deepEqual(judgeValue(text), { kind: 'placeholder' }))
})
