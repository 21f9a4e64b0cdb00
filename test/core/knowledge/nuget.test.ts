import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { credentialFileFor } from '../../../server/src/core/knowledge/index.ts'
import copiedFile from '../../../server/src/core/rules/copied-credential-file.ts'
import secretInArg from '../../../server/src/core/rules/secret-in-arg.ts'
import { expectFix } from '../../support/fixtures.ts'
import { copying, fixed, holds, readersOf, refusal, SECRET, storedBy } from '../../support/knowledge.ts'

const STORE = '/root/.nuget/NuGet/NuGet.Config'
const FEED = 'https://nuget.corp.example/v3/index.json'
const ADD = `dotnet nuget add source ${FEED} -n corp -u ci -p $TOKEN --store-password-in-clear-text`

describe('dotnet nuget add source', () => {
  for (const command of [
    ADD,
    `dotnet nuget add source --name corp --username ci --password "$TOKEN" ${FEED}`,
    `dotnet nuget add source ${FEED} --name=corp --username=ci --password=$TOKEN`,
  ])
    it(`stores the password: ${command}`, () => assert.deepEqual(storedBy(command), [STORE]))

  it('stores it in the file that it is given', () =>
    assert.deepEqual(storedBy(`${ADD} --configfile ./nuget.config`), ['/app/nuget.config']))

  it('adds the source only for as long as it is read', () =>
    assert.deepEqual(fixed(ADD, 'dotnet restore', 'dotnet new console'), {
      runs: [`${ADD} && dotnet restore && dotnet nuget remove source corp`, 'dotnet new console'],
      mounted: ['TOKEN', ''],
    }))

  it('takes it out of the same file again', () =>
    assert.deepEqual(fixed(`${ADD} --configfile nuget.config && dotnet restore`).runs, [
      `${ADD} --configfile nuget.config && dotnet restore && dotnet nuget remove source corp --configfile nuget.config`,
    ]))

  it('stores nothing without a password, and nothing that it takes out itself', () =>
    assert.deepEqual(
      storedBy(
        `dotnet nuget add source ${FEED} -n corp`,
        `${ADD} && dotnet restore && dotnet nuget remove source corp`,
      ),
      [],
    ))
})

describe('dotnet nuget update source', () => {
  const update = 'dotnet nuget update source corp --username ci --password "${TOKEN}" --store-password-in-clear-text'

  it('becomes the variable of the source, which stays as it is', () =>
    assert.deepEqual(fixed(update, 'dotnet restore'), {
      runs: ['NuGetPackageSourceCredentials_corp="Username=ci;Password=${TOKEN}" dotnet restore'],
      mounted: ['TOKEN'],
    }))

  it('stays when a shell would not know the variable', () =>
    assert.match(
      refusal(`${update.replace(' corp ', ' my-feed ')} && dotnet restore`),
      /^The source name my-feed can't be part of a variable that dotnet nuget would read/,
    ))
})

describe('nuget sources', () => {
  const store = '/root/.config/NuGet/NuGet.Config'
  const add = `nuget sources Add -Name corp -Source ${FEED} -UserName ci -Password $TOKEN`

  it('is removed again after use', () => {
    assert.deepEqual(storedBy(add), [store])
    assert.deepEqual(fixed(`${add} && nuget restore`).runs, [
      `${add} && nuget restore && nuget sources Remove -Name corp`,
    ])
  })

  it('stays when nothing takes it out', () =>
    assert.match(refusal('mono nuget.exe setapikey $TOKEN && mono nuget.exe push x.nupkg'), /no command takes it out/))
})

