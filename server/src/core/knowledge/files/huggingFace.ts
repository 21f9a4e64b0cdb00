import { iniEntries, pythonIni } from '../formats/ini.ts'
import type { CredentialFile } from '../model.ts'
import { credentialFile } from './credentialFile.ts'

export const huggingFaceFiles: readonly CredentialFile[] = [
  // The token and nothing else.
  credentialFile({
    name: 'huggingface/token',
    places: ['~/.cache/huggingface/token'],
    locatedBy: ['HF_TOKEN_PATH'],
    readByMany: true,
    certainty: 'always',
    credentials: text => [text.trim()],
  }),
  credentialFile({
    name: 'huggingface/stored_tokens',
    places: ['~/.cache/huggingface/stored_tokens'],
    certainty: 'always',
    credentials: text => iniEntries(text, pythonIni).flatMap(({ key, value }) => (key === 'hf_token' ? [value] : [])),
  }),
]
