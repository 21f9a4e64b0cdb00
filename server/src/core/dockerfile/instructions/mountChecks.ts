import type { Mount } from '../model.ts'

/** Why BuildKit would refuse a mount. */
export function checkMount(mount: Mount): string | undefined {
  for (const { key, value } of mount.fields)
    if (key.text === 'from' && value && /\$./s.test(value.text)) return 'from= of a mount cannot have a variable.'
  return undefined
}
