import { dotenvEntries } from '../formats/dotenv.ts'
import type { CredentialFile } from '../model.ts'
import { credentialFile } from './credentialFile.ts'
import { credentialOf } from './dotenv.ts'

const credentials = (text: string) => dotenvEntries(text).flatMap(({ name, value }) => credentialOf(name, value))

/** https://stat.ethz.ch/R-manual/R-devel/library/base/html/Startup.html */
export const rFiles: readonly CredentialFile[] = [
  credentialFile({
    name: '.Renviron',
    places: ['~/.Renviron', './.Renviron'],
    locatedBy: ['R_ENVIRON_USER'],
    certainty: 'content',
    // An application may be written in R.
    readAtRunTime: 'unless a RUN reads it',
    credentials,
  }),
  // Of the whole installation, which brings along one with settings.
  credentialFile({
    name: 'Renviron',
    aliases: ['Renviron.site'],
    places: ['/usr/local/lib/R/etc/Renviron', '/etc/R/Renviron', '/etc/R/Renviron.site'],
    locatedBy: ['R_ENVIRON'],
    certainty: 'rarely',
    readAtRunTime: true,
    credentials,
  }),
]
