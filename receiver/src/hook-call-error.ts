/**
 * Why a call was refused. Each refusal has a stable code, a message that says what to do next, and the HTTP status
 * with which a listener should answer. Every status here makes the sender try again later: nothing is lost while a
 * listener is being set right. (410 is absent on purpose: it makes the sender stop.)
 */

const statuses = {
  /** A header that the sender always sets is absent. */
  'missing-header': 400,
  /** A header is there but cannot be read. */
  'malformed-header': 400,
  /** `webhook-event` names a hook that this version does not know. */
  'unknown-event': 422,
  /** The listener's route is for another hook. */
  'unexpected-event': 422,
  /** `X-API-KEY` is absent or another one. */
  'wrong-api-key': 401,
  /** The call carries no signature. */
  'signature-missing': 401,
  /** None of the signatures was made with the key given. */
  'signature-mismatch': 401,
  /** Signed too long ago: a replay, or a wrong clock. */
  'timestamp-too-old': 401,
  /** Signed in the future: a wrong clock. */
  'timestamp-too-new': 401,
  /** The listener's own secret, public key or API key cannot be used. */
  'malformed-key': 500,
  /** The listener was given nothing to verify this call with. */
  'no-credential': 500,
  /** The body is not JSON in UTF-8. */
  'malformed-body': 400,
  /** The body is not what is documented for this hook. */
  'unexpected-payload': 422,
  /** The body is longer than the listener allows. */
  'body-too-large': 413,
  /** A body parser ran first, so the bytes that were signed are gone. */
  'body-already-read': 500,
} as const

export type HookCallErrorCode = keyof typeof statuses

export class HookCallError extends Error {
  override readonly name = 'HookCallError'
  /** Stable, for programs. */
  readonly code: HookCallErrorCode
  /** The HTTP status to answer with. */
  readonly status: number

  constructor(code: HookCallErrorCode, message: string) {
    super(message)
    this.code = code
    this.status = statuses[code]
  }
}

export function unknownEvent(event: unknown): HookCallError {
  return new HookCallError(
    'unknown-event',
    `${JSON.stringify(event)} is not a web hook that this version knows. Update @simplex-meeting/receiver.`,
  )
}

export function noCredential(): HookCallError {
  return new HookCallError(
    'no-credential',
    'The listener has no secret, public key or API key for this web hook, so anybody could call it. An environment ' +
      'variable that is not set arrives as undefined.',
  )
}
