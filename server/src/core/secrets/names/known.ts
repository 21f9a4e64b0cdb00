import type { NameVerdict } from '../names.ts'
import { words } from './vocabulary.ts'

/** Names whose meaning is fixed by the tool that reads them and cannot be told from their words alone. */
export function knownName(name: string, parts: readonly string[]): NameVerdict | undefined {
  const found = KNOWN.get(fold(name))
  if (found) return found
  if (isBundlerHost(name)) {
    return { kind: 'secret', holds: 'token', why: 'Bundler takes a variable of this name as the credential for a host' }
  }
  const prefix = clientPrefix(parts)
  if (prefix === undefined) return undefined
  return { kind: 'public', why: `variables that begin with ${prefix} are written into the pages` }
}

/** Letters and digits only, so that the style does not matter. */
function fold(name: string): string {
  let folded = ''
  for (const letter of name.toLowerCase()) {
    if (('a' <= letter && letter <= 'z') || ('0' <= letter && letter <= '9')) folded += letter
  }
  return folded
}

/** Read by a tool as a credential, though no word of it says so. */
const SECRETS = words(`
  SONAR_LOGIN DOCKER_AUTH_CONFIG COMPOSER_AUTH NPM_AUTH NPM_CONFIG__AUTH PNPM_CONFIG__AUTH YARN_NPM_AUTH_IDENT
  YARN__AUTH NODE_AUTH SECRET_KEY_BASE RAILS_MASTER_KEY APP_KEY VSS_NUGET_EXTERNAL_FEED_ENDPOINTS RELEASE_COOKIE
  ERLANG_COOKIE RABBITMQ_ERLANG_COOKIE UNITY_LICENSE UNITY_SERIAL NEW_RELIC_LICENSE LARAVEL_APP_KEY DD_APP_KEY
  DATADOG_APP_KEY B2_APPLICATION_KEY OVH_CONSUMER_KEY SOPS_AGE_KEY INSTANA_AGENT_KEY VAULT_DEV_ROOT_TOKEN_ID
  VAULT_SECRET_ID APPROLE_SECRET_ID KUBE_CONFIG_DATA KUBECONFIG_DATA KUBECONFIG_BASE64 KUBE_CONFIG_BASE64
  KUBECONFIG_B64 KUBE_CONFIG_B64 AWS_SECRET_ACCESS GCLOUD_SERVICE_KEY HEX_KEY SEED_PHRASE WALLET_SEED REDISCLI_AUTH
  NEO4J_AUTH BASIC_AUTH_CREDENTIALS HTTP_BASIC_AUTH GITHUB_OAUTH NPMRC_AUTH KENDO_UI_LICENSE TELERIK_LICENSE
  NR_LICENSE SKYLIGHT_AUTHENTICATION FASTLANE_SESSION SUSE_REGCODE BB_AUTH_STRING SSH_PRIV SSH_PRV GPR_KEY
  TAILSCALE_KEY CLOUDFLARE_KEY NGROK_AUTH`)

/** A URL, a list of URLs or a connection string that often carries a credential. */
const URLS = words(`
  PIP_INDEX_URL PIP_EXTRA_INDEX_URL UV_INDEX UV_INDEX_URL UV_EXTRA_INDEX_URL UV_DEFAULT_INDEX PDM_PYPI_URL
  PIPENV_PYPI_MIRROR POETRY_REPOSITORIES_URL GOPROXY HTTP_PROXY HTTPS_PROXY ALL_PROXY FTP_PROXY NPM_CONFIG_PROXY
  NPM_CONFIG_HTTPS_PROXY CLOUDINARY_URL CONDA_CHANNELS CONDA_CHANNEL_ALIAS VCPKG_BINARY_SOURCES X_VCPKG_ASSET_SOURCES
  CELERY_RESULT_BACKEND SQLALCHEMY_DATABASE_URI GIT_CONFIG_VALUE_0 GIT_CONFIG_KEY_0`)

/** Either a credential or something harmless; its value or use tells. */
const UNSURE = words(`
  GOOGLE_SERVICE_ACCOUNT GCP_SERVICE_ACCOUNT SETTINGS_XML MAVEN_SETTINGS SECRET_ID AWS_SECRET_ID HTTP_AUTH GOAUTH
  MAPBOX_TOKEN MAPBOX_ACCESS_TOKEN FIREBASE_API_KEY GOOGLE_MAPS_API_KEY GOOGLE_MAPS_KEY CSRF_TOKEN`)

