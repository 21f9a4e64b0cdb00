import { aptFiles } from './files/apt.ts'
import type { Ecosystem, PersistingCommand, UndoingCommand } from './model.ts'

const ADDERS = ['add-apt-repository', 'apt-add-repository']

export const apt: Ecosystem = {
  id: 'apt',
  title: 'apt',
  files: aptFiles,
  variables: [],
  tools: [
    {
      commands: ['apt-get', 'apt', 'aptitude'],
      consumers: `update install upgrade dist-upgrade full-upgrade safe-upgrade reinstall download source build-dep
        satisfy`.split(/\s+/),
      quiet: 'clean autoclean distclean autoremove autopurge remove purge check list show search policy mark'.split(
        ' ',
      ),
      reads: ['apt/auth.conf', 'sources.list'],
      readsAnyVariable: false,
      valued: ['-o', '-c', '-t', '--option', '--config-file', '--target-release'],
      persisting: [],
    },
    {
      commands: ADDERS,
      // It updates the lists as well.
      consumers: [],
      reads: ['apt/auth.conf', 'sources.list'],
      readsAnyVariable: false,
      persisting: ADDERS.map(added),
      undoing: ADDERS.map(removed),
    },
  ],
  references: [
    'https://manpages.debian.org/apt_auth.conf',
    'https://manpages.debian.org/sources.list',
    'https://manpages.ubuntu.com/manpages/man1/add-apt-repository.1.html',
  ],
}

/** In which file depends on the release. */
function added(command: string): PersistingCommand {
  return { pattern: `${command} <url> ...`, secret: ['url'], writes: ['/etc/apt/sources.list'], undo: false }
}

function removed(command: string): UndoingCommand {
  return { pattern: `${command} -r|--remove <url>`, writes: ['/etc/apt/sources.list'] }
}
