/**
 * The words by which a name is judged. Everything is in lower case, without accents, and in the singular
 * unless the plural means something else; each list says what its words have in common.
 */

/** A thing of this name is a credential, whatever stands before it. With the usual misspellings. */
export const CREDENTIALS = words(`
  password passwd passphrase passcode pswd pword psw passw passwrd pasword passwort passowrd passwod passsword passd psk
  token secret credential cred creds pat bearer mnemonic dockerconfigjson`)

/** The same in other languages: what people write whose variables are not in English. */
export const FOREIGN_CREDENTIALS = words(`
  clave contrasena contrasenya senha segredo segreto secreto mdp motdepasse kennwort geheim geheimnis wachtwoord
  haslo parola sifre salasana losenord passord adgangskode kodeord heslo jelszo lozinka geslo jeton mima katasandi
  пароль секрет токен 密码 密碼 口令 令牌 密钥 密鑰 パスワード トークン 비밀번호 토큰`)

/** Adjectives which follow the noun in those languages: \`clave secreta\`, \`cle privee\`. */
export const FOREIGN_ADJECTIVES = words('secreta secreto secrete secret privada privado privee prive privata segreta')

/** Short for a password, but also for other things: a pass over data, the working directory, Playwright. */
export const PASSES = words('pass pwd pw')

/** Passes and directories: with one of these in front, the short word is no password. */
export const PASS_IS_OTHER = words(`
  first second third one two multi single plex fastcgi uwsgi scgi render lint by host current cur orig original old script work working
  base source src project build local this start`)

/** Whose credential it is. */
export const ACCOUNTS = words(`
  access account admin administrator app application auth basic bot ci client customer database db dba default deploy dev docker
  email feed ftp git github gitlab guest http imap influx internal jenkins keystore ldap login mail master owner private prod proxy rcon
  registry remote replication repo repository root sa server service sftp smtp ssh staging store sudo super superuser svn sys system test
  truststore user vault vnc web wifi`)

/** A key: which one decides whether it is a secret. */
export const KEYS = words('key keys chave cle schlussel schluessel sleutel klucz chiave nyckel ключ')

/** Keys that open something or sign for somebody. */
export const SECRET_KEYS = words(`
  access account admin aes api auth authorization cipher cookie credential crypt crypto csrf
  decrypt decryption deploy deployment encrypt encryption fernet hmac integration jwt license
  licence master mek password passphrase preshared priv privada private privee privat pro push runner sa sas secret secreta secrete
  security service session shared sign signature signing storage subscription token tunnel unseal vapid
  vault wallet webhook write`)

/** Keys that are meant to be read, or that only look things up. */
export const PUBLIC_KEYS = words(`
  anon anonymous any apt authorized cache column composite dedup foreign gpg gnupg group hash hot
  ide idempotency index item known lookup natural object parent partition pgp primary
  pub public publica publique publishable routing row rpm schema shard site sort surrogate tag translation trusted unique`)

/** Whose keys are all secret, though they are only called keys. */
export const KEY_ISSUERS = words(`
  anthropic claude cohere datadog deepseek gemini groq huggingface mailchimp mailgun mandrill mistral newrelic openai openrouter
  opsgenie pagerduty perplexity postmark replicate resend rollbar sendgrid sendinblue tinify voyage xai`)

/** A public part of something that has a secret part. */
export const PUBLIC_WORDS = words('public publishable pub publica publique anon anonymous')

/** They say something of a credential when they stand alone or last; their value or use decides. */
export const AUTHORIZATIONS = words(
  'auth authorization cookie oauth oauth2 jwt sas salt htpasswd netrc npmrc pypirc sk',
)

/**
 * After a credential's word: something about the credential, or a place where it is.
 * \`TOKEN_TTL\` is a number and \`PASSWORD_FILE\` a path.
 */
