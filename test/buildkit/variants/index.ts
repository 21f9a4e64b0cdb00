import type { Variant } from '../variant.ts'
import { cloudVariants, infrastructureVariants } from './clouds.ts'
import { declarationVariants } from './declarations.ts'
import { nugetVariants } from './dotnet.ts'
import { cargoVariants, gitVariants, goVariants } from './goAndRust.ts'
import { gradleVariants, mavenVariants, sbtVariants } from './jvm.ts'
import { literalVariants } from './literals.ts'
import { mountVariants } from './mounts.ts'
import { nodeVariants } from './node.ts'
import { npmVariants } from './npm.ts'
import { otherVariants } from './otherTools.ts'
import { composerVariants, rubyVariants } from './phpAndRuby.ts'
import { pipVariants } from './pip.ts'
import { placeVariants } from './places.ts'
import { poetryVariants } from './poetry.ts'
import { otherPythonVariants, uvVariants } from './pythonTools.ts'
import { guardVariants, textVariants } from './scripts.ts'
import { languageVariants, serviceVariants } from './services.ts'
import { sshVariants } from './ssh.ts'
import { stageVariants } from './stages.ts'
import { storedFileVariants } from './storedFiles.ts'
import { systemVariants } from './system.ts'

/** All builds of the suite, by what they show. */
export const variantGroups: Readonly<Record<string, readonly Variant[]>> = {
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
