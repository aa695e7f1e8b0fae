/** Parts of the API description that no route declares: how to prove who one is, problems, headers of web hooks. */

import { fieldFaultCodes } from '../../shared/field-faults.ts'

export const securitySchemes = {
  apiKey: { type: 'apiKey', in: 'header', name: 'X-API-KEY', description: 'For machines' },
  bearer: { type: 'http', scheme: 'bearer', description: 'The same key, as Authorization: Bearer' },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'session',
    description:
      'For browsers; `__Host-session` over HTTPS. Writes also need the session’s token in X-CSRF-Token.',
  },
}

export const idempotencyKeyHeader = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'Makes sending again safe: for 24 hours the same key answers what the first request was answered. ' +
    '422 where the request differs, 409 while the first one still runs.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
}

export const ifMatchHeader = {
  name: 'If-Match',
  in: 'header',
  required: false,
  description:
    'The ETag that was read. 412 where somebody else changed it since; without it any version will do.',
  schema: { type: 'string' },
}

export const ifNoneMatchHeader = {
  name: 'If-None-Match',
  in: 'header',
  required: false,
  description: 'The ETag that was read: 304 without a body where nothing has changed since.',
  schema: { type: 'string' },
}

/** What the operations are about, by tag. */
export const tagDescriptions: Readonly<Record<string, string>> = {
  administration: 'Accounts, users, rooms, API keys, settings, the audit trail',
  deliveries: 'The log of calls to web hooks, and sending them again',
  events: 'What happened to meetings, for those who ask instead of listening',
  meetings: 'Scheduling, changing, closing and deleting meetings; who is inside',
  recordings: 'Recordings and their parts',
  session: 'Signing in, for browsers',
  summaries: 'Who was there when, and the minutes',
  system: 'The server itself',
  'web hooks': 'Where to call when something happens, and the calls themselves',
}

/** Headers of answers. */
export const answerHeaders = {
  ETag: {
    description: 'The version of what is shown: send it back as If-Match or If-None-Match',
    schema: { type: 'string' },
  },
  Location: {
    description: 'The address of what was made',
    schema: { type: 'string', format: 'uri-reference' },
  },
  'Retry-After': { description: 'Seconds to wait before asking again', schema: { type: 'integer' } },
  'RateLimit-Limit': { description: 'How many are possible', schema: { type: 'integer' } },
  'RateLimit-Remaining': { description: 'How many of them are left', schema: { type: 'integer' } },
  'RateLimit-Reset': { description: 'Seconds until all are possible again', schema: { type: 'integer' } },
  'WWW-Authenticate': { description: 'How to prove who one is', schema: { type: 'string' } },
}

export const problemSchema = {
  title: 'Problem',
  description: 'What went wrong (RFC 9457)',
  type: 'object',
  required: ['type', 'title', 'status', 'detail'],
  properties: {
    type: { type: 'string', format: 'uri-reference', description: 'Stable: `/problems/` and a code' },
    title: { type: 'string', description: 'The kind of problem, the same each time' },
    status: { type: 'integer', description: 'The HTTP status' },
    detail: { type: 'string', description: 'What happened to what, and what to do next' },
    errors: {
      type: 'array',
      description: 'Where input is wrong',
      items: {
        type: 'object',
        required: ['pointer', 'code', 'parameters', 'detail'],
        properties: {
          pointer: {
            type: 'string',
            description: 'RFC 6901, into the body; of the query, the parameter’s name after a slash',
          },
          code: { enum: [...fieldFaultCodes], description: 'What is wrong there; stable' },
          parameters: {
            type: 'object',
            description: 'What words for the code need: a limit, the values to choose from',
            additionalProperties: {
              anyOf: [{ type: 'string' }, { type: 'number' }, { type: 'array', items: { type: 'string' } }],
            },
          },
          detail: { type: 'string', description: 'What is expected there, in English' },
        },
      },
    },
  },
}

const hookHeader = (name: string, description: string, required = true) => ({
  name,
  in: 'header',
  required,
  description,
  schema: { type: 'string' },
})

/** As they go out with every call. */
export const hookHeaders = [
  hookHeader('webhook-id', 'The event’s id, the same on every try and every resend: deduplicate by it'),
  hookHeader('webhook-timestamp', 'Unix seconds of this try'),
  hookHeader(
    'webhook-signature',
    'Standard Webhooks: `v1,` and the HMAC-SHA256 in base64; several, separated by spaces, while a secret is rotated',
    false,
  ),
  hookHeader('webhook-event', 'The hook’s name'),
  hookHeader(
    'webhook-sequence',
    '1, 2, 3 … per meeting; for a call about several meetings one number each, separated by `, `',
    false,
  ),
  hookHeader(
    'webhook-occurrence',
    'Of an event about one occurrence of a series: the start that the series’ rule gives it, whatever it was moved to',
    false,
  ),
  hookHeader(
    'webhook-change',
    'Of an event of a series: `series`, `occurrence`, `occurrence-cancelled`, or `following` (the series ends before ' +
      'webhook-occurrence); for a call about several meetings one each, separated by `, `, and `-` for one that is no series',
    false,
  ),
  hookHeader('webhook-attempt', '1, 2, 3 …'),
  hookHeader('webhook-test', '`true`, on test calls only', false),
  hookHeader('X-API-KEY', 'The key of the web hook, where it has one', false),
]
