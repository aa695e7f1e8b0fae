/** What goes wrong between a stranger and the door. Like all errors of the domain they carry a stable code. */
import { DomainError } from '../platform/errors.ts'

/** Nobody was recognised: no credentials, or wrong ones. */
export class NotAuthenticated extends DomainError {
  override readonly name = 'NotAuthenticated'
}

/** Too often in too short a time; the same attempt may succeed later. */
export class TooManyRequests extends DomainError {
  override readonly name = 'TooManyRequests'
  /** How many were possible, at a time or in a row. */
  readonly limit: number
  /** Whole seconds until the next attempt is read. */
  readonly retryAfterSeconds: number

  constructor(code: string, message: string, limit: number, retryAfterSeconds: number) {
    super(code, message)
    this.limit = limit
    this.retryAfterSeconds = retryAfterSeconds
  }
}
