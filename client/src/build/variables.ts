/**
 * Whether VS Code would replace something when this text stands in a task, such as `${env:HOME}`.
 * There is no way to escape it.
 */
export function hasVariable(text: string): boolean {
  return text.includes('${')
}
