import { readFile, type Invocation } from './invocation.ts'

/** `machine HOST as LOGIN:PASSWORD` for each entry of a .netrc that the tool reads. */
export function netrcCredentials(it: Invocation, ...paths: readonly (string | undefined)[]): readonly string[] {
  const words = (readFile(it, ...paths) ?? '').split(/\s+/)
  const entries: { host: string; login: string; password: string }[] = []
  for (let index = 0; index < words.length; index++) {
    const entry = entries.at(-1)
    const value = words[index + 1] ?? ''
    if (words[index] === 'machine') entries.push({ host: value, login: '', password: '' })
    else if (words[index] === 'default') entries.push({ host: '*', login: '', password: '' })
    else if (words[index] === 'login' && entry) entry.login = value
    else if (words[index] === 'password' && entry) entry.password = value
    else continue
    if (words[index] !== 'default') index++
  }
  return entries.map(({ host, login, password }) => `machine ${host} as ${login}:${password}`)
}
