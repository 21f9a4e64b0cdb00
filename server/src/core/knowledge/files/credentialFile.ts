import type { CredentialFile } from '../model.ts'
import { isLiteralCredential } from '../formats/values.ts'

/** A credential file whose content check is made from where its format has credentials. */
export function credentialFile(file: Omit<CredentialFile, 'holdsCredential'>): CredentialFile {
  return { ...file, holdsCredential: text => file.credentials(text).some(isLiteralCredential) }
}

/** A directory with credential files and others. */
export function credentialDirectory(name: string): CredentialFile {
  const file = credentialFile({ name, places: [`~/${name}`], certainty: 'content', credentials: () => [] })
  return { ...file, directory: true }
}
