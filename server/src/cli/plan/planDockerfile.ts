import { existsSync, statSync } from 'node:fs'
import { isAbsolute, join, relative, resolve } from 'node:path'
import { parse } from '../../core/dockerfile/parse.ts'
import type { Candidate, PlannedSecret } from '../../core/plan/model.ts'
import { planSecrets, targets } from '../../core/plan/planSecrets.ts'
import { createContextCache, readBuildContextNow } from '../../workspace/readBuildContext.ts'
import { readText } from '../../workspace/readText.ts'
import { FileError } from '../../workspace/fileError.ts'
import { toSlashes } from '../fileChange.ts'
import type { Terminal } from '../terminal.ts'
import { UsageError } from '../usageError.ts'

/** What a build needs. Paths are as docker takes them when it is started in the current directory. */
export interface BuildPlan {
  readonly dockerfile: string
  readonly context: string
  readonly target: string | undefined
  /** Names of the stages that can be built. */
  readonly targets: readonly string[]
  readonly secrets: readonly PlannedSecret[]
}

/** Finds out which secrets a build needs; throws a `UsageError` when there is no such Dockerfile or target. */
export function planDockerfile(path: string | undefined, target: string | undefined, terminal: Terminal): BuildPlan {
  const dockerfile = path === undefined ? findIn('.', terminal.cwd) : findAt(path, terminal.cwd)
  const file = resolve(terminal.cwd, dockerfile)
  const text = readAsked(dockerfile, file)
  const { root, context } = readBuildContextNow(file, text, createContextCache())
  const parsed = parse(text)
  const names = targets(parsed)
  if (target !== undefined && !isTarget(target, names, parsed.stages.length)) {
    const known = names.length > 0 ? `Its stages are ${names.join(', ')}.` : 'None of its stages has a name.'
    throw new UsageError(`${dockerfile} has no stage "${target}". ${known}`)
  }
  const environment = Object.keys(terminal.env).filter(it => terminal.env[it] !== '')
  const show = (other: string) => toSlashes(isAbsolute(dockerfile) ? other : relative(terminal.cwd, other) || '.')
  const secrets = planSecrets(parsed, context, { target, environment })
  return {
    dockerfile,
    context: show(root),
    target,
    targets: names,
    secrets: secrets.map(it => ({ ...it, candidates: it.candidates.map(candidate => fromCwd(candidate, root, show)) })),
  }
}

/** Stages have numbers, too. */
function isTarget(target: string, names: readonly string[], stageCount: number): boolean {
  if (/^\d+$/.test(target)) return Number(target) < stageCount
  return names.some(it => it.toLowerCase() === target.toLowerCase())
}

function fromCwd(candidate: Candidate, root: string, show: (file: string) => string): Candidate {
  return candidate.kind === 'file' ? { ...candidate, path: show(join(root, candidate.path)) } : candidate
}

function findAt(path: string, cwd: string): string {
  return isDirectory(resolve(cwd, path)) ? findIn(path, cwd) : path
}

/** What docker looks for, and what podman does. */
function findIn(directory: string, cwd: string): string {
  const names = ['Dockerfile', 'dockerfile', 'Containerfile'].map(it => join(directory, it))
  const found = names.find(it => existsSync(resolve(cwd, it)))
  if (found !== undefined) return toSlashes(found)
  const where = directory === '.' ? 'this directory' : directory
  throw new UsageError(`There is no Dockerfile in ${where}. Name the file to build.`)
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
}

function readAsked(shown: string, file: string): string {
  try {
    return readText(file).text
  } catch (error) {
    if (error instanceof FileError) throw new UsageError(`${shown}: ${error.message}`)
    throw error
  }
}
