import type { CredentialFile } from '../model.ts'
import { credentialFile } from './credentialFile.ts'

const KEYS = new Set(['auth_key', 'api_key', 'access_token', 'refresh_token', 'repos_key'])

export const hexFiles: readonly CredentialFile[] = [
  // Erlang terms: `{'$repos', #{<<"hexpm:acme">> => #{auth_key => <<"…">>}}}.`
  credentialFile({
    name: 'hex.config',
    places: ['~/.hex/hex.config'],
    locatedIn: ['HEX_HOME'],
    certainty: 'always',
    credentials: text =>
      text.split('<<"').flatMap((piece, index, pieces) => {
        const key = /(\w+)\W*$/.exec(pieces[index - 1]?.slice(-40) ?? '')?.[1]
        const end = piece.indexOf('">>')
        return key !== undefined && KEYS.has(key) && 0 <= end ? [piece.slice(0, end)] : []
      }),
  }),
]
