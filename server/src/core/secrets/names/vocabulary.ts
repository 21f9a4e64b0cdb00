/**
 * The words by which a name is judged. Everything is in lower case, without accents, and in the singular
 * unless the plural means something else; each list says what its words have in common.
 */

/** A thing of this name is a credential, whatever stands before it. With the usual misspellings. */
export const CREDENTIALS = words(`
  password passwords passwd passphrase passcode pswd pword psw passw passwrd pasword passwort passowrd passwod
  passsword passd pswrd pwrd psk token tkn tokens authtok secret secrets credential cred creds pat bearer mnemonic dockerconfigjson`)

/** The same in other languages: what people write whose variables are not in English. */
export const FOREIGN_CREDENTIALS = words(`
  clave contrasena contrasenya contrasenia senha segredo segreto secreto mdp motdepasse kennwort geheim geheimnis
  zugangsdaten wachtwoord haslo parola sifre salasana losenord passord adgangskode kodeord heslo jelszo lozinka geslo
  jeton mima katasandi matkhau parol parolj sekret slaptazodis kodikos пароль секрет токен 密码 密碼 口令 令牌 密钥 密鑰 パスワード
  トークン 비밀번호 토큰`)

/** Adjectives which follow the noun in those languages: \`clave secreta\`, \`cle privee\`. */
export const FOREIGN_ADJECTIVES = words('secreta secreto secrete secret privada privado privee prive privata segreta')

/** Short for a password, but also for other things: a pass over data, the working directory, Playwright. */
export const PASSES = words('pass pwd pw')

/** With one of these in front, a pass is no password: one over data, a directive of nginx, a subscription. */
export const PASS_IS_OTHER = words(`
  band boarding by compiler dry fastcgi first high host lint llvm low multi one plex render scgi season second
  shader single third two uwsgi`)

/** The working directory of something, as opposed to its password. */
export const PWD_IS_OTHER = words(`
  host current cur orig original old prev previous script work working base source src project build local this start`)

/** Whose credential it is. */
export const ACCOUNTS = words(`
  access account admin administrator app application auth banco basic bd bdd bot ci client customer database db dba
  default deploy dev docker email feed ftp git github gitlab guest http imap influx internal jenkins keystore ldap
  login mail master owner private prod proxy rcon supervisor registry remote replication repo repository root sa
  server service sftp smtp ssh staging store sudo super superuser svn sys system test truststore user vault vnc web
  wifi`)

/** A key: which one decides whether it is a secret. */
export const KEYS = words(
  'key keys chave llave cle schlussel schluessel sleutel klucz klic chiave nyckel anahtar kulcs kluch klyuch ключ',
)

/** Several of them: with a verb in front, a switch (`SYNC_SECRETS`). */
export const PLURALS = words('passwords secrets tokens')

/** Before a plural: what is done with them all. */
export const VERBS = words(`
  audit backup cache copy create decrypt delete download encrypt export fetch hash import install lint list load
  migrate mount refresh restore revoke rotate scan store sync update upload`)

/** Keys that open something or sign for somebody. */
export const SECRET_KEYS = words(`
  access account activation admin aes api auth authorization cipher cookie credential crypt crypto csrf decrypt
  decryption deploy deployment encrypt encryption enc fernet geheim geheime geheimer gizli hemlig hmac integration jwt
  license licence loggedin master mek nonce password passphrase preshared priv privada private privater privee privat
  pro prv push radius runner sa sas secret secrets secreta secrete security service session shared sign signature signing
  storage subscription tacacs tajny token tunnel unseal vapid vault wallet webhook write`)

/** Keys that are meant to be read, or that only look things up. */
export const PUBLIC_KEYS = words(`
  anon anonymous any apt authorized cache column composite dedup foreign gnupg gpg group hash hot ide idempotency
  index item known localstorage lookup natural object parent partition pgp primary pub public publica publique
  publishable routing row rpm schema sessionstorage shard site sort surrogate tag translation trusted unique`)

