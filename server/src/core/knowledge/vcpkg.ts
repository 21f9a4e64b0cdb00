import type { Ecosystem } from './model.ts'

export const vcpkg: Ecosystem = {
  id: 'vcpkg',
  title: 'vcpkg',
  files: [],
  variables: [
    { name: 'VCPKG_BINARY_SOURCES', holds: 'url' },
    { name: 'X_VCPKG_ASSET_SOURCES', holds: 'url' },
  ],
  tools: [
    {
      commands: ['vcpkg'],
      consumers: ['install', 'upgrade', 'build', 'fetch', 'x-update-registry', 'export'],
      quiet: ['integrate', 'list', 'search', 'remove', 'owns', 'contact'],
      reads: ['.gitconfig', '.git-credentials', '.netrc', 'NuGet.Config'],
      // Port files are programs.
      readsAnyVariable: true,
      persisting: [],
    },
  ],
  references: [
    'https://learn.microsoft.com/vcpkg/reference/binarycaching',
    'https://learn.microsoft.com/vcpkg/consume/binary-caching-default',
    'https://learn.microsoft.com/vcpkg/users/assetcaching',
  ],
}