/** What such a file contains; its name has a default. */
const FILES = words(`
  GOOGLE_CREDENTIALS GCP_CREDENTIALS GCLOUD_CREDENTIALS SERVICE_ACCOUNT_JSON GCP_SA_JSON GOOGLE_SA_JSON
  GCP_KEY_JSON GCP_JSON_KEY GCR_JSON_KEY GOOGLE_APPLICATION_CREDENTIALS_JSON DOCKER_CONFIG_JSON NPMRC NETRC PYPIRC
  HTPASSWD ID_RSA ID_ED25519`)

/** Looks like a credential and is a path, a switch, an id or an address. */
const PUBLIC = words(`
  PWD OLDPWD INIT_CWD SSH_AUTH_SOCK GOOGLE_APPLICATION_CREDENTIALS AWS_SHARED_CREDENTIALS_FILE SBT_CREDENTIALS
  GIT_ASKPASS SSH_ASKPASS MYSQL_RANDOM_ROOT_PASSWORD MARIADB_RANDOM_ROOT_PASSWORD MYSQL_ONETIME_PASSWORD KEY_VAULT
  SECRETS_MANAGER SECRET_MANAGER APT_KEY_DONT_WARN_ON_DANGEROUS_USAGE APT_KEY GPG_KEY GPG_KEYS PGP_KEY PGP_KEYS
  NODE_KEYS PASS_THROUGH SECRET_KEY_BASE_DUMMY TOKENIZERS_PARALLELISM GOPRIVATE PIP_NO_INPUT
  ETCD_INITIAL_CLUSTER_TOKEN XDEBUG_KEY JAVA_TOKEN JAVA_DOWNLOAD_TOKEN JDK_TOKEN NETWORK_PASSPHRASE
  STELLAR_NETWORK_PASSPHRASE SOROBAN_NETWORK_PASSPHRASE ETCD_AUTH_TOKEN PASSWORD_STORE_KEY
  REGISTRY_AUTH_TOKEN_ROOTCERTBUNDLE VAULT_CLIENT_KEY KAFKA_SSL_KEYSTORE_CREDENTIALS KAFKA_SSL_TRUSTSTORE_CREDENTIALS
  KAFKA_SSL_KEY_CREDENTIALS PASS_ENV TOX_TESTENV_PASSENV NGINX_PROXY_PASS`)

const KNOWN: ReadonlyMap<string, NameVerdict> = new Map<string, NameVerdict>([
  ...entries(SECRETS, { kind: 'secret', holds: 'token', why: 'the tool that reads it takes it as a credential' }),
  ...entries(URLS, { kind: 'possible', holds: 'url', why: 'it is an address, which may hold a credential' }),
  ...entries(FILES, { kind: 'possible', holds: 'token', why: 'it may be what the file contains', likely: true }),
  ...entries(UNSURE, { kind: 'possible', holds: 'token', why: 'its value decides whether it is a credential' }),
  ...entries(PUBLIC, { kind: 'public', why: 'the tool that reads it does not take it as a credential' }),
])

function entries(names: ReadonlySet<string>, verdict: NameVerdict): [string, NameVerdict][] {
  return [...names].map(it => [fold(it), verdict])
}

/** Bundlers put every variable with such a name into the code that browsers load. */
const CLIENT_PREFIXES = words(`
  next_public_ nuxt_public_ expo_public_ react_app_ vue_app_ ng_app_ vite_ gatsby_ sanity_studio_`)

function clientPrefix(parts: readonly string[]): string | undefined {
  const text = parts.join('_')
  return [...CLIENT_PREFIXES].find(it => text.startsWith(it))?.toUpperCase()
}

/** Settings of Bundler whose names have two parts, as a host has. */
const BUNDLER_GROUPS = words('BUILD LOCAL MIRROR PATH PLUGINS DISABLE_LOCAL SSL')
const BUNDLER_GEM_SETTINGS = words('TEST CI MIT COC LINTER CHANGELOG BUNDLE PUSH_KEY GITHUB_USERNAME RUBOCOP')

/** `BUNDLE_GITHUB__COM`: `.` is `__` in the names of Bundler's settings, and `-` is `___`. */
function isBundlerHost(name: string): boolean {
  const upper = name.toUpperCase()
  if (!upper.startsWith('BUNDLE_')) return false
  const parts = upper.slice('BUNDLE_'.length).replaceAll('___', '-').split('__')
  const [first = '', second = ''] = parts
  if (parts.length < 2 || parts.some(it => it === '') || BUNDLER_GROUPS.has(first)) return false
  // `github.https` is a switch.
  if (first === 'GITHUB' && second === 'HTTPS') return false
  return !(first === 'GEM' && parts.length === 2 && BUNDLER_GEM_SETTINGS.has(second))
}
