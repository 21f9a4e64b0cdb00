import { availableParallelism } from 'node:os'
import { setImmediate } from 'node:timers/promises'
import { parentPort, Worker, workerData } from 'node:worker_threads'
import { createContextCache, type ContextCache } from '../../workspace/readBuildContext.ts'
import { checkFile, type CheckedFile, type CheckResult, type CheckSettings } from './checkFile.ts'

/** Neighbors share what is read of their folders, so a thread takes several files in a row. */
const FILES_PER_CHUNK = 128

/** Below this a second thread costs more than it brings. */
const FILES_PER_THREAD = 500

interface Chunk {
  readonly index: number
  readonly files: readonly CheckedFile[]
}

interface Answer {
  readonly index: number
  /** How many files were checked. */
  readonly count: number
  readonly results: readonly CheckResult[]
}

/**
 * Checks files with all processors when there are many; the results are in the order of the files.
 * `onProgress` is called now and then with the number of files that are done.
 */
export async function checkFiles(
  files: readonly CheckedFile[],
  settings: CheckSettings,
  onProgress: (done: number) => void,
): Promise<readonly CheckResult[]> {
  const chunks = toChunks(files)
  const results: (readonly CheckResult[])[] = []
  let done = 0
  const take = () => chunks.shift()
  const accept = ({ index, count, results: found }: Answer) => {
    results[index] = found
    done += count
    onProgress(done)
  }
  const helpers = startHelpers(files.length, settings, take, accept)
  await checkChunks(settings, take, accept)
  await Promise.all(helpers)
  return results.flat()
}

/** What a helping thread does: to be called when this program finds itself running in one. */
export function serveAsHelper(): void {
  const settings: CheckSettings = workerData
  const cache = createContextCache()
  parentPort?.on('message', (chunk: Chunk) => parentPort?.postMessage(checkChunk(chunk, settings, cache)))
}

function toChunks(files: readonly CheckedFile[]): Chunk[] {
  const chunks: Chunk[] = []
  for (let start = 0; start < files.length; start += FILES_PER_CHUNK)
    chunks.push({ index: chunks.length, files: files.slice(start, start + FILES_PER_CHUNK) })
  return chunks
}

function checkChunk({ index, files }: Chunk, settings: CheckSettings, cache: ContextCache): Answer {
  return { index, count: files.length, results: files.flatMap(it => checkFile(it, settings, cache)) }
}

/** The work of this thread, which pauses between chunks to hear from the others. */
async function checkChunks(
  settings: CheckSettings,
  take: () => Chunk | undefined,
  accept: (answer: Answer) => void,
): Promise<void> {
  const cache = createContextCache()
  for (let chunk = take(); chunk; chunk = take()) {
    accept(checkChunk(chunk, settings, cache))
    await setImmediate()
  }
}

/** Promises of threads that take chunks until there are none. Only a bundle can be started in a thread. */
function startHelpers(
  fileCount: number,
  settings: CheckSettings,
  take: () => Chunk | undefined,
  accept: (answer: Answer) => void,
): Promise<void>[] {
  if (typeof __filename === 'undefined') return []
  const count = Math.min(availableParallelism() - 1, Math.floor(fileCount / FILES_PER_THREAD))
  return Array.from({ length: count }, () => runHelper(__filename, settings, take, accept))
}

/** Chunks that a thread has at once, so that it need not wait while this thread is busy with its own. */
const CHUNKS_AHEAD = 2

function runHelper(
  program: string,
  settings: CheckSettings,
  take: () => Chunk | undefined,
  accept: (answer: Answer) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(program, { workerData: settings })
    let pending = 0
    const next = () => {
      const chunk = take()
      if (chunk) {
        pending++
        worker.postMessage(chunk)
      } else if (pending === 0) void worker.terminate()
    }
    worker.on('message', (answer: Answer) => {
      pending--
      accept(answer)
      next()
    })
    worker.once('error', reject)
    worker.once('exit', () => resolve())
    for (let count = 0; count < CHUNKS_AHEAD; count++) next()
  })
}
