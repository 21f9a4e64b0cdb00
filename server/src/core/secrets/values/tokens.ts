/** Who gives out tokens that begin so. The prefixes are documented by their issuers, the length is the least one. */
const PREFIXES: readonly (readonly [prefix: string, length: number, issuer: string])[] = [
  ['ghp_', 30, 'GitHub'],
  ['gho_', 30, 'GitHub'],
  ['ghu_', 30, 'GitHub'],
  ['ghs_', 30, 'GitHub'],
  ['ghr_', 30, 'GitHub'],
  ['github_pat_', 30, 'GitHub'],
  ['glpat-', 20, 'GitLab'],
  ['gldt-', 20, 'GitLab'],
  ['glptt-', 20, 'GitLab'],
  ['glrt-', 20, 'GitLab'],
  ['glcbt-', 20, 'GitLab'],
  ['npm_', 36, 'npm'],
  ['pypi-', 50, 'PyPI'],
  ['rubygems_', 40, 'RubyGems'],
  ['dckr_pat_', 20, 'Docker'],
  ['dckr_oat_', 20, 'Docker'],
  ['sk-ant-', 30, 'Anthropic'],
  ['sk-proj-', 30, 'OpenAI'],
  ['sk-', 32, 'OpenAI'],
  ['sk_live_', 20, 'Stripe'],
  ['sk_test_', 20, 'Stripe'],
  ['rk_live_', 20, 'Stripe'],
  ['rk_test_', 20, 'Stripe'],
  ['whsec_', 20, 'Stripe'],
  ['xoxb-', 20, 'Slack'],
  ['xoxp-', 20, 'Slack'],
  ['xoxa-', 20, 'Slack'],
  ['xoxr-', 20, 'Slack'],
  ['xoxs-', 20, 'Slack'],
  ['xapp-', 20, 'Slack'],
  ['AKIA', 20, 'AWS'],
  ['ASIA', 20, 'AWS'],
  ['AIza', 39, 'Google'],
  ['ya29.', 30, 'Google'],
  ['GOCSPX-', 30, 'Google'],
  ['hf_', 30, 'Hugging Face'],
  ['hvs.', 24, 'Vault'],
  ['hvb.', 24, 'Vault'],
  ['SG.', 40, 'SendGrid'],
  ['dop_v1_', 40, 'DigitalOcean'],
  ['shpat_', 30, 'Shopify'],
  ['shpss_', 30, 'Shopify'],
  ['sntrys_', 30, 'Sentry'],
  ['sntryu_', 30, 'Sentry'],
  ['glsa_', 30, 'Grafana'],
  ['glc_', 30, 'Grafana'],
  ['NRAK-', 30, 'New Relic'],
  ['AKCp', 50, 'Artifactory'],
  ['cmVmdGtu', 40, 'Artifactory'],
  ['dp.st.', 30, 'Doppler'],
  ['lin_api_', 30, 'Linear'],
  ['ops_', 100, '1Password'],
  ['pul-', 40, 'Pulumi'],
  ['tskey-', 20, 'Tailscale'],
  ['sqp_', 40, 'SonarQube'],
  ['squ_', 40, 'SonarQube'],
  ['sqa_', 40, 'SonarQube'],
  ['EAAA', 50, 'Square'],
  ['ATATT3', 50, 'Atlassian'],
  ['ATCTT3', 50, 'Atlassian'],
  ['ATBB', 30, 'Bitbucket'],
  ['r8_', 30, 'Replicate'],
  ['gsk_', 40, 'Groq'],
  ['CFPAT-', 30, 'Contentful'],
  ['phx_', 30, 'PostHog'],
  ['AGE-SECRET-KEY-', 50, 'age'],
]

/** Who issued a token, by its prefix. `undefined` when it has none that is known. */
export function issuerOf(text: string): string | undefined {
  if (!/^[\w.\-+/=~:]+$/.test(text)) return undefined
  if (isJsonWebToken(text)) return 'a JSON Web Token'
  return PREFIXES.find(([prefix, length]) => length <= text.length && text.startsWith(prefix))?.[2]
}

/** Header, payload and signature in base64; the first two are JSON objects. */
function isJsonWebToken(text: string): boolean {
  const parts = text.split('.')
  return parts.length === 3 && parts.slice(0, 2).every(it => it.startsWith('eyJ')) && 30 <= text.length
}

/** Keys that are given out to be read by everybody. */
export function isPublicKey(text: string): boolean {
  if (/^-----BEGIN ((RSA |EC |PGP |SSH2 )?PUBLIC KEY|CERTIFICATE)/.test(text)) return true
  if (/^(ssh-(rsa|ed25519|dss)|ecdsa-sha2-\w+|sk-\w+@openssh\.com) [A-Za-z\d+/=]{20,}/.test(text)) return true
  return PUBLIC_PREFIXES.some(it => text.startsWith(it) && 20 <= text.length && !/\s/.test(text))
}

const PUBLIC_PREFIXES = ['pk_live_', 'pk_test_', 'pk.eyJ', 'age1', 'sb_publishable_', 'phc_']

export function isPrivateKey(text: string): boolean {
  return text.includes('-----BEGIN ') && text.includes('PRIVATE KEY')
}