describe('NuGet', () => {
  it('reads variables with credentials', () => {
    for (const name of ['NuGetPackageSourceCredentials_corp', 'VSS_NUGET_EXTERNAL_FEED_ENDPOINTS'])
      assert.deepEqual(
        readersOf(name, 'dotnet --info', 'dotnet dev-certs https', 'dotnet restore', 'dotnet tool install x'),
        ['dotnet restore', 'dotnet tool install x'],
      )
  })

  it('gets the endpoints of the Azure provider only where it runs', () =>
    expectFix(
      secretInArg,
      `
      FROM mcr.microsoft.com/dotnet/sdk:8.0 AS build
      ARG FEED_ACCESSTOKEN
      ENV VSS_NUGET_EXTERNAL_FEED_ENDPOINTS="{\\"endpointCredentials\\": [{\\"password\\":\\"\${FEED_ACCESSTOKEN}\\"}]}"
      COPY *.csproj .
      RUN dotnet restore
    `,
      `
      FROM mcr.microsoft.com/dotnet/sdk:8.0 AS build
      COPY *.csproj .
      RUN --mount=type=secret,id=feed_accesstoken,env=FEED_ACCESSTOKEN,required=true export VSS_NUGET_EXTERNAL_FEED_ENDPOINTS="{\\"endpointCredentials\\": [{\\"password\\":\\"\${FEED_ACCESSTOKEN}\\"}]}" && dotnet restore
    `,
    ))
})

describe('NuGet.Config', () => {
  const config = (entry: string) =>
    `<?xml version="1.0" encoding="utf-8"?>\n<configuration>\n  <packageSourceCredentials>\n    <corp>\n      <add key="Username" value="ci" />\n      ${entry}\n    </corp>\n  </packageSourceCredentials>\n</configuration>\n`

  it('is told by its text, in every spelling', () => {
    const text = config(`<add key="ClearTextPassword" value="${SECRET}" />`)
    for (const name of ['NuGet.Config', 'nuget.config', 'NuGet.config', 'Nuget.config']) {
      assert.equal(copying(name, './'), undefined)
      assert.equal(copying(name, './', text), 'error')
    }
  })

  it('holds passwords, keys and URLs', () => {
    for (const text of [
      config(`<add key='ClearTextPassword' value='${SECRET}'/>`),
      config(`<add value="${SECRET}" key="Password"/>`),
      `<configuration><apikeys><add key="https://h" value="${SECRET}" /></apikeys></configuration>`,
      `<configuration><packageSources><add key="a" value="https://ci:${SECRET}@h.example/" /></packageSources></configuration>`,
      `<configuration><config><add key="http_proxy.password" value="${SECRET}" /></config></configuration>`,
    ])
      assert.ok(holds('nuget.config', text), text)
  })

  it('is harmless with feeds, references and comments', () => {
    for (const text of [
      '<configuration><packageSources><clear /><add key="a" value="https://h.example/" /></packageSources></configuration>',
      config('<add key="ClearTextPassword" value="%NUGET_PAT%" />'),
      config(`<!-- <add key="ClearTextPassword" value="${SECRET}" /> -->`),
    ])
      assert.ok(!holds('nuget.config', text), text)
  })

  it('names the variables that NuGet expands', () =>
    assert.deepEqual(
      credentialFileFor('nuget.config')?.references?.(config('<add key="ClearTextPassword" value="%NUGET_PAT%" />')),
      ['NUGET_PAT'],
    ))

  it('is mounted where it is read', () =>
    expectFix(
      copiedFile,
      `
      -- Dockerfile --
      FROM mcr.microsoft.com/dotnet/sdk:8.0 AS build
      WORKDIR /src
      COPY nuget.config App.csproj ./
      RUN dotnet restore --configfile nuget.config && rm nuget.config
      RUN dotnet publish --no-restore
      -- nuget.config --
      ${config(`<add key="ClearTextPassword" value="${SECRET}" />`).replaceAll('\n', '\n      ')}
    `,
      `
      -- Dockerfile --
      FROM mcr.microsoft.com/dotnet/sdk:8.0 AS build
      WORKDIR /src
      COPY App.csproj ./
      RUN --mount=type=secret,id=nuget_config,target=/src/nuget.config,required=true dotnet restore --configfile nuget.config
      RUN dotnet publish --no-restore
      -- nuget.config --
      ${config(`<add key="ClearTextPassword" value="${SECRET}" />`).replaceAll('\n', '\n      ')}
    `,
    ))
})
