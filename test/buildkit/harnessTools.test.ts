import { compare } from './compare.ts'
import type { Recipe } from './observe.ts'

// As in harness.test.ts, for tools that store a credential in files of their own.

const FEED = 'https://nuget.acme.example/v3/index.json'

const nuget: Recipe = {
  dockerfile: `
    FROM mcr.microsoft.com/dotnet/sdk:9.0
    ARG PAT
    WORKDIR /src
    RUN dotnet nuget add source ${FEED} -n corp
    RUN dotnet nuget update source corp -u ci -p $PAT --store-password-in-clear-text
    RUN dotnet restore`,
  args: { PAT: '{{PAT}}' },
}

const nugetFixed = `
    FROM mcr.microsoft.com/dotnet/sdk:9.0
    WORKDIR /src
    RUN dotnet nuget add source ${FEED} -n corp
    RUN --mount=type=secret,id=pat,env=PAT,required=true NuGetPackageSourceCredentials_corp="Username=ci;Password=$PAT" dotnet restore`

compare('a source of NuGet', nuget, { pat: '{{PAT}}' }, nugetFixed, [
  {
    title: 'the credentials of another source',
    edit: text => text.replace('Credentials_corp', 'Credentials_other'),
    broken: ['`dotnet restore` no longer has "nuget corp=ci:{{PAT}}"'],
  },
  {
    title: 'credentials that NuGet can not read',
    edit: text => text.replace('Username=ci;Password=', 'ci:'),
    broken: ['`dotnet restore` no longer has "nuget corp=ci:{{PAT}}"'],
  },
  {
    title: 'a source that is stored, used and not removed',
    edit: text =>
      text.replace(
        'NuGetPackageSourceCredentials_corp="Username=ci;Password=$PAT"',
        'dotnet nuget update source corp -u ci -p $PAT &&',
      ),
    leaks: ['layer: root/.nuget/NuGet/NuGet.Config'],
  },
])

const registry: Recipe = {
  dockerfile: `
    FROM quay.io/skopeo/stable
    ARG PASSWORD
    RUN echo "$PASSWORD" | docker login registry.acme.example -u ci --password-stdin
    RUN docker pull registry.acme.example/app && docker version`,
  args: { PASSWORD: '{{PASSWORD}}' },
}

const registryFixed = `
    FROM quay.io/skopeo/stable
    RUN --mount=type=secret,id=password,env=PASSWORD,required=true echo "$PASSWORD" | docker login registry.acme.example -u ci --password-stdin && docker pull registry.acme.example/app && docker logout registry.acme.example
    RUN docker version`

compare('a login to a registry', registry, { password: '{{PASSWORD}}' }, registryFixed, [
  {
    title: 'a login that stays, although it is encoded',
    edit: text => text.replace(' && docker logout registry.acme.example', ''),
    leaks: ['layer: root/.docker/config.json'],
  },
  {
    title: 'a logout that comes too early',
    edit: text => text.replace('docker pull', 'docker logout registry.acme.example && docker pull'),
    broken: [
      '`docker pull registry.acme.example/app` no longer has "registry auths.registry.acme.example.auth=ci:{{PASSWORD}}"',
    ],
  },
  {
    title: 'another user',
    edit: text => text.replace('-u ci', '-u me'),
    broken: [
      '`docker pull registry.acme.example/app` no longer has "registry auths.registry.acme.example.auth=ci:{{PASSWORD}}"',
    ],
  },
])

const cloud: Recipe = {
  dockerfile: `
    FROM amazon/aws-cli
    ARG SECRET
    RUN aws configure set aws_access_key_id ID && aws configure set aws_secret_access_key $SECRET && aws configure set region eu-central-1
    RUN aws s3 cp s3://acme/a /a`,
  args: { SECRET: '{{SECRET}}' },
}

const cloudFixed = `
    FROM amazon/aws-cli
    RUN aws configure set region eu-central-1
    RUN --mount=type=secret,id=secret,env=AWS_SECRET_ACCESS_KEY,required=true AWS_ACCESS_KEY_ID=ID aws s3 cp s3://acme/a /a`

// The first step only stores what is no credential on its own, so that it must stay where it was.
compare(
  'the settings of AWS',
  cloud,
  { secret: '{{SECRET}}' },
  cloudFixed.replace(
    'RUN aws configure set region',
    'RUN aws configure set aws_access_key_id ID && aws configure set region',
  ),
  [
    {
      title: 'the variable of another setting',
      edit: text => text.replace('env=AWS_SECRET_ACCESS_KEY', 'env=AWS_SESSION_TOKEN'),
      broken: ['`aws s3 cp s3://acme/a /a` no longer has "aws default.aws_secret_access_key={{SECRET}}"'],
    },
    {
      title: 'a setting that is no secret and got lost',
      edit: text => text.replace(' && aws configure set region eu-central-1', ''),
      broken: ['`aws configure set region eu-central-1` does not run any more'],
    },
  ],
)

const composer: Recipe = {
  dockerfile: `
    FROM composer:2
    ARG TOKEN
    WORKDIR /app
    RUN composer config --global github-oauth.github.com $TOKEN
    RUN composer install --no-scripts`,
  args: { TOKEN: '{{TOKEN}}' },
}

const composerFixed = `
    FROM composer:2
    WORKDIR /app
    RUN --mount=type=secret,id=token,env=TOKEN,required=true COMPOSER_AUTH="{\\"github-oauth\\":{\\"github.com\\":\\"$TOKEN\\"}}" composer install --no-scripts`

compare('a token of Composer', composer, { token: '{{TOKEN}}' }, composerFixed, [
  {
    title: 'another kind of token',
    edit: text => text.replace('github-oauth', 'gitlab-token'),
    broken: ['`composer install --no-scripts` no longer has "composer github-oauth.github.com={{TOKEN}}"'],
  },
  {
    title: 'text that is no JSON',
    edit: text => text.replace('}}"', '}"'),
    broken: ['`composer install --no-scripts` no longer has "composer github-oauth.github.com={{TOKEN}}"'],
  },
  {
    title: 'a token in the file of the project',
    edit: text =>
      text.replace('COMPOSER_AUTH=', 'true && composer config github-oauth.github.com $TOKEN && COMPOSER_AUTH='),
    leaks: ['layer: app/auth.json'],
  },
])
