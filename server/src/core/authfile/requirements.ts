import { linesOf } from '../knowledge/formats/ini.ts'

const OPTIONS = new Set(['-i', '--index-url', '--extra-index-url', '-f', '--find-links'])

/**
 * URLs of the indexes in a requirements file.
 * https://pip.pypa.io/en/stable/reference/requirements-file-format/#supported-options
 */
export function requirementUrls(text: string): readonly string[] {
  return linesOf(text).flatMap(line => {
    const words = line.trim().split(/\s+/)
    const [option = '', value] = words[0]?.includes('=') ? splitOnce(words[0]) : words
    return OPTIONS.has(option) && value ? [value] : []
  })
}

/** `--index-url=URL`. */
function splitOnce(word: string): readonly [string, string] {
  const at = word.indexOf('=')
  return [word.slice(0, at), word.slice(at + 1)]
}
