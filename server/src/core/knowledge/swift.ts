import type { Ecosystem } from './model.ts'

/** On Linux the credentials of registries are in `.netrc`. */
export const swift: Ecosystem = {
  id: 'swift',
  title: 'Swift and CocoaPods',
  files: [],
  variables: [
    { name: 'SWIFTPM_REGISTRY_TOKEN', holds: 'token' },
    { name: 'SWIFTPM_REGISTRY_LOGIN', holds: 'user' },
    { name: 'SWIFTPM_REGISTRY_PASSWORD', holds: 'token' },
    { name: 'SWIFTPM_SOURCE_CONTROL_TOKEN', holds: 'token' },
    { name: 'COCOAPODS_TRUNK_TOKEN', holds: 'token' },
  ],
  tools: [
    {
      commands: ['swift'],
      consumers: ['build', 'run', 'test', 'package', 'sdk'],
      reads: ['.netrc', '.gitconfig', '.git-credentials'],
      // Package.swift and plugins are programs.
      readsAnyVariable: true,
      valued: ['-c', '--configuration', '--package-path', '--scratch-path', '--netrc-file', '--username'],
      persisting: ['--token <token>', '--password <password>'].map(it => ({
        pattern: `swift package-registry login ${it} <url?>`,
        secret: [it.slice(it.indexOf('<') + 1, -1)],
        writes: ['~/.netrc'],
      })),
    },
    {
      commands: ['pod'],
      consumers: ['install', 'update', 'repo', 'trunk', 'spec'],
      reads: ['.netrc', '.gitconfig', '.git-credentials'],
      // The Podfile is a program.
      readsAnyVariable: true,
      persisting: [],
    },
  ],
  references: [
    'https://docs.swift.org/swiftpm/documentation/packagemanagerdocs/usingswiftpackageregistry',
    'https://guides.cocoapods.org/making/private-cocoapods.html',
  ],
}
