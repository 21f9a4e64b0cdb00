import { dnfFiles } from './files/dnf.ts'
import type { Ecosystem } from './model.ts'

const REPOSITORIES = 'yum.repos.d/*.repo'

/** `DNF_VAR_<name>` stands for `$name` in a repository file, be it a release or a password: its own name tells. */
export const dnf: Ecosystem = {
  id: 'dnf',
  title: 'dnf, yum and zypper',
  files: dnfFiles,
  variables: [],
  tools: [
    {
      commands: ['dnf', 'yum', 'microdnf', 'tdnf', 'zypper', 'yumdownloader', 'yum-builddep'],
      consumers: `install update upgrade makecache reinstall downgrade groupinstall localinstall builddep download
        group:install module:install distro-sync check-update in up dup ref refresh dist-upgrade patch
        source-install`
        .split(/\s+/)
        .map(it => it.replace(':', ' ')),
      quiet: `clean remove erase autoremove config-manager repolist history list module group groups search provides
        swap versionlock mark copr ar addrepo rr removerepo lr repos rm se`.split(/\s+/),
      reads: [REPOSITORIES, 'credentials.d/*'],
      readsAnyVariable: false,
      valued: '-x --exclude --enablerepo --disablerepo --installroot --releasever -c --config --repo --setopt'.split(
        ' ',
      ),
      persisting: [],
    },
  ],
  references: [
    'https://dnf.readthedocs.io/en/latest/conf_ref.html#repo-options',
    'https://en.opensuse.org/openSUSE:Standards_Repository_Credentials',
  ],
}