/** Whose keys are all secret, though they are only called keys. */
export const KEY_ISSUERS = words(`
  anthropic claude cohere cosmos cosmosdb datadog deepseek eventhub eventhubs gemini groq huggingface iothub mailchimp mailgun mandrill maxmind
  mistral newrelic nuget openai openrouter opsgenie pagerduty perplexity postmark replicate resend rollbar sendgrid
  sendinblue servicebus tinify voyage wandb xai`)

/** A public part of something that has a secret part. */
export const PUBLIC_WORDS = words('public publishable pub publica publique anon anonymous')

/** They say something of a credential when they stand alone or last; their value or use decides. */
export const AUTHORIZATIONS = words(
  'auth authorization cookie oauth oauth2 jwt sas salt htpasswd netrc npmrc pypirc idrsa ided25519 sk',
)

/**
 * After a credential's word: something about the credential, or a place where it is.
 * \`TOKEN_TTL\` is a number and \`PASSWORD_FILE\` a path.
 */
export const METADATA = words(`
  absent accessor acl activated active adapter address age alg algo algorithm alias aliases allowance allowed
  allowlist alphabet amount annotation arn array attempt attempts attr attribute attributes audience authentication
  authenticator autocomplete autofill backend balance bits blacklist bucket budget bytes cache callback cap capacity
  ceiling chain change changed channel characters chars charset check checker checking checksum chmod cipher claim
  class classes cli cmd column command comment complexity config configuration configured context contract
  controller convert corpus cost count counter csv curve date days decimals default delay delimiter denylist
  derivation dest destination dict dictionary digest digits dim dims dir directory dirs disabled domain drift driver
  dummy duration email enable enabled encoder encoding encrypted encryption endpoint engine entropy entry error
  estimator exchange exist exists exp expiration expire expired expires expiry extension factor fake fee field
  fields file filename filepath fingerprint flag floor folder forbidden form format freshness func function
  generated generator grace grant group guide handler has hash hashed hasher hashers hashing header help helper hibp
  hidden high hint history host hostname hour hours icon id identifier identity idle ids in inactive inactivity
  index instance interval ip is issuer iteration iterations kdf keyfile kind label leaked lease leeway len length
  letters level lib library lifespan lifetime limit limits line link list loader location lock locked lockout log
  logo logprobs lookup low lower lowercase manager mandatory map marker mask max maximum md5 message meter method
  methods millis mime min minimum minlength mins minute minutes mixed mode model module mount mountpath name names
  namespace needed network notice number numbers numeric object objects of offset only operator option optional
  options opts origin owner padding page parallelism param parameter path paths pattern percent percentage period
  permission permissions perms placeholder plugin policy pool port position prefix price printable process profile
  prompt protected protection provider providers proxy pwned quality quota random rate ratio readable realm recovery
  ref refresh refs regex regexp region reminder renew renewal required reset resolver resource retention retries
  retry reuse role rotate rotation rounds rule rules scan scanner schedule schema scheme scope scopes score script
  sdk second seconds secs sensitive separator serial server service set sha sha1 sha256 sha256sum sha512 since size
  skew sock socket source spec special standard state status stdin storage store strategy strength style subject
  suffix sum supply support symbol symbols sync table tag target template threshold tier timeout timestamp title
  toggle tool tooltip tries ttl txt type uid unit until updated upper uppercase uri url urls usage usages use used
  user username users usr utils validate validation validator validators validity var variable verification verifier
  verify version visibility visible vocab volume warning weight whitelist window wordlist words writer zxcvbn`)

/**
 * Before a credential's word: a switch or a quantity. \`DISABLE_AUTH\` and \`MAX_TOKENS\` are no credentials,
 * nor are the marks of a language model's vocabulary such as \`PAD_TOKEN\`.
 */
