/** What can keep the embedded database from running, each in words for the person who started the server. */
type EmbeddedDatabaseErrorCode =
  | 'platform-unsupported'
  | 'data-folder-in-use'
  | 'data-folder-unusable'
  | 'data-folder-unreachable'
  | 'data-version-mismatch'
  | 'start-failed'

export class EmbeddedDatabaseError extends Error {
  readonly code: EmbeddedDatabaseErrorCode

  constructor(code: EmbeddedDatabaseErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'EmbeddedDatabaseError'
    this.code = code
  }
}
