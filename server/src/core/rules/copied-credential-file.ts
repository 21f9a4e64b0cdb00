import type { Analysis } from '../analyze.ts'
import type { Word } from '../dockerfile/model.ts'
import { fixFile } from '../fixes/fixFile.ts'
import { defineRule, type Found } from '../rule.ts'
import { carriedFrom } from '../secrets/carried.ts'
import { takenAlong } from '../secrets/takenAlong.ts'
import { finding, severityOf } from './reporting.ts'

export default defineRule({
  id: 'copied-credential-file',
  title: 'Credential file copied into a layer',
  severity: 'error',
  docs: {
    why: `
      A file that COPY or ADD brings in stays in that layer for ever. Removing it in a later RUN hides it, but whoever
      has the image can still read the layer. In an earlier stage it is not in the image, but in the build cache, in every
      cache export with \`mode=max\`, and in that stage when somebody pushes it.`,
    bad: `
      FROM node:24
      WORKDIR /app
      COPY .npmrc package.json package-lock.json ./
      RUN npm ci && rm -f .npmrc`,
    good: `
      FROM node:24
      WORKDIR /app
      COPY package.json package-lock.json ./
      RUN --mount=type=secret,id=npmrc,target=/app/.npmrc,required=true npm ci`,
    ignore: 'When the file holds only settings, or references such as ${NPM_TOKEN}.',
    references: [
      'https://docs.docker.com/build/building/secrets/#secret-mounts',
      'https://docs.npmjs.com/docker-and-private-modules',
    ],
  },

  *check(analysis) {
    for (const secret of analysis.files)
      for (const { source, stage } of secret.copies)
        yield {
          severity: severityOf(stage.shipped, secret.certain),
          span: source,
          message: message(secret.name, secret.certain, stage.shipped),
          secret: secret.name,
          exposures: stage.shipped ? ['layer'] : ['cache'],
          related: [],
          repair: () => fixFile(analysis, secret),
        }
    yield* carriedAlong(analysis)
    for (const { name, certain, source } of takenAlong(analysis.build, analysis.trace.flows, analysis.context))
      yield { ...taken(source, name, certain), refusal: OF_CONTEXT }
  },
})

const OF_CONTEXT =
  'It comes with all other files of the build context; list it in .dockerignore, and give it to the container when it starts.'

/** Files of earlier stages that `COPY --from` brings into the image. */
function* carriedAlong(analysis: Analysis): Iterable<Found> {
  const origins = analysis.files.flatMap(secret =>
    secret.copies.flatMap(copy => {
      const { path, stage, instruction } = copy
      const isHere = path !== undefined && instruction === copy.copy && !stage.shipped
      return isHere ? { stage, path, from: instruction.span.end, of: { secret, copy } } : []
    }),
  )
  for (const { source, stage, of } of carriedFrom(analysis.build, analysis.trace.flows, origins)) {
    const { name, certain } = of.secret
    if (stage.shipped)
      yield {
        ...taken(source, name, certain),
        related: [{ span: of.copy.source, message: `${name} is copied here.` }],
        repair: () => fixFile(analysis, of.secret),
      }
  }
}

function taken(source: Word, name: string, certain: boolean) {
  const what = certain ? name : `${name}, which may hold a credential,`
  const says = `COPY --from takes ${what} along into a layer of the image.`
  return finding(source, severityOf(true, certain), says, name, ['layer'])
}

function message(name: string, certain: boolean, shipped: boolean): string {
  const subject = certain ? `Credential file ${name}` : `${name}, which may hold a credential,`
  return shipped
    ? `${subject} stays in a layer of the image, even when a later RUN removes it.`
    : `${subject} stays in the build cache and in this stage, though not in the final image.`
}