export const METADATA = words(`
  absent accessor activated adapter address age alg algo algorithm alias aliases allowlist annotation arn array attempt attr attribute
  attributes audience authentication backend bits blacklist bucket bytes cache
  callback chain channel chars charset checker check checking checksum claim class cli cmd column command complexity config configuration
  configured context controller convert cost count curve date days decimals default delimiter delay denylist dest destination
  dir directory dirs disabled domain driver email enable enabled encoding encrypted encryption endpoint engine entropy error exchange exist
  exists exp expiration expire expires expiry extension field fields file filename filepath fingerprint flag folder form format func function
  generator group grant handler has hash hashed hasher hashers header helper host hostname hour hours id identifier identity ids in index instance interval ip is issuer
  iteration iterations keyfile label lease len length level lib library lifespan lifetime limit limits link list loader location log lookup
  manager marker method methods minlength minute minutes mode model module mount mountpath name names namespace needed network number object
  objects of operator option options opts origin page param parameter path paths pattern period permission plugin policy pool port prefix
  price process protected proxy prompt provider providers random realm refresh regex regexp region reminder renew required reset
  resolver resource retention retries retry role rotate rotation rounds rule
  scan scanner scheme schema scope scopes script sdk second seconds separator serial server service set sha sha256 size socket sock source
  spec standard state status storage store strategy strength style subject suffix sum supply support symbol sync table tag target template
  threshold timeout timestamp title tool ttl type uid unit uri url urls usage usages use used user username users usr utils validation
  validator validity validate var variable verification verify version version volume whitelist window writer`)

/**
 * Before a credential's word: a switch or a quantity. \`DISABLE_AUTH\` and \`MAX_TOKENS\` are no credentials,
 * nor are the marks of a language model's vocabulary such as \`PAD_TOKEN\`.
 */
export const SWITCHES = words(`
  accept allow allowed ask avoid bos cls detect disable disabled disallow enable enabled enforce eos
  force generate get has hide ignore inject is mask max maximum min minimum missing need needs no non not num
  omit optional pad print random reject remove require required requires sep should show skip
  stop strict strip unk use uses using warn with without`)

/** Before tokens that are counted. */
export const QUANTITIES = words('budget completion context input n new output per prompt total')

/** Only as the first word: \`VERIFY_TOKEN\` may be a switch, but a session's validate key is a key. */
export const FIRST_SWITCHES = words('check correct expire incorrect overwrite reset rotate validate verify')

/** Words that change nothing: an environment, an encoding, a number, what kind of text it is. */
export const TRANSPARENT = words(`
  arg argument b64 base base64 content contents data decoded dev development encoded env environment escaped here hex json
  literal live local main new old pem plain plaintext pr prod production qa raw readonly ro rw sandbox secondary stage
  staging string str temp test testing text tmp urlencoded val value xml yaml yml`)

/** What is behind a path or in a file, as opposed to its name. */
export const CONTENTS = words('b64 base64 content contents data encoded json raw text value xml yaml yml')

/** Who issues or takes it. They let joined names such as \`npmtoken\` be cut, and make \`TOKEN_GITHUB\` a token. */
export const ISSUERS = words(`
  acr ado ai algolia alibaba aliyun amplitude anthropic apple artifactory argocd atlassian auth0 aws azure backblaze bitbucket
  bitwarden buildkite bundle bundler cargo circleci claude clickhouse cloudflare cloudinary cloudsmith cocoapods codeartifact codecov cohere
  composer
  conan conda confluence consul coveralls cypress datadog dd deepseek digitalocean discord django do docker dockerhub doppler dropbox
  ecr elastic elasticsearch etcd expo facebook fastly figma firebase flask fly fontawesome fury gcloud gcp gcr gem gemini gems gerrit gh ghcr
  git gitea github gitlab gl gmail go google grafana gradle groq harbor hashicorp heroku hf honeycomb huggingface influxdb infura jdbc
  jenkins jfrog jira jwt kafka kaggle keycloak kubernetes laravel ldap linear linkedin linode mail mailchimp mailgun mapbox
  mariadb maven minio mistral mixpanel mongo mongodb mssql mvn mysql neon neptune netlify newrelic nexus node notion npm nuget nx
  okta openai oracle packagecloud packagist paypal pg pgp pip pnpm poetry postgres postgresql posthog postmark pulumi pusher
  pypi quay rabbitmq rails rancher redis render replicate rollbar rubygems s3 saucelabs segment sendgrid sentry
  shopify sidekiq slack smtp snowflake snyk sonar sonarcloud sonarqube sonatype spotify spring sql sqlserver square ssh stripe
  supabase swift system tailscale teamcity telegram terraform travis turbo twilio twitter uv vault vercel virustotal
  wandb wikimedia wordpress yarn zendesk`)

