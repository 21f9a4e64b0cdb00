/**
 * The words by which a name is judged. Everything is in lower case, without accents, and in the singular
 * unless the plural means something else; each list says what its words have in common.
 */

/** A thing of this name is a credential, whatever stands before it. */
export const CREDENTIALS = words(`
  password passwd passphrase passcode pswd pword psw token secret credential cred creds pat bearer mnemonic dockerconfigjson`)

/** The same in other languages: what people write whose variables are not in English. */
export const FOREIGN_CREDENTIALS = words(`
  clave contrasena contrasenya senha segredo segreto secreto mdp motdepasse passwort kennwort geheim geheimnis wachtwoord
  haslo parola sifre salasana losenord passord adgangskode kodeord heslo jelszo lozinka geslo jeton mima katasandi
  пароль секрет токен 密码 密碼 口令 令牌 密钥 密鑰 パスワード トークン 비밀번호 토큰`)

/** Short for a password, but also for other things: a pass over data, the working directory, Playwright. */
export const PASSES = words('pass pwd pw')

/** Whose password it is: with one of these in front, a short word for a password is one. */
export const ACCOUNTS = words(`
  access account admin administrator app application auth basic bot ci client customer database db default deploy dev docker
  email feed ftp git github gitlab guest http imap internal jenkins keystore ldap login mail master owner private prod proxy registry
  remote replication repo repository root sa server service sftp smtp ssh staging store sudo super superuser svn sys system test
  user vault vnc web wifi`)

/** A key: which one decides whether it is a secret. */
export const KEYS = words('key keys chave cle schlussel schluessel sleutel klucz chiave nyckel ключ')

/** Keys that open something or sign for somebody. */
export const SECRET_KEYS = words(`
  access account admin aes api app apps auth authorization aws cipher client consumer cookie credential crypt crypto csrf
  decrypt decryption deploy deployment ecdsa encrypt encryption enterprise hmac hmac256 identity integration jwt kms ldap license
  licence login master mek password passphrase pem privada private privee privat push rsa runner sa sas secret secreta secrete
  security server service session sign signature signing smtp ssl storage subscription tls token tunnel unseal user vapid
  vault wallet webhook write`)

/** Keys that are meant to be read, or that only look things up. */
export const PUBLIC_KEYS = words(`
  alias anon anonymous any apt authorized cache column composite dedup distribution ecr event feature foreign gpg group hash hot
  idempotency index input item keyring known lookup map message meta natural node object output package parent partition pgp primary
  pub publica public publishable publique registry release repo repository rocket routing row rpm s3 schema search shard shortcut
  site sort source surrogate tag tracking translation trusted unique`)

/** A public part of something that has a secret part. */
export const PUBLIC_WORDS = words('public publishable pub publica publique anon anonymous')

/** They say something of a credential when they stand alone or last; their value or use decides. */
export const AUTHORIZATIONS = words('auth authorization jwt sas salt htpasswd netrc npmrc pypirc sk otp')

/**
 * After a credential's word: something about the credential, or a place where it is.
 * `TOKEN_TTL` is a number and `PASSWORD_FILE` a path.
 */
export const METADATA = words(`
  absent accessor account address age alg algo algorithm alias aliases annotation arn array attempt audience backend bits bucket bytes cache
  callback chain chars charset checker check checksum claim class cli client cmd column command complexity config configuration
  configured context controller convert cookie cost count curve date days decimals default delimiter delay dest destination dir directory
  dirs disabled domain driver email enable enabled encoding encryption endpoint engine entropy env error exchange exist exists exp
  expiration expire expires expiry extension field file filename filepath fingerprint flag folder form format func function
  generator group grant hash handler header helper host hostname hour hours id identifier ids index instance interval issuer iteration
  iterations label lease len length level lib library lifespan lifetime limit limits link list location loader log lookup manager
  method minlength minute minutes mode model module mount mountpath name names namespace needed network number of
  operator option options origin owner page param parameter path paths pattern period permission plugin policy pool port prefix price
  protected proxy prompt provider realm refresh region regex regexp registry reminder renew repo repository required reset resource
  resolver retention retries retry role rotate rotation rounds rule
  scan scanner scheme schema scope scopes script sdk second seconds separator serial server service set size socket sock source spec
  standard state status storage store strategy strength style subject suffix supply support symbol sync table tag target template test
  threshold timeout timestamp title tool ttl type uid unit uri url urls usage usages use used user username users usr utils validation
  validator validity validate var variable verification version version volume window writer`)

/**
 * Before a credential's word: a switch or a quantity. `DISABLE_AUTH` and `MAX_TOKENS` are no credentials,
 * nor are the marks of a language model's vocabulary such as `PAD_TOKEN`.
 */
export const SWITCHES = words(`
  accept allow allowed avoid budget bos cls completion detect disable disabled disallow enable enabled enforce eos
  expire expose force generate has hide ignore inject is keep mask max maximum min minimum missing need needs no non not num
  omit optional pad per print rand random reject remove require required requires reset rotate sep should show skip
  stop strict strip total unk use uses using validate warn with without`)

