/** Deliveries in the API: rows of the log, and one with everything that is known of it. */
import { Type, type TSchema } from 'typebox'
import { DELIVERY_STATES } from '../../webhooks/deliveries/delivery-state.ts'
import { closed, OptionalTime, Time } from './fields.ts'
import { pageQuery } from './page.ts'
import { HookName } from './web-hooks.ts'

const OrNull = <Schema extends TSchema>(schema: Schema, description: string) =>
  Type.Union([schema, Type.Null()], { description })

const filters = {
  webHook: Type.Optional(Type.String({ maxLength: 100, description: 'To this web hook' })),
  meeting: Type.Optional(
    Type.String({ maxLength: 30, description: 'About this meeting: its id or its sixteen digits' }),
  ),
  event: Type.Optional(HookName),
  state: Type.Optional(Type.Enum([...DELIVERY_STATES], { description: 'In this state now' })),
  status: Type.Optional(
    Type.Integer({
      minimum: 100,
      maximum: 599,
      description: 'Whose last try was answered with this HTTP status',
    }),
  ),
  since: Type.Optional(Time('Made at or after')),
  until: Type.Optional(Time('Made before')),
}

export const DeliveryListQuery = Type.Object({ ...pageQuery, ...filters }, closed)
export const DeliveryStreamQuery = Type.Object(filters, closed)

/** The headers `webhook-occurrence` and `webhook-change`, as fields. */
export const seriesFields = {
  occurrence: OptionalTime(
    'Of an event about one occurrence of a series: the start that its rule gives it, whatever it was moved to',
  ),
  change: OrNull(
    Type.Enum(['series', 'occurrence', 'occurrence-cancelled', 'following']),
    'Of an event of a series: what changed; following: the series ends before `occurrence`. Of an event about ' +
      'several meetings: of the first. Null: no series',
  ),
}

const errorCodes =
  'Why it failed: status, timeout, dns, connect, tls, reset, protocol, proxy, refused-address or interrupted; null: it did not'

const rowFields = {
  id: Type.String({ description: 'Names the delivery' }),
  webHookId: OrNull(
    Type.String(),
    'Where it goes; null for a test call of a web hook that is not saved, and for hosts',
  ),
  eventId: OrNull(Type.String(), 'What it tells: the `webhook-id`; null for a test call'),
  event: HookName,
  ...seriesFields,
  meetingIds: Type.Array(Type.String(), { description: 'The meetings that it is about' }),
  meeting: OrNull(
    Type.Object(
      {
        id: Type.String({ description: 'Its id' }),
        meetingId: Type.String({ description: 'Its sixteen digits' }),
        topic: Type.String({ description: 'What it is called now' }),
      },
      closed,
    ),
    'The first of them; null where it was deleted',
  ),
  state: Type.Enum([...DELIVERY_STATES], {
    description:
      'pending: due at nextAttemptAt; sending; held: waits for an earlier call of its meeting; paused: its web hook ' +
      'makes no calls, or it waits for Catch up; delivered; failed: given up',
  }),
  reason: OrNull(Type.String(), 'Why it is paused, or failed, in words'),
  reasonCode: OrNull(
    Type.String(),
    'The same as a code: web-hook-deleted, web-hook-off, gone, failing, moving, kept; of a failed one, the errorCode ' +
      'of what ended it, given-up where nothing was called. Null for hosts',
  ),
  isTest: Type.Boolean({ description: 'A test call' }),
  resendOf: OrNull(Type.String(), 'The delivery that it repeats'),
  attemptCount: OrNull(Type.Integer({ minimum: 0 }), 'Tries so far; null for hosts'),
  lastAttempt: OrNull(
    Type.Object(
      {
        status: OrNull(Type.Integer(), 'HTTP status of the answer; null: none came'),
        durationMs: OrNull(Type.Number({ minimum: 0 }), 'Of the whole exchange; null: no call was made'),
        url: OrNull(Type.String(), 'As called'),
        errorCode: OrNull(Type.String(), errorCodes),
      },
      closed,
    ),
    'The latest try; null before the first, and for hosts',
  ),
  nextAttemptAt: OptionalTime('When the next try is due'),
  createdAt: Time('When it was made'),
  finishedAt: OptionalTime('When it was delivered or given up'),
}

export const DeliveryRow = Type.Object(rowFields, {
  ...closed,
  title: 'Delivery',
  description: 'What is told to one web hook about one event',
})

const Milliseconds = (description: string) => OrNull(Type.Number({ minimum: 0 }), description)
const HeaderMap = (description: string) => OrNull(Type.Record(Type.String(), Type.Unknown()), description)

export const Attempt = Type.Object(
  {
    number: Type.Integer({ minimum: 1, description: '`webhook-attempt`' }),
    startedAt: OptionalTime('When the call began; null: it was not made, or nobody stored when'),
    durationMs: Milliseconds('Of the whole exchange'),
    timings: Type.Object(
      {
        dnsMs: Milliseconds('Looking the name up; null on a connection that was open already'),
        connectMs: Milliseconds('TCP; null on a connection that was open already'),
        tlsMs: Milliseconds('TLS; null without, and on a connection that was open already'),
        firstByteMs: Milliseconds('From the request to the first byte of the answer'),
      },
      closed,
    ),
    address: OrNull(Type.String(), 'The address that was called'),
    method: OrNull(Type.String(), 'As sent'),
    url: OrNull(Type.String(), 'As called'),
    requestHeaders: HeaderMap('As sent; keys and signatures are masked'),
    status: OrNull(Type.Integer(), 'HTTP status of the answer; null: none came'),
    responseHeaders: HeaderMap('Of the answer'),
    responseBody: OrNull(Type.String(), 'First 16 KiB of the answer'),
    truncated: Type.Boolean({ description: 'The answer was longer, or broke off' }),
    error: OrNull(Type.String(), 'Why it failed, in words'),
    errorCode: OrNull(Type.String(), errorCodes),
  },
  { ...closed, title: 'Attempt', description: 'One try' },
)

export const DeliveryDetail = Type.Object(
  {
    ...rowFields,
    explanation: OrNull(Type.String(), 'What happens next, in words'),
    attempts: Type.Array(Attempt, { description: 'In order; the latest 100' }),
    body: Type.Unknown({
      description: 'The very JSON that is sent; null where it was erased, and for hosts',
    }),
  },
  { ...closed, title: 'DeliveryDetail', description: 'A delivery with its body and its tries' },
)