/** Words that often stand next to a credential's in joined names. */
export const NEIGHBORS = words(`
  access account admin api app auth authorized bind bot build bucket ci client consumer db deploy developer encryption feed id identity
  index install jwt ldap license login master my oauth oauth2 org personal primary private project public publish pull push read
  refresh registry release remote repo repository root server service session shared sign signing ssl storage the tls upload user
  username web webhook write`)

/** Ordinary words and proper names in which a credential's word occurs by chance. They are never cut, and no credentials. */
export const ORDINARY = words(`
  author authority authors authored betoken bypass compass compat compatibility donkey encompass enpass gopass hockey hotkey jockey
  keepalive keepass keybase keyboard keycloak keychain keydb keymaster keypad keyring keyserver keyset keystone keyword lastpass monkey
  onepassword 1password overpass passage passenger passive passport plexpass sacred secretary secretion snappass 
  surpass supertokens syspass tiktoken tokenization
  tokenize tokenized tokenizer tokenizers trespass turkey underpass whiskey authelia authentik authenticator
  authn authz nextauth`)

/** Words that are one, but which say nothing for or against a credential. */
export const WHOLE = words('keystore keyvault authentication path patch pattern dispatch expat valkey patron')

/** Two words that are one: `PassWord`, `GIT_HUB`, `key_ring`. */
export const COMPOUNDS: ReadonlyMap<string, string> = new Map(
  pairs(`
    pass+word pass+phrase pass+code pass+wd pass+port user+name host+name file+name end+point time+out time+stamp web+hook data+base
    finger+print git+hub git+lab open+ai my+sql postgre+sql mongo+db maria+db nu+get o+auth o+auth2 next+auth key+ring key+store
    key+chain key+server key+board key+cloak key+vault docker+hub circle+ci sonar+qube sonar+cloud hugging+face new+relic work+dir
    mot+de motde+passe mot+passe one+password ht+passwd ruby+gems click+house cloud+flare digital+ocean send+grid mail+gun`),
)

/** Short or joined forms and the words they stand for. */
export const ALIASES: ReadonlyMap<string, readonly string[]> = new Map([
  ['apikey', ['api', 'key']],
  ['pubkey', ['public', 'key']],
  ['privkey', ['private', 'key']],
  ['pkey', ['private', 'key']],
  ['skey', ['secret', 'key']],
  ['sharedkey', ['shared', 'key']],
  ['gpgkey', ['gpg', 'key']],
  ['gpgkeys', ['gpg', 'keys']],
  ['pgpkey', ['pgp', 'key']],
  ['pgpkeys', ['pgp', 'keys']],
  ['idekey', ['ide', 'key']],
  ['salts', ['salt']],
  ['passwords', ['password']],
  ['passphrases', ['passphrase']],
  ['secrets', ['secret']],
  ['credentials', ['credential']],
  ['pats', ['pat']],
  ['userpass', ['user', 'pass']],
  ['connstr', ['conn', 'string']],
  ['connectionstring', ['connection', 'string']],
  ['connectionstrings', ['connection', 'string']],
])

export function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s/).filter(it => it !== ''))
}

function pairs(text: string): [string, string][] {
  return [...words(text)].map(it => [it, it.replace('+', '')])
}
