import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import type { BuildCommand } from '../../core/plan/model.ts'
import { codeOf } from '../../workspace/fileError.ts'
import type { ExitCode, Terminal } from '../terminal.ts'
import { UsageError } from '../usageError.ts'

/** Runs docker, without a shell, on the terminal of this process, and tells its exit code. */
export function runDocker(command: BuildCommand, { cwd, env }: Terminal): Promise<ExitCode> {
  return new Promise((resolve, reject) => {
    const docker = spawn('docker', command.args, { cwd, env: { ...env, ...command.env }, stdio: 'inherit' })
    // The terminal sends Ctrl+C to docker, too; this process waits for its end.
    const wait = () => {}
    const stop = () => void docker.kill('SIGTERM')
    process.on('SIGINT', wait)
    process.on('SIGTERM', stop)
    const forget = () => {
      process.off('SIGINT', wait)
      process.off('SIGTERM', stop)
    }
    docker.once('error', error => {
      forget()
      reject(codeOf(error) === 'ENOENT' ? new UsageError(NO_DOCKER) : error)
    })
    docker.once('close', (code, signal) => {
      forget()
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0))
    })
  })
}

const NO_DOCKER = 'docker was not found on the PATH. Install Docker with the buildx plugin, or correct the PATH.'