export const SWITCHES = words(`
  accept allow allowed ask avoid bos cls detect disable disabled disallow empty enable enabled enforce eos feature
  force generate get has hide ignore include inject is mask max maximum min minimum missing must need needs no non
  not num omit optional pad permit persist print prompt random redact reject remove require required requires save
  scan send sep should show skip stop strict strip support supports unk use uses using warn with without`)

/** Before tokens that are counted. */
export const QUANTITIES = words('budget chunk completion context input n new output overlap per prompt server total')

/** Right before a token that is no credential: coins, and marks in a text. */
export const MARKS = words(`
  collateral end fee gas governance initializer lp masked native newline padding placeholder quote reward separator
  special split staking start trigger unknown`)

/** Only as the first word: \`VERIFY_TOKEN\` may be a switch, but a session's validate key is a key. */
export const FIRST_SWITCHES = words(`
  change check correct create display incorrect lock overwrite reset rotate validate verify`)

/** Words that change nothing: an environment, an encoding, a number, what kind of text it is. */
export const TRANSPARENT = words(`
  arg argument b64 base base64 content contents data decoded dev development encoded env environment escaped here hex json
  literal live local main new old pem plain plaintext pr prod production qa raw readonly ro rw sandbox secondary stage
  staging string str temp test testing text tmp urlencoded val value xml yaml yml`)

/** What is behind a path or in a file, as opposed to its name. */
export const CONTENTS = words(`
  b64 base64 content contents csv data encoded json raw text txt value xml yaml yml`)

/** After the name of a key or a file with one: what it contains stands in the variable. */
export const ENCODED = words('b64 base64 content contents')

/** Files with credentials that other words than those of credentials name. */
export const CREDENTIAL_FILES = words('jks keystore kubeconfig p12 pfx')

/** Who issues or takes it. They let joined names such as \`npmtoken\` be cut, and make \`TOKEN_GITHUB\` a token. */
export const ISSUERS = words(`
  acr ado ai algolia alibaba aliyun amplitude anthropic apple artifactory argocd atlassian auth0 aws azure backblaze
  bitbucket bitwarden buildkite bundle bundler cargo circleci claude clickhouse cloudflare cloudinary cloudsmith
  cocoapods codeartifact codecov cohere composer conan conda confluence consul coveralls cypress datadog dd deepseek
  digitalocean discord django do docker dockerhub doppler dropbox ecr elastic elasticsearch etcd expo facebook fastly
  figma firebase flask fly fontawesome fury gcloud gcp gcr gem gemini gems gerrit gh ghcr git gitea github gitlab gl
  gmail go google grafana gradle groq harbor hashicorp heroku hf honeycomb huggingface influxdb infura jdbc jenkins
  jfrog jira jwt kafka kaggle keycloak kubernetes laravel ldap linear linkedin linode mail mailchimp mailgun mapbox
  mariadb maven minio mistral mixpanel mongo mongodb mssql mvn mysql neon neptune netlify newrelic nexus node notion
  npm nuget nx okta openai oracle packagecloud packagist paypal pg pgp pgsql pip pnpm poetry postgres postgresql
  posthog postmark pubnub pulumi pusher pypi quay rabbitmq rails rancher redis render replicate rollbar rubygems s3
  saucelabs segment sendgrid sentry shopify sidekiq slack smtp snowflake snyk sonar sonarcloud sonarqube sonatype
  spotify spring sql sqlserver square ssh stripe supabase swift system tailscale teamcity telegram terraform travis
  turbo twilio twitter uv vault vercel virustotal wandb wikimedia wordpress yarn zendesk`)

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
    mot+de motde+passe mot+passe kata+sandi mat+khau logged+in one+password ht+passwd ruby+gems click+house cloud+flare
    digital+ocean send+grid mail+gun id+rsa id+ed25519 password+less local+storage session+storage`),
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
  ['passphrases', ['passphrase']],
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
