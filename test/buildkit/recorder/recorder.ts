import { createServer } from 'node:net'

import { parseInvocation, type Invocation } from './invocation.ts'
import { effectOf } from './tools.ts'

export interface Recorder {
  /** Starts to listen for one build. */
  record(): Recording
  close(): Promise<void>
}

export interface Recording {
  /** For `--add-host`: tells the tools of this build where the recorder is. */
  readonly host: string
  /** In the order in which the tools were started. */
  readonly invocations: readonly Invocation[]
}

/** Listens on this machine's loopback for the tools of the recorder image and tells them what to do. */
export async function startRecorder(): Promise<Recorder> {
  const builds = new Map<string, Invocation[]>()
  const server = createServer({ allowHalfOpen: true }, socket => {
    let message = ''
    socket.setEncoding('latin1')
    socket.on('error', () => socket.destroy())
    socket.on('data', (chunk: string) => {
      message += chunk
      if (!message.endsWith('\nend\n')) return
      const invocation = parseInvocation(message)
      builds.get(invocation.buildId)?.push(invocation)
      socket.end(`${effectOf(invocation)}\nexit 0\n`)
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The recorder has no port.')
  return {
    record() {
      const id = `build${builds.size}`
      const invocations: Invocation[] = []
      builds.set(id, invocations)
      return { host: `recorder-${address.port}-${id}:127.0.0.1`, invocations }
    },
    close: () => new Promise(resolve => server.close(() => resolve())),
  }
}
