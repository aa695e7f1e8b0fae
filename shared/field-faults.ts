/**
 * What can be wrong with one field of a request: the `code` of a fault, as the server says it and pages word it.
 * The server puts English words beside it (`detail`); pages take theirs from the catalogues, where the type of the
 * English one makes sure that each code has words. `{{…}}` in them are the fault's `parameters`.
 */
export const fieldFaultCodes = [
  // Of the schema
  'required',
  'unknown-field',
  'wrong-type',
  'whole-number',
  'number',
  'not-possible',
  'choice',
  'empty',
  'too-short',
  'too-long',
  'too-few',
  'too-many',
  'repeated',
  'minimum',
  'maximum',
  'more-than',
  'less-than',
  'date-time',
  'email',
  'url',
  'language',
  'color',
  'form',
  'text',
  'too-deep',
  // Of the request
  'cursor',
  'header',
  'read-only',
  // Of accounts and people
  'wrong-password',
  'guessable',
  'wrong-code',
  'scope-missing',
  'no-such-account',
  // Of meetings
  'timezone',
  'time-window',
  'duration',
  'duration-mismatch',
  'recurrence',
  'series-order',
  'series-only',
  'starts-too-early',
  'never-recorded',
  'no-such-room',
  'no-such-meeting',
  'no-such-participant',
  'file-name',
  // Of settings and the white label
  'locked',
  'sender',
  'host',
  'language-offered',
  'picture',
  // Of web hooks
  'name-taken',
  'header-value',
  'signing-secret',
  'secret-again',
  'schedule',
  'certificate',
  'target',
  // What has no code of its own: pages show the server's words
  'other',
] as const

export type FieldFaultCode = (typeof fieldFaultCodes)[number]

export type FieldFaultParameters = Readonly<Record<string, string | number | readonly string[]>>