/** Words that change nothing: an environment, an encoding, a number, what kind of text it is. */
export const TRANSPARENT = words(`
  arg argument b64 base base64 content contents data decoded dev development encoded env environment escaped here hex json
  literal live local main new old plain plaintext pr prod production qa raw readonly ro rw sandbox secondary stage
  staging string str temp text tmp urlencoded val value xml yaml yml`)

/** Who issues or takes it. They let joined names such as `npmtoken` be cut, and make `TOKEN_GITHUB` a token. */
export const ISSUERS = words(`
  acr ado ai algolia alibaba aliyun amplitude anthropic apple artifactory argocd atlassian auth0 aws azure backblaze bitbucket
  bitwarden buildkite bundle bundler cargo circleci claude clickhouse cloudflare cloudinary cloudsmith cocoapods codeartifact codecov cohere composer
  conan conda confluence consul coveralls cypress datadog dd deepseek digitalocean discord django do docker dockerhub doppler dropbox
  ecr elastic elasticsearch etcd expo facebook fastly figma firebase flask fly fontawesome fury gcloud gcp gcr gem gemini gems gerrit gh ghcr
  git gitea github gitlab gl gmail go google grafana gradle groq harbor hashicorp heroku hf honeycomb huggingface influxdb infura jdbc
  jenkins jfrog jira jwt kafka kaggle keycloak kubernetes laravel ldap linear linkedin linode mail mailchimp mailgun mapbox
  mariadb maven minio mistral mixpanel mongo mongodb mssql mvn mysql neon neptune netlify newrelic next nexus node notion npm nuget nx
  okta openai oracle packagecloud packagist paypal pg pgp pip pnpm poetry postgres postgresql posthog postmark private pulumi pusher
  pypi quay rabbitmq rails rancher redis render replicate repo rollbar rubygems s3 saucelabs segment sendgrid sentry
  shopify sidekiq slack smtp snowflake snyk sonar sonarcloud sonarqube sonatype spotify spring sql sqlserver square ssh stripe
  supabase swift system tailscale teamcity telegram terraform travis turbo twilio twitter uv vault vercel virustotal
  wandb wikimedia wordpress yarn zendesk`)

/** Words that often stand next to a credential's in joined names. */
export const NEIGHBORS = words(`
  access account admin api app auth authorized bot build bucket ci client consumer db deploy developer encryption feed id identity
  index install jwt ldap license login master my oauth oauth2 org personal primary private project public publish pull push read
  refresh registry release remote repo repository root server service session sign signing ssl storage the tls upload user
  username web webhook write`)

/** Ordinary words and proper names in which a credential's word occurs by chance. They are never cut. */
export const ORDINARY = words(`
  author authority authors authored bypass compass compat compatibility dispatch donkey encompass hockey hotkey jockey
  keepalive keyboard keycloak keychain keydb keyring keyserver keystone keystore keyvault keyword lackey monkey
  onepassword 1password passage passenger passive passport path patch pattern secretary secretion spat surpass tokenization
  tokenize tokenized tokenizer tokenizers trespass trustpath turkey underpass whiskey authelia authentik authentication authenticator
  authn authz oauth nextauth`)

/** Two words that are one: `PassWord`, `GIT_HUB`, `key_ring`. */
export const COMPOUNDS: ReadonlyMap<string, string> = new Map(
  pairs(`
    pass+word pass+phrase pass+code pass+wd pass+port user+name host+name file+name end+point time+out time+stamp web+hook data+base
    finger+print git+hub git+lab open+ai my+sql postgre+sql mongo+db maria+db nu+get o+auth o+auth2 next+auth key+ring key+store
    key+chain key+server key+board key+cloak key+vault docker+hub circle+ci sonar+qube sonar+cloud hugging+face new+relic work+dir
    mot+passe one+password ht+passwd ruby+gems click+house cloud+flare digital+ocean send+grid mail+gun`),
)

/** Short or joined forms and the words they stand for. */
export const ALIASES: ReadonlyMap<string, readonly string[]> = new Map([
  ['apikey', ['api', 'key']],
  ['pubkey', ['public', 'key']],
  ['privkey', ['private', 'key']],
  ['pkey', ['private', 'key']],
  ['gpgkey', ['gpg', 'key']],
  ['passwords', ['password']],
  ['passphrases', ['passphrase']],
  ['secrets', ['secret']],
  ['credentials', ['credential']],
  ['pats', ['pat']],
  ['userpass', ['user', 'pass']],
  ['connstr', ['connection', 'string']],
  ['connectionstring', ['connection', 'string']],
  ['connectionstrings', ['connection', 'string']],
])

export function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s/).filter(it => it !== ''))
}

function pairs(text: string): [string, string][] {
  return [...words(text)].map(it => [it, it.replace('+', '')])
}
