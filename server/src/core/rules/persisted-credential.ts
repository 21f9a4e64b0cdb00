import type { Analysis } from '../analyze.ts'
import type { BuildStage } from '../build/build.ts'
import { evaluate, join, workdirAt } from '../build/evaluate.ts'
import { effective } from '../dockerfile/effective.ts'
import type { Copy, Heredoc } from '../dockerfile/model.ts'
import { fixVariable } from '../fixes/fixVariable.ts'
import { isDirectory } from '../secrets/copying.ts'
import { contains, type Span } from '../text.ts'
import { carriedFrom } from '../secrets/carried.ts'
import { type GeneratedKey, generatedKeys } from '../secrets/generatedKeys.ts'
import { defineRule, type Found } from '../rule.ts'
import { fixPersisted } from '../fixes/fixPersisted.ts'
import { finding, severityOf } from './reporting.ts'

export default defineRule({
  id: 'persisted-credential',
  title: 'Credential written into a layer',
  severity: 'error',
  docs: {
    why: `
      What a RUN writes is a layer of the image. A command such as \`poetry config\`, \`npm config set\` or
      \`echo … > ~/.npmrc\` puts the credential into a file that stays, also when its value came from a secret mount. Only
      what the same RUN removes again is not kept. A private key that \`ssh-keygen\` or \`openssl\` makes stays as well,
      and every container of the image has the same one.`,
    bad: `
      FROM python:3.12-slim
      COPY pyproject.toml poetry.lock ./
      RUN --mount=type=secret,id=token,env=TOKEN,required=true \\
          poetry config http-basic.corp ci "$TOKEN" && poetry install`,
    good: `
      FROM python:3.12-slim
      COPY pyproject.toml poetry.lock ./
      RUN --mount=type=secret,id=token,env=POETRY_HTTP_BASIC_CORP_PASSWORD,required=true \\
          POETRY_HTTP_BASIC_CORP_USERNAME=ci poetry install`,
    references: [
      'https://docs.docker.com/build/building/secrets/',
      'https://python-poetry.org/docs/repositories/#configuring-credentials',
    ],
  },

  *check(analysis: Analysis) {
    for (const persisted of analysis.persisted) {
      const { name, write, certain, flow } = persisted
      const { shipped } = flow.run.stage
      yield {
        ...written(name, write.path, write.span, shipped, certain),
        related: write.uses.map(it => ({ span: it.span, message: `${name} is used here.` })),
        repair: () => fixPersisted(analysis, persisted),
      }
    }
    const keys = analysis.trace.flows.flatMap(it => generatedKeys(analysis.build, it))
    for (const { path, flow, start, end } of keys) {
      const { shipped } = flow.run.stage
      const where = shipped ? 'a layer of the image, so that all containers share it' : 'the build cache'
      const message = `The private key ${path} is made in the build and stays in ${where}.`
      yield {
        ...finding({ start, end }, shipped ? 'warning' : 'info', message, path, shipped ? ['layer'] : ['cache']),
        refusal: AT_RUN_TIME,
      }
    }
    yield* writtenByCopy(analysis)
    yield* carriedAlong(analysis)
    yield* keysAlong(analysis, keys)
  },
})

const AT_RUN_TIME = 'Make the key when the container starts, or mount it there.'

/** `COPY <<EOF /root/.netrc` expands ARG and ENV in its here-documents. */
function* writtenByCopy(analysis: Analysis): Iterable<Found> {
  for (const secret of analysis.trace.secrets)
    for (const { instruction, span, stage } of secret.wordUses) {
      const copy = effective(instruction)
      const body = copy.heredocs.find(it => contains(it.bodySpan, span))
      if (!body || !stage || (copy.kind !== 'COPY' && copy.kind !== 'ADD')) continue
      const path = destinationOf(analysis, stage, copy, body)
      yield {
        ...written(secret.name, path, span, stage.shipped, secret.evidence.certain),
        repair: () => fixVariable(analysis, secret),
      }
    }
}

function destinationOf({ build }: Analysis, stage: BuildStage, copy: Copy, { name }: Heredoc): string | undefined {
  const offset = copy.span.start
  const to = copy.destination && evaluate(build, stage, copy.destination, offset)
  const directory = workdirAt(build, stage, offset)
  if (to === undefined || directory === undefined) return undefined
  return join(join(directory, to), isDirectory(to, to) ? name : '.')
}

/** Files of earlier stages that `COPY --from` brings into the image. */
function* carriedAlong(analysis: Analysis): Iterable<Found> {
  const origins = analysis.persisted.flatMap(persisted => {
    const { path } = persisted.write
    const { stage, instruction } = persisted.flow.run
    const isHere = path !== undefined && instruction.kind === 'RUN' && !stage.shipped
    return isHere ? { stage, path, from: instruction.span.end, of: persisted } : []
  })
  for (const { source, stage, of } of carriedFrom(analysis.build, analysis.trace.flows, origins)) {
    const { name, write, certain } = of
    const message = `COPY --from takes ${write.path} along, so that ${name} stays in a layer of the image.`
    if (stage.shipped)
      yield {
        ...finding(source, severityOf(true, certain), message, name, ['layer']),
        related: [{ span: write.span, message: `${name} is written here.` }],
        repair: () => fixPersisted(analysis, of),
      }
  }
}

/** Keys that earlier stages make and `COPY --from` brings into the image. */
function* keysAlong({ build, trace }: Analysis, keys: readonly GeneratedKey[]): Iterable<Found> {
  const origins = keys.flatMap(key => {
    const { stage, instruction } = key.flow.run
    const isHere = key.path.startsWith('/') && instruction.kind === 'RUN' && !stage.shipped
    return isHere ? { stage, path: key.path, from: instruction.span.end, of: key } : []
  })
  for (const { source, stage, of } of carriedFrom(build, trace.flows, origins)) {
    const message = `COPY --from takes the private key ${of.path} along, which stays in a layer of the image, so that all containers share it.`
    if (stage.shipped)
      yield {
        ...finding(source, 'warning', message, of.path, ['layer']),
        related: [{ span: of, message: 'The key is made here.' }],
        refusal: AT_RUN_TIME,
      }
  }
}

function written(name: string, path: string | undefined, span: Span, shipped: boolean, certain: boolean): Found {
  const where = shipped ? 'a layer of the image' : 'the build cache'
  const message = `${name} is written to ${path ?? 'a file'} and stays in ${where}.`
  return finding(span, severityOf(shipped, certain), message, name, shipped ? ['layer'] : ['cache'])
}
