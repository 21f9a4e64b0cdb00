import { saysPlaceholder } from './placeholder.ts'
import { formatOf } from './tokenFormats.ts'

/** Who issued a token, by its form alone. `undefined` when it has none that is known. */
export function issuerOf(text: string): string | undefined {
  if (text.length < 16 || !/^[\w.\-+/=~:]+$/.test(text)) return undefined
  if (isJsonWebToken(text)) return 'a JSON Web Token'
  const format = formatOf(text)
  if (format || text.length < 36) return format?.issuer
  return SHAPES.find(([, shape]) => shape.test(text))?.[0]
}

/** Forms that are no prefix with a rest, of 36 characters or more. */
const SHAPES: readonly (readonly [issuer: string, shape: RegExp])[] = [
  ['Terraform Cloud', /^[0-9A-Za-z]{14}\.atlasv1\.[\w-]{60,70}$/],
  ['Discord', /^[MNO][\w-]{23,27}\.[\w-]{6}\.[\w-]{27,38}$/],
  ['Telegram', /^\d{8,10}:AA[\w-]{33}$/],
  ['Mailchimp', /^[0-9a-f]{32}-us\d{1,2}$/],
  ['Mailgun', /^[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8}$/],
  ['New Relic', /^[0-9a-z]{36}NRAL$/],
  // https://learn.microsoft.com/purview/sit-defn-client-secret-api-key
  ['Microsoft Entra', /^[\w.~-]{3}\dQ~[\w.~-]{31,34}$/],
  // Azure marks its keys: https://learn.microsoft.com/azure/devops/organizations/accounts/use-personal-access-tokens-to-authenticate
  ['Azure DevOps', /^[0-9A-Za-z]{76}AZDO[0-9A-Za-z]{4}$/],
  ['Azure Storage', /^[0-9A-Za-z+/]{76}\+ASt[0-9A-Za-z+/]{6}==$/],
  ['Azure Cosmos DB', /^[0-9A-Za-z+/]{76}ACDb[0-9A-Za-z+/]{6}==$/],
  ['Azure Container Registry', /^[0-9A-Za-z+/]{42}\+ACR[0-9A-Za-z]{6}$/],
  ['Azure Functions', /^[\w-]{44}AzFu[\w-]{6}[=]{0,2}$/],
]

/** Header, payload and signature in base64; the first two are JSON objects. */
function isJsonWebToken(text: string): boolean {
  const parts = text.split('.', 4)
  return parts.length === 3 && parts.slice(0, 2).every(it => it.startsWith('eyJ')) && 30 <= text.length
}

/** Whether a text has the form of a token but is an example: from a documentation, or filled up by hand. */
export function isSample(text: string): boolean {
  const rest = text.slice(formatOf(text)?.prefix.length ?? 0)
  return (
    KNOWN_SAMPLES.some(it => text.includes(it)) ||
    saysPlaceholder(rest) ||
    isFilled(rest) ||
    SEQUENCES.some(it => rest.toLowerCase().includes(it))
  )
}

/** Few different characters, or one several times in a row: `xxxx…`, `00000000-0000…`. */
function isFilled(text: string): boolean {
  if (new Set(text.toLowerCase()).size < 6) return true
  let run = 1
  for (let at = 1; at < text.length; at++) {
    run = text.charAt(at) === text.charAt(at - 1) ? run + 1 : 1
    if (FILLED_RUN <= run) return true
  }
  return false
}

/** So many equal characters in a row hardly happen by chance: with 62 characters, once in a billion tokens. */
const FILLED_RUN = 7

/** What hands type. */
const SEQUENCES = ['12345678', '01234567', 'abcdefgh', 'qwertyui', 'abc123abc', 'abcd1234', 'deadbeefdead']

/** Beginnings and middles of what documentations show, and of the keys that emulators come with. */
const KNOWN_SAMPLES = [
  // https://jwt.io: {"sub":"1234567890"
  'eyJzdWIiOiIxMjM0NTY3ODkwI',
  // https://supabase.com/docs/guides/self-hosting/docker: {"iss":"supabase-demo"
  'eyJpc3MiOiJzdXBhYmFzZS1kZW1vI',
  // https://docs.stripe.com/keys
  'sk_test_4eC39HqLyjW',
  'sk_test_BQokikJOvBi',
  // https://learn.microsoft.com/azure/storage/common/storage-use-azurite, …/cosmos-db/emulator
  'Eby8vdM02xNOcqFlqUwJPLlm',
  'C2y6yDjf5/R+ob0N8A7Cgv30',
]

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
