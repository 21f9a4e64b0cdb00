/** Something that the user must do differently: cause and next step, in sentences. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
