/**
 * Errors of the domain. Each carries a stable code that names what is wrong; which HTTP status that becomes is
 * decided in one place, `api/problems.ts`. The message is for people: what happened, to what, what to do next.
 */
import type { FieldFaultCode, FieldFaultParameters } from '../../shared/field-faults.ts'

/** Where in a request something is wrong, and what is expected there. */
export interface InputError {
  /** RFC 6901. */
  pointer: string
  /** What is wrong, for programs; pages word it. For `other` they show `detail`. */
  code: FieldFaultCode
  /** What the words need: a limit, the values to choose from. */
  parameters?: FieldFaultParameters
  /** In English. */
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

  constructor(
    errors: InputError[],
    message = 'The request has values that cannot be accepted.',
    code = 'invalid-input',
  ) {
    super(code, message, { errors: errors.map(completeFault) })
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

/** What is stored is not as the caller said it must be. */
export class PreconditionFailed extends DomainError {
  override readonly name: string = 'PreconditionFailed'
}

/** `If-Match` names another version than the stored one. */
export class VersionMismatch extends PreconditionFailed {
  override readonly name = 'VersionMismatch'

  constructor(what: string, extensions: Record<string, unknown> = {}) {
    super(
      'version-mismatch',
      `The ${what} was changed by somebody else in the meantime. Read it again, then repeat your change.`,
      extensions,
    )
  }
}

/** One fault. */
export function invalid(
  pointer: string,
  detail: string,
  code: FieldFaultCode,
  parameters: FieldFaultParameters = {},
): InvalidInput {
  return new InvalidInput([{ pointer, code, parameters, detail }])
}

/** As it is answered: with everything that `errors` of a problem document promises. */
export function completeFault({ pointer, code, parameters = {}, detail }: InputError): Required<InputError> {
  return { pointer, code, parameters, detail }
}

/** A field's name as a part of a pointer (RFC 6901, section 3). */
export function pointerTo(field: string): string {
  return `/${field.replaceAll('~', '~0').replaceAll('/', '~1')}`
}
