import { cargoFiles } from './files/cargo.ts'
import type { Ecosystem } from './model.ts'

const PLACE = ['~/.cargo/credentials.toml']

export const cargo: Ecosystem = {
  id: 'cargo',
  title: 'Cargo',
  files: cargoFiles,
  variables: [
    { name: 'CARGO_REGISTRY_TOKEN', holds: 'token' },
    { name: 'CARGO_REGISTRIES_<REGISTRY>_TOKEN', holds: 'token' },
  ],
  tools: [
    {
      commands: ['cargo'],
      consumers: `build b check c clippy rustc test t bench run r doc rustdoc fetch install add update vendor package
        publish search owner yank generate-lockfile metadata tree chef binstall nextest auditable zigbuild xbuild
        component leptos tauri udeps audit deny`.split(/\s+/),
      quiet: ['new', 'clean', 'fmt', 'locate-project', 'remove', 'uninstall', 'pkgid'],
      // git only with CARGO_NET_GIT_FETCH_WITH_CLI; else its credential helpers alone.
      reads: ['credentials.toml', '.cargo/config.toml', '.netrc', '.gitconfig', '.git-credentials'],
      // Build scripts and tests are programs of the project.
      readsAnyVariable: true,
      valued: ['--registry', '--config', '-Z', '--manifest-path', '-p', '--package', '--target', '--color'],
      persisting: [
        {
          pattern: 'cargo login --registry <registry> <token>',
          secret: ['token'],
          writes: PLACE,
          instead: { 'CARGO_REGISTRIES_<REGISTRY>_TOKEN': '<token>' },
        },
        {
          pattern: 'cargo login <token>',
          secret: ['token'],
          writes: PLACE,
          instead: { CARGO_REGISTRY_TOKEN: '<token>' },
        },
        { pattern: 'cargo login', secret: ['stdin'], writes: PLACE },
      ],
      undoing: [{ pattern: 'cargo logout', writes: PLACE }],
    },
  ],
  references: [
    'https://doc.rust-lang.org/cargo/reference/registry-authentication.html',
    'https://doc.rust-lang.org/cargo/reference/config.html',
  ],
}
