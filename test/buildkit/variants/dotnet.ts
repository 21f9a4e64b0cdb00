import type { Variant } from '../variant.ts'

const project = { 'App.csproj': '<Project />\n' }
const config = (password: string): string => `<configuration>
  <packageSources><add key="corp" value="https://nuget.acme.example/v3/index.json" /></packageSources>
  <packageSourceCredentials><corp><add key="Username" value="ci" /><add key="ClearTextPassword" value="${password}" /></corp></packageSourceCredentials>
</configuration>
`
const SOURCE = 'https://nuget.acme.example/v3/index.json'
const args = { NUGET_PAT: '{{TOKEN}}' }

export const nugetVariants: readonly Variant[] = [
  {
    title: 'dotnet nuget add source stores the password',
    dockerfile: `
      FROM mcr.microsoft.com/dotnet/sdk:9.0 AS build
      ARG NUGET_PAT
      WORKDIR /src
      COPY App.csproj .
      RUN dotnet nuget add source ${SOURCE} --name corp --username ci --password $NUGET_PAT --store-password-in-clear-text
      RUN dotnet restore
      COPY . .
      RUN dotnet publish -c Release --no-restore -o /out
      FROM mcr.microsoft.com/dotnet/aspnet:9.0
      COPY --from=build /src /app
    `,
    files: project,
    args,
  },
  {
    title: 'dotnet nuget add source in the step that restores',
    dockerfile: `
      FROM mcr.microsoft.com/dotnet/sdk:9.0
      ARG NUGET_PAT
      WORKDIR /src
      COPY App.csproj .
      RUN dotnet nuget add source -n corp -u ci -p "$NUGET_PAT" --store-password-in-clear-text ${SOURCE} \\
       && dotnet restore \\
       && dotnet nuget remove source corp
    `,
    files: project,
    args,
  },
  {
    title: 'dotnet nuget update source adds the password to a copied file',
    dockerfile: `
      FROM mcr.microsoft.com/dotnet/sdk:9.0
      ARG NUGET_PAT
      WORKDIR /src
      COPY App.csproj nuget.config ./
      RUN dotnet nuget update source corp -u ci -p $NUGET_PAT --store-password-in-clear-text --configfile nuget.config
      RUN dotnet restore
    `,
    files: {
      ...project,
      'nuget.config': `<configuration>\n  <packageSources><add key="corp" value="${SOURCE}" /></packageSources>\n</configuration>\n`,
    },
    args,
  },
  {
    title: 'nuget.config refers to the argument',
    dockerfile: `
      FROM mcr.microsoft.com/dotnet/sdk:9.0
      ARG NUGET_PAT
      ENV NUGET_PAT=$NUGET_PAT
      WORKDIR /src
      COPY App.csproj nuget.config ./
      RUN dotnet restore
      RUN dotnet build --no-restore
    `,
    files: { ...project, 'nuget.config': config('%NUGET_PAT%') },
    args,
  },
  {
    title: 'nuget.config with a password is copied to the project',
    dockerfile: `
      FROM mcr.microsoft.com/dotnet/sdk:9.0
      WORKDIR /src
      COPY App.csproj NuGet.Config ./
      RUN dotnet restore && rm NuGet.Config
    `,
    files: { ...project, 'NuGet.Config': config('{{TOKEN}}') },
  },
  {
    title: 'nuget.config with a password is copied for the user',
    dockerfile: `
      FROM mcr.microsoft.com/dotnet/sdk:9.0
      COPY NuGet.Config /root/.nuget/NuGet/NuGet.Config
      WORKDIR /src
      COPY App.csproj .
      RUN dotnet restore
      RUN dotnet publish -c Release -o /out
    `,
    files: { ...project, 'NuGet.Config': config('{{TOKEN}}') },
  },
  {
    title: 'ENV has the credentials of a source',
    dockerfile: `
      FROM mcr.microsoft.com/dotnet/sdk:9.0
      ARG NUGET_PAT
      ENV NuGetPackageSourceCredentials_corp="Username=ci;Password=$NUGET_PAT"
      WORKDIR /src
      COPY App.csproj .
      RUN dotnet restore
    `,
    files: project,
    args,
  },
  {
    title: 'an option names the key for dotnet nuget push',
    dockerfile: `
      FROM mcr.microsoft.com/dotnet/sdk:9.0
      ARG NUGET_API_KEY
      WORKDIR /src
      COPY App.csproj .
      RUN dotnet pack -c Release -o /out
      RUN dotnet nuget push /out/App.nupkg --source ${SOURCE} --api-key $NUGET_API_KEY
    `,
    files: project,
    args: { NUGET_API_KEY: '{{TOKEN}}' },
  },
]
