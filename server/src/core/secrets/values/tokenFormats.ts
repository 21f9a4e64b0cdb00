/** Characters after the prefix of a token. */
const ALPHABETS = {
  hex: /^[0-9a-fA-F]+$/,
  alnum: /^[0-9A-Za-z]+$/,
  upper: /^[0-9A-Z]+$/,
  lower: /^[0-9a-z]+$/,
  word: /^\w+$/,
  url: /^[\w-]+$/,
  dotted: /^[\w.-]+$/,
  base64: /^[\w+/=-]+$/,
} as const

/** A form in which an issuer gives out its credentials. */
export interface TokenFormat {
  readonly issuer: string
  readonly prefix: string
  readonly alphabet: RegExp
  /** How many characters follow the prefix. */
  readonly least: number
  readonly most: number
}

type Row = readonly [
  issuer: string,
  prefixes: string,
  alphabet: keyof typeof ALPHABETS,
  least: number,
  /** As many as `least` when it is `=`. */
  most?: number | '=',
]

/**
 * Prefixes that issuers have given their tokens so that they can be found, as their documentation and the secret
 * scanning of GitHub, GitLab and gitleaks describe them.
 * https://docs.github.com/en/code-security/secret-scanning/introduction/supported-secret-scanning-patterns
 */
const ROWS: readonly Row[] = [
  // Where code and packages are.
  ['GitHub', 'ghp_ gho_ ghu_ ghs_ ghr_', 'word', 36],
  ['GitHub', 'github_pat_', 'word', 36],
  ['GitLab', 'glpat- gldt- glptt- glrt- glrtr- glcbt- glft- glimt- glsoat- glffct- glagent- gloas-', 'dotted', 20],
  ['GitLab', 'GR1348941', 'url', 20, '='],
  ['Bitbucket', 'ATBB', 'alnum', 24],
  ['Atlassian', 'ATATT3 ATCTT3', 'base64', 50],
  ['npm', 'npm_', 'alnum', 36, '='],
  ['PyPI', 'pypi-', 'base64', 50],
  ['RubyGems', 'rubygems_', 'hex', 48, '='],
  ['NuGet', 'oy2', 'lower', 43, '='],
  ['crates.io', 'cio', 'alnum', 32, '='],
  ['Clojars', 'CLOJARS_', 'hex', 60, '='],
  ['Packagist', 'packagist_ack_ packagist_ort_ packagist_oat_ packagist_uut_ packagist_acs_', 'word', 40],
  ['Artifactory', 'AKCp', 'alnum', 60],
  ['Artifactory', 'cmVmdGtu', 'alnum', 56, '='],
  ['Docker', 'dckr_pat_ dckr_oat_', 'url', 20],
  ['SonarQube', 'sqp_ squ_ sqa_', 'hex', 40, '='],
  ['Snyk', 'snyk_uat. snyk_sat.', 'dotted', 40],
  ['Sourcegraph', 'sgp_', 'word', 40],
  // Where builds run.
  ['Buildkite', 'bkua_', 'hex', 40, '='],
  ['Buildkite', 'bkct_ bkaj_', 'dotted', 40],
  ['CircleCI', 'CCIPAT_ CCIPRJ_', 'word', 40],
  ['Octopus Deploy', 'API-', 'upper', 26, 36],
  ['Terraform Cloud', 'ATLAS-', 'url', 60],
  ['Pulumi', 'pul-', 'hex', 40, '='],
  ['Doppler', 'dp.st. dp.pt. dp.ct. dp.sa. dp.scim. dp.audit.', 'dotted', 40],
  ['Infracost', 'ico-', 'alnum', 32, '='],
  ['Harness', 'pat.', 'dotted', 60],
  ['OpenShift', 'sha256~', 'url', 43, '='],
  ['1Password', 'ops_eyJ', 'base64', 100],
  ['age', 'AGE-SECRET-KEY-1', 'upper', 58, '='],
  ['age', 'AGE-SECRET-KEY-PQ-1', 'upper', 58],
  ['Vault', 'hvs. hvb. hvr.', 'url', 20],
  ['Tailscale', 'tskey-', 'url', 20],
  // Clouds.
  ['AWS', 'AKIA ASIA ABIA ACCA', 'upper', 16, '='],
  ['Amazon Bedrock', 'ABSK', 'base64', 100],
  ['Google', 'AIza', 'url', 35, '='],
  ['Google', 'ya29.', 'dotted', 30],
  ['Google', 'GOCSPX-', 'url', 28, '='],
  ['Google', '1//0', 'url', 40],
  ['Alibaba Cloud', 'LTAI', 'alnum', 12, 20],
  ['Tencent Cloud', 'AKID', 'alnum', 32, '='],
  ['DigitalOcean', 'dop_v1_ doo_v1_ dor_v1_', 'hex', 64, '='],
  ['Heroku', 'HRKU-', 'url', 36],
  ['Fly.io', 'fo1_', 'url', 40],
  ['Fly.io', 'fm1_ fm1r_ fm1a_ fm2_', 'base64', 80],
  ['Netlify', 'nfp_ nfc_ nfo_ nfu_ nfb_', 'alnum', 36],
  ['Vercel', 'vcp_ vci_ vca_ vcr_ vck_', 'alnum', 20, 60],
  ['Vercel', 'vercel_blob_rw_', 'word', 40],
  ['Render', 'rnd_', 'alnum', 28],
  ['Neon', 'napi_', 'alnum', 60],
  ['Supabase', 'sbp_', 'hex', 40, '='],
  ['Supabase', 'sb_secret_', 'url', 30],
  ['PlanetScale', 'pscale_tkn_ pscale_pw_ pscale_oauth_', 'dotted', 32],
  ['Databricks', 'dapi', 'hex', 32, '='],
  ['Databricks', 'dose dkea', 'hex', 32, '='],
  // Models.
  ['OpenAI', 'sk-proj- sk-svcacct- sk-admin-', 'url', 40],
  ['OpenAI', 'sk-', 'alnum', 32],
  ['Anthropic', 'sk-ant-', 'url', 40],
  ['OpenRouter', 'sk-or-v1-', 'hex', 64, '='],
  ['Hugging Face', 'hf_ api_org_', 'alnum', 30],
  ['Replicate', 'r8_', 'alnum', 37, '='],
  ['Groq', 'gsk_', 'alnum', 40],
  ['Perplexity', 'pplx-', 'alnum', 40],
  ['xAI', 'xai-', 'alnum', 70],
  ['ElevenLabs', 'sk_', 'hex', 48, '='],
  ['LangSmith', 'lsv2_pt_ lsv2_sk_', 'word', 32],
  ['Weights & Biases', 'wandb_v1_', 'word', 40],
  // What watches and what sends.
  ['Sentry', 'sntrys_', 'base64', 40],
  ['Sentry', 'sntryu_', 'hex', 64, '='],
  ['Grafana', 'glsa_', 'word', 41, '='],
  ['Grafana', 'glc_', 'base64', 32],
  ['Grafana', 'eyJrIjoi', 'base64', 60],
  ['New Relic', 'NRAK- NRIQ- NRII- NRRA-', 'url', 26],
  ['PostHog', 'phx_', 'alnum', 40],
  ['Slack', 'xoxb- xoxp- xoxa- xoxr- xoxs- xoxo- xoxe- xapp-', 'url', 20],
  ['Slack', 'xoxe.', 'dotted', 30],
  ['SendGrid', 'SG.', 'dotted', 66, '='],
  ['Brevo', 'xkeysib-', 'url', 80],
  ['Mailgun', 'key-', 'hex', 32, '='],
  ['Twilio', 'SK', 'hex', 32, '='],
  // What people work with.
  ['Linear', 'lin_api_ lin_oauth_', 'alnum', 32],
  ['Notion', 'ntn_', 'alnum', 40],
  ['Notion', 'secret_', 'alnum', 43, '='],
  ['Figma', 'figd_ figdr_', 'url', 40],
  ['Postman', 'PMAK- PMAT-', 'url', 24],
  ['Contentful', 'CFPAT-', 'url', 43, '='],
  ['Airtable', 'pat', 'dotted', 79, '='],
  ['Dropbox', 'sl.', 'url', 120],
  ['Typeform', 'tfp_', 'dotted', 50],
  ['ReadMe', 'rdme_', 'lower', 70, '='],
  ['Mapbox', 'sk.eyJ', 'dotted', 60],
  // Shops and banks.
  ['Stripe', 'sk_live_ sk_test_ rk_live_ rk_test_', 'alnum', 20],
  ['Stripe', 'whsec_', 'base64', 30],
  ['Shopify', 'shpat_ shpca_ shppa_ shpss_ shptka_', 'hex', 32, '='],
  ['Square', 'sq0atp- sq0csp-', 'url', 22],
  ['Square', 'EAAA', 'url', 56, 64],
  ['Facebook', 'EAA', 'alnum', 100],
  ['EasyPost', 'EZAK EZTK', 'alnum', 54, '='],
  ['Shippo', 'shippo_live_ shippo_test_', 'hex', 40, '='],
  ['Duffel', 'duffel_live_ duffel_test_', 'url', 43],
]

const formats: readonly TokenFormat[] = ROWS.flatMap(([issuer, prefixes, alphabet, least, most = Infinity]) =>
  prefixes
    .split(' ')
    .map(prefix => ({ issuer, prefix, alphabet: ALPHABETS[alphabet], least, most: most === '=' ? least : most })),
)

/** Every prefix is at least so long. */
const INDEXED = 2

const byStart = new Map<string, TokenFormat[]>()
for (const it of formats) {
  const start = it.prefix.slice(0, INDEXED)
  byStart.set(start, [...(byStart.get(start) ?? []), it])
}

/** The format that a text has as a whole. */
export function formatOf(text: string): TokenFormat | undefined {
  return byStart.get(text.slice(0, INDEXED))?.find(({ prefix, alphabet, least, most }) => {
    const length = text.length - prefix.length
    return least <= length && length <= most && text.startsWith(prefix) && alphabet.test(text.slice(prefix.length))
  })
}
