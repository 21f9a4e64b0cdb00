import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import { createServer as createTlsServer } from 'node:https'

/** A credential as a client sent it; `user` is empty for a bearer token. */
export interface Credential {
  readonly scheme: 'basic' | 'bearer'
  readonly user: string
  readonly password: string
}

export interface RegistryRequest {
  readonly path: string
  readonly credential: Credential | undefined
  /** Whether the credential was one that the registry accepts. */
  readonly authorized: boolean
}

export interface Registry {
  /** `http://127.0.0.1:PORT`, or the `https` URL of `RegistryOptions.tls`. */
  readonly url: string
  readonly requests: readonly RegistryRequest[]
  close(): Promise<void>
}

export interface RegistryOptions {
  /** Every other request is answered with 401. */
  readonly accepts: (credential: Credential) => boolean
  /** The name that clients know this machine by, with its certificate; plain HTTP when not given. */
  readonly tls?: { readonly name: string; readonly key: string; readonly cert: string }
}

export interface Answer {
  readonly type: string
  readonly body: Buffer | string
}

/** A server on this machine's loopback that answers only with a right credential, and remembers who asked. */
export async function startRegistry(
  { accepts, tls }: RegistryOptions,
  answer: (path: string, url: string) => Answer | undefined,
): Promise<Registry> {
  const requests: RegistryRequest[] = []
  const scheme = tls ? 'https' : 'http'
  const listener: RequestListener = (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname)
    const credential = credentialOf(request)
    const authorized = credential !== undefined && accepts(credential)
    requests.push({ path, credential, authorized })
    if (!authorized) {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="private"' }).end('who are you?')
      return
    }
    const found = answer(path, `${scheme}://${request.headers.host ?? ''}`)
    if (found) response.writeHead(200, { 'content-type': found.type }).end(found.body)
    else response.writeHead(404).end('no such package')
  }
  const server = tls ? createTlsServer({ key: tls.key, cert: tls.cert }, listener) : createServer(listener)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The registry has no port.')
  return { url: `${scheme}://${tls?.name ?? '127.0.0.1'}:${address.port}`, requests, close: () => close(server) }
}

function credentialOf(request: IncomingMessage): Credential | undefined {
  const [scheme = '', value = ''] = (request.headers.authorization ?? '').split(' ')
  if (scheme.toLowerCase() === 'bearer') return { scheme: 'bearer', user: '', password: value }
  if (scheme.toLowerCase() !== 'basic') return undefined
  const pair = Buffer.from(value, 'base64').toString()
  const colon = pair.indexOf(':')
  return { scheme: 'basic', user: pair.slice(0, colon), password: pair.slice(colon + 1) }
}

function close(server: ReturnType<typeof createServer>): Promise<void> {
  server.closeAllConnections()
  return new Promise(resolve => server.close(() => resolve()))
}
