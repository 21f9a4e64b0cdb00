import { baseName } from '../build/evaluate.ts'
import type { Heredoc, Instruction, Word } from '../dockerfile/model.ts'
import { parseBody } from '../dockerfile/words.ts'
import { credentialFileFor } from '../knowledge/index.ts'
import { type Literal, literalAt } from './literal.ts'
import { inWord } from './literals.ts'
import { render } from './rendered.ts'
import { credentialSettings } from './settings.ts'
import { credentialsIn } from './storedLiterals.ts'

/** Literal credentials in the here-documents of COPY and ADD, judged as the files that they become. */
export function* inHeredocs(instruction: Instruction): Iterable<Literal> {
  if (instruction.kind !== 'COPY' && instruction.kind !== 'ADD') return
  for (const heredoc of instruction.heredocs) {
    const word = parseBody(heredoc.body).word
    const path = pathOf(heredoc, instruction.destination)
    const file = credentialFileFor(path)
    const rendered = { ...render(word), parts: word.parts }
    const literals = file
      ? credentialsIn(file, rendered.text).map(it => literalAt('file', file.name, rendered, it))
      : credentialSettings(rendered.text, path).map(it => literalAt('value', it.key, rendered, it))
    yield* 0 < literals.length ? literals : inWord(word)
  }
}

/** `COPY <<.npmrc /root/` makes a file of that name, `COPY <<EOF /root/.npmrc` one of the other. */
function pathOf({ name }: Heredoc, destination: Word | undefined): string {
  const text = destination ? render(destination).text : ''
  return text === '' || text.endsWith('/') || baseName(text) === '.' ? `${text}${name}` : text
}
