/**
 * Errors of the domain. Each carries a stable code that names what is wrong; which HTTP status that becomes is
 * decided in one place, `api/problems.ts`. The message is for people: what happened, to what, what to do next.
 */

/** Where in a request body something is wrong: an RFC 6901 pointer and what is expected there. */
export interface InputError {
  pointer: string
  detail: string
}

export class DomainError extends Error {
  override readonly name: string = 'DomainError'
  readonly code: string
  /** Further members of the problem document. */
  readonly extensions: Record<string, unknown>

  constructor(code: string, message: string, extensions: Record<string, unknown> = {}) {
    super(message)
    this.code = code
    this.extensions = extensions
  }
}

/** The input is well-formed JSON but cannot be accepted; every fault is listed. */
export class InvalidInput extends DomainError {
  override readonly name = 'InvalidInput'

  constructor(errors: InputError[], message = 'The request has values that cannot be accepted.') {
    super('invalid-input', message, { errors })
  }
}

/** There is no such thing, or it belongs to another tenant: the two look alike on purpose. */
export class NotFound extends DomainError {
  override readonly name = 'NotFound'
}

/** The thing is in a state that does not allow this. */
export class Conflict extends DomainError {
  override readonly name = 'Conflict'
}

/** The caller is known but may not do this. */
export class Forbidden extends DomainError {
  override readonly name = 'Forbidden'
}

/** The thing existed and will not come back. */
export class Gone extends DomainError {
  override readonly name = 'Gone'
}

/** `If-Match` names another version than the stored one. */
export class VersionMismatch extends DomainError {
  override readonly name = 'VersionMismatch'

  constructor(what: string, extensions: Record<string, unknown> = {}) {
    super(
      'version-mismatch',
      `The ${what} was changed by somebody else in the meantime. Read it again, then repeat your change.`,
      extensions,
    )
  }
}

export function invalid(pointer: string, detail: string): InvalidInput {
  return new InvalidInput([{ pointer, detail }])
}
