import type { CredentialFile } from '../model.ts'
import { isLiteralCredential } from '../formats/values.ts'

/** A credential file whose content check is made from where its format has credentials. */
export function credentialFile(file: Omit<CredentialFile, 'holdsCredential'>): CredentialFile {
  return { ...file, holdsCredential: text => file.credentials(text).some(isLiteralCredential) }
}
