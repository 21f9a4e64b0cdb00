import type { Mount, Run } from '../dockerfile/model.ts'
import type { Token } from '../text.ts'
import type { Build, BuildStage } from './build.ts'
import { baseName, join, variableValue, workdirAt } from './evaluate.ts'

/** A `--mount=type=secret` as BuildKit understands it. */
export interface SecretMount {
  readonly mount: Mount
  /** For `--secret id=`; undefined when the mount has neither id nor target. */
  readonly id: string | undefined
  /** Where the file is, absolute; undefined when it is given as a variable only. */
  readonly target: string | undefined
  readonly env: string | undefined
  readonly required: boolean
}

/**
 * The secret mounts of a RUN. Defaults: the id is the base name of the target, the target
 * `/run/secrets/<base name of the id>` unless `env` is given; a relative target is below WORKDIR.
 * https://docs.docker.com/reference/dockerfile/#run---mounttypesecret
 */
export function secretMounts(build: Build, stage: BuildStage, run: Run): readonly SecretMount[] {
  return run.mounts.filter(it => it.type === 'secret').map(mount => secretMount(build, stage, run, mount))
}

function secretMount(build: Build, stage: BuildStage, run: Run, mount: Mount): SecretMount {
  const offset = run.span.start
  const text = (...keys: string[]) => {
    const value = field(mount, ...keys)?.value?.text
    return value === undefined || value === '' ? undefined : expandSimple(build, stage, value, offset)
  }
  const target = text('target', 'dst', 'destination')
  const env = text('env')
  const id = text('id', 'source', 'src') ?? (target === undefined ? undefined : baseName(target))
  const workdir = workdirAt(build, stage, offset) ?? '/'
  const place =
    target !== undefined
      ? join(workdir, target)
      : env === undefined && id !== undefined
        ? `/run/secrets/${baseName(id)}`
        : undefined
  return { mount, id, target: place, env, required: isTrue(field(mount, 'required')) }
}

/** The last field with one of these keys, which wins. */
export function field(mount: Mount, ...keys: string[]): Mount['fields'][number] | undefined {
  return mount.fields.findLast(it => keys.includes(it.key.text))
}

function isTrue(it: { readonly value: Token | undefined } | undefined): boolean {
  return it !== undefined && (it.value === undefined || ['1', 't', 'T', 'true', 'TRUE', 'True'].includes(it.value.text))
}

/** `$NAME` and `${NAME}` in a mount option, from ARG and ENV; an unknown variable stays as it is. */
function expandSimple(build: Build, stage: BuildStage, text: string, offset: number): string {
  if (!text.includes('$')) return text
  return text.replace(/\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/g, (all, braced?: string, plain?: string) => {
    return variableValue(build, stage, braced ?? plain ?? '', offset) ?? all
  })
}
