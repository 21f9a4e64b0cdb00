import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { formatFigures, saveFigures } from './figures.ts'
import { startRecorder, type Recorder } from './recorder/recorder.ts'
import { tryVariant, type Outcome, type Variant } from './variant.ts'
import { cloudVariants, infrastructureVariants } from './variants/clouds.ts'
import { declarationVariants } from './variants/declarations.ts'
import { nugetVariants } from './variants/dotnet.ts'
import { cargoVariants, gitVariants, goVariants } from './variants/goAndRust.ts'
import { gradleVariants, mavenVariants, sbtVariants } from './variants/jvm.ts'
import { literalVariants } from './variants/literals.ts'
import { mountVariants } from './variants/mounts.ts'
import { nodeVariants } from './variants/node.ts'
import { npmVariants } from './variants/npm.ts'
import { otherVariants } from './variants/otherTools.ts'
import { composerVariants, rubyVariants } from './variants/phpAndRuby.ts'
import { pipVariants } from './variants/pip.ts'
import { placeVariants } from './variants/places.ts'
import { poetryVariants } from './variants/poetry.ts'
import { otherPythonVariants, uvVariants } from './variants/pythonTools.ts'
import { guardVariants, textVariants } from './variants/scripts.ts'
import { languageVariants, serviceVariants } from './variants/services.ts'
import { sshVariants } from './variants/ssh.ts'
import { stageVariants } from './variants/stages.ts'
import { storedFileVariants } from './variants/storedFiles.ts'
import { systemVariants } from './variants/system.ts'

// Every variant is built, fixed and built again with tools that record what they see. Both builds must show every tool
// the same credentials, and nothing of them may be left after the fix. With SAVE_FIGURES, docs/quality.md gets the table.

const groups: Readonly<Record<string, readonly Variant[]>> = {
  pip: pipVariants,
  Poetry: poetryVariants,
  uv: uvVariants,
  'PDM, Pipenv, Twine and conda': otherPythonVariants,
  'npm, pnpm and Yarn': npmVariants,
  'Bun, Deno, Yarn 4 and pnpm 11': nodeVariants,
  'git over https': gitVariants,
  'keys for ssh': sshVariants,
  Go: goVariants,
  Cargo: cargoVariants,
  Maven: mavenVariants,
  Gradle: gradleVariants,
  'sbt and coursier': sbtVariants,
  NuGet: nugetVariants,
  Composer: composerVariants,
  'Bundler and RubyGems': rubyVariants,
  'Hex, pub, Conan and R': languageVariants,
  'apt, dnf and apk': systemVariants,
  'AWS, Google Cloud, Azure and Vault': cloudVariants,
  'Terraform, Ansible, Helm, Docker and Kubernetes': infrastructureVariants,
  'Hugging Face, Sentry, curl and other services': serviceVariants,
  'other tools': otherVariants,
  'credentials in clear text': literalVariants,
  'secret mounts': mountVariants,
  'ARG and ENV in all forms': declarationVariants,
  'users and directories': placeVariants,
  'files that steps write': storedFileVariants,
  'tests and defaults of the shell': guardVariants,
  'special text': textVariants,
  'several stages and steps': stageVariants,
}

let recorder: Recorder
const outcomes = new Map<string, Outcome[]>(Object.keys(groups).map(group => [group, []]))

before(async () => {
  recorder = await startRecorder()
})
after(async () => {
  await recorder.close()
  const table = formatFigures([...outcomes].map(([group, all]) => ({ group, outcomes: all })))
  console.log(table)
  if (process.env['SAVE_FIGURES']) await saveFigures(table)
})

for (const [group, variants] of Object.entries(groups)) {
  describe(`the fix of a build with ${group}`, { concurrency: 2 }, () => {
    for (const variant of variants) {
      const { title, outcome: expected = 'equivalent', today } = variant
      it(`${title}: ${expected}${today ? `, but ${today.status} for now` : ''}`, async () => {
        const outcome = await tryVariant(variant, recorder)
        outcomes.get(group)?.push(outcome)
        const { status, reasons, fixed } = outcome
        assert.equal(status, today?.status ?? expected, [...reasons, '', fixed].join('\n'))
      })
    }
  })
}
