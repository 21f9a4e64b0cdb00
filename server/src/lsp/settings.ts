import { defaultSettings, type Settings } from '../core/context.ts'

/** Name of our settings wherever a client has several. */
export const SECTION = 'dockerfileSecrets'

/** Settings as a client sent them. What is missing or is not of the right kind keeps its default. */
export function toSettings(value: unknown): Settings {
  const given = toRecord(value)
  return {
    rules: Object.fromEntries(Object.entries(toRecord(given['rules'])).flatMap(toLevel)),
    secretNames: toNames(given['secretNames']) ?? defaultSettings.secretNames,
    publicNames: toNames(given['publicNames']) ?? defaultSettings.publicNames,
    mountStyle: mountStyles.find(it => it === given['mountStyle']) ?? defaultSettings.mountStyle,
  }
}

/** The settings in what a client pushes: `{ dockerfileSecrets: … }`, or the settings themselves. */
export function pickSection(value: unknown): unknown {
  const given = toRecord(value)
  return given[SECTION] ?? value
}

const levels = ['error', 'warning', 'info', 'off'] as const
const mountStyles = ['auto', 'env', 'file'] as const

function toLevel([rule, value]: [string, unknown]): readonly [string, Settings['rules'][string]][] {
  const level = levels.find(it => it === value)
  return level ? [[rule, level]] : []
}

function toNames(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? value.filter(it => typeof it === 'string') : undefined
}

function toRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
