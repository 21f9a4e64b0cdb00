export type * from './model.ts'
export { parse } from './parse.ts'
export { expandedBody, variablesIn } from './variables.ts'
export { literalValue } from './words.ts'
