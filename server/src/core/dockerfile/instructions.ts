import { checkFlags } from './checks.ts'
import { parseArg } from './instructions/arg.ts'
import { parseCommandInstruction, parseHealthcheck } from './instructions/command.ts'
import { parseCopy } from './instructions/copy.ts'
import { parseFrom } from './instructions/from.ts'
import { parseLabels, parseEnv } from './instructions/pairs.ts'
import { parseRun } from './instructions/run.ts'
import { parseSingleWord, parseWords } from './instructions/words.ts'
import type { LineReader, LogicalLine } from './lines.ts'
import type { Instruction, Onbuild } from './model.ts'
import { baseOf, readStatement, readTrigger, reject, type Statement } from './statement.ts'

/** The instruction on a line. Reads its here-documents, too. */
export function readInstruction(reader: LineReader, line: LogicalLine): Instruction {
  return parseStatement(readStatement(reader, line))
}

function parseStatement(statement: Statement): Instruction {
  const kind = statement.keyword.text.toUpperCase()
  switch (kind) {
    case 'FROM':
      return parseFrom(statement)
    case 'ARG':
      return parseArg(statement)
    case 'ENV':
      return parseEnv(statement)
    case 'LABEL':
      return parseLabels(statement)
    case 'RUN':
      return parseRun(statement)
    case 'COPY':
    case 'ADD':
      return parseCopy(statement, kind)
    case 'CMD':
    case 'ENTRYPOINT':
    case 'SHELL':
      return parseCommandInstruction(statement, kind)
    case 'HEALTHCHECK':
      return parseHealthcheck(statement)
    case 'WORKDIR':
    case 'USER':
    case 'STOPSIGNAL':
    case 'MAINTAINER':
      return parseSingleWord(statement, kind)
    case 'VOLUME':
    case 'EXPOSE':
      return parseWords(statement, kind)
    case 'ONBUILD':
      return parseOnbuild(statement)
    default:
      reject(statement, statement.keyword, `There is no instruction ${statement.keyword.text || 'here'}.`)
      return { kind: 'UNKNOWN', ...baseOf(statement) }
  }
}

/** The here-documents are those of the instruction inside. */
function parseOnbuild(statement: Statement): Onbuild {
  checkFlags(statement, {})
  const base = baseOf(statement)
  if (statement.args.start === statement.args.end) {
    reject(statement, statement.keyword, 'ONBUILD needs an instruction.')
    return { kind: 'ONBUILD', ...base, instruction: undefined }
  }
  // Not further than one level: nesting is refused anyway, and may be deep.
  if (statement.isTrigger) return { kind: 'ONBUILD', ...base, instruction: undefined }
  const trigger = readTrigger(statement)
  const kind = trigger.keyword.text.toUpperCase()
  if (kind === 'ONBUILD' || kind === 'FROM' || kind === 'MAINTAINER')
    reject(statement, trigger.keyword, `${kind} cannot be the instruction of ONBUILD.`)
  const instruction = parseStatement(trigger)
  return { kind: 'ONBUILD', ...base, span: { start: base.span.start, end: instruction.span.end }, instruction }
}
