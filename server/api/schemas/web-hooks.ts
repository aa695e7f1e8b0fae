/** Web hooks in the API: their configuration, their health, and what can be done with them. */
import { Type, type Static } from 'typebox'
import { hookNames } from '../../../receiver/src/contract/hook-names.ts'
import { OVERLAP_DEFAULT_SECONDS, OVERLAP_LIMIT_SECONDS } from '../../webhooks/rotate-signing-secret.ts'
import { closed, ObjectId, OptionalTime, Time } from './fields.ts'
import { pageQuery } from './page.ts'

const PEM_MAX_LENGTH = 50_000
const HEADER_VALUE_MAX_LENGTH = 4_096

/** PostgreSQL cannot store NUL characters. */
const Text = (minLength: number, maxLength: number, description: string) =>
  Type.String({ minLength, maxLength, pattern: '^[^\\u0000]*$', description })

const Pem = (description: string) =>
  Type.Union([Text(1, PEM_MAX_LENGTH, 'PEM'), Type.Null()], { description })

export const HookName = Type.Enum([...hookNames], { description: 'The hook that it serves' })

const name = Text(1, 100, 'Unique within its account; for web hooks as code')
const accountId = Type.Union([ObjectId('An account'), Type.Null()], {
  description: 'The account whose events it gets; null: those of every account',
})

/** What can be read back as it was given. */
const shared = {
  url: Text(1, 2_000, 'Where calls go; read at each try, so a corrected one heals what is pending'),
  method: Type.Enum(['POST', 'PUT'], { description: 'POST by default' }),
  enabled: Type.Boolean({
    description: 'Switched off, its deliveries are kept as `paused`. True by default',
  }),
  signed: Type.Boolean({ description: 'Calls carry `webhook-signature`. True by default' }),
  signedAsymmetrically: Type.Boolean({
    description: 'Calls also carry a `v1a` signature; see the public key. False by default',
  }),
  catchUpAutomatically: Type.Boolean({
    description:
      'What was kept goes out as soon as calls go out again; else it waits for Catch up. True by default',
  }),
  maxInFlight: Type.Integer({
    minimum: 1,
    maximum: 10,
    description: 'Ceiling of calls in flight, over all servers. 10 by default',
  }),
  ratePerSecond: Type.Union([Type.Number({ exclusiveMinimum: 0, maximum: 10_000 }), Type.Null()], {
    description: 'Ceiling of calls per second, over all servers; null, the default: none',
  }),
  holdSeconds: Type.Integer({
    minimum: 0,
    maximum: 86_400,
    description: 'How long a call may wait for an earlier one of its meeting. 600 by default',
  }),
  timeoutSeconds: Type.Integer({
    minimum: 1,
    maximum: 15,
    description: 'For the whole exchange. 15 by default',
  }),
  clientCertificate: Pem('Shown to a receiver that asks for one (mTLS); needs its key'),
  extraCa: Pem('Authorities that are trusted besides the usual ones'),
}

const secrets = {
  apiKey: Type.Union([Type.String({ minLength: 1, maxLength: 500 }), Type.Null()], {
    description: 'Goes out as `X-API-KEY`; null: no header. Never shown',
  }),
  clientKey: Pem('Private key of the client certificate. Never shown'),
}

const HeaderValue = Type.String({ maxLength: HEADER_VALUE_MAX_LENGTH })
const Headers = Type.Record(Type.String(), HeaderValue, {
  description: 'Custom headers. Values are never shown; `•••` in place of one means the stored value',
})

const optional = Type.Partial(Type.Object({ ...shared, ...secrets, headers: Headers })).properties

export const NewWebHookBody = Type.Object(
  {
    event: HookName,
    ...optional,
    url: shared.url,
    name: Type.Optional(Type.Union([name, Type.Null()])),
    accountId: Type.Optional(accountId),
  },
  { ...closed, title: 'NewWebHook' },
)

export const NamedWebHookBody = Type.Object(
  { event: HookName, ...optional, url: shared.url, accountId: Type.Optional(accountId) },
  { ...closed, title: 'NamedWebHook' },
)

export const WebHookPatchBody = Type.Object(
  {
    ...optional,
    event: Type.Optional(HookName),
    name: Type.Optional(Type.Union([name, Type.Null()])),
    accountId: Type.Optional(accountId),
    headers: Type.Optional(
      Type.Union([Type.Record(Type.String(), Type.Union([HeaderValue, Type.Null()])), Type.Null()], {
        description: 'Headers that are not named stay; null takes one away, or all',
      }),
    ),
  },
  { ...closed, title: 'WebHookPatch' },
)

export const TestBody = Type.Object(
  {
    ...NewWebHookBody.properties,
    webHookId: Type.Optional(
      Type.String({
        description: 'Uses the stored secrets of this web hook, only while the URL names the same receiver',
      }),
    ),
  },
  { ...closed, title: 'WebHookTest' },
)

export const Health = Type.Object(
  {
    state: Type.Enum(['delivering', 'failing', 'open', 'off'], {
      description:
        'failing: the latest call failed; open: calls are kept, because too many failed or the receiver is gone; off: switched off',
    }),
    reason: Type.Union([Type.String(), Type.Null()], {
      description: 'In words; `gone` where the receiver answered 410 and a person has to resume it',
    }),
    since: OptionalTime('Since when it is so'),
    backlog: Type.Integer({ minimum: 0, description: 'Deliveries that are owed; a million means as many or more' }),
    kept: Type.Integer({ minimum: 0, description: 'Of these, how many wait for Catch up' }),
    oldestPendingAt: OptionalTime('When the oldest of them was made'),
  },
  { ...closed, title: 'WebHookHealth' },
)

const viewFields = {
  id: Type.String({ description: 'Names the web hook' }),
  event: HookName,
  ...shared,
  name: Type.Union([Type.String(), Type.Null()]),
  accountId,
  apiKeySet: Type.Boolean({ description: 'Whether calls carry `X-API-KEY`' }),
  apiKeyRotation: Type.Union(
    [
      Type.Object(
        {
          from: Time('From when the new key is sent'),
          oldKey: Type.Enum(['sent', 'retired'], { description: 'What became of the old one' }),
        },
        closed,
      ),
      Type.Null(),
    ],
    { description: 'The latest rotation with a time of its own; null: none' },
  ),
  headers: Type.Record(Type.String(), Type.String(), {
    description: 'Names of the custom headers, each with a mask',
  }),
  oldSecretRetiresAt: OptionalTime('Until then calls carry a signature by the former secret, too; null: no longer'),
  clientKeySet: Type.Boolean({ description: 'Whether a private key is stored' }),
  createdAt: Time('When it was created'),
  updatedAt: Time('Last change'),
  health: Health,
}

export const WebHook = Type.Object(viewFields, {
  ...closed,
  title: 'WebHook',
  description: 'Where and how a hook calls out',
})

const signingSecret = Type.String({ description: '`whsec_…`, shown this once' })

export const CreatedWebHook = Type.Object(
  { ...viewFields, signingSecret },
  { ...closed, title: 'CreatedWebHook', description: 'A new web hook, with its signing secret' },
)

export const WebHookListQuery = Type.Object({ ...pageQuery, event: Type.Optional(HookName) }, closed)

/** The last id of a page. */
export const WebHookPosition = Type.String({ pattern: '^[0-9a-f-]{36}$' })

export const NameParams = Type.Object({ name })

const overlapSeconds = (description: string) =>
  Type.Optional(Type.Integer({ minimum: 0, maximum: OVERLAP_LIMIT_SECONDS, description }))

export const RotateSecretBody = Type.Object(
  {
    overlapSeconds: overlapSeconds(
      `How long calls are signed with the old secret, too. ${OVERLAP_DEFAULT_SECONDS} by default`,
    ),
  },
  closed,
)

export const RotatedSecret = Type.Object(
  { signingSecret, oldSecretRetiresAt: OptionalTime('From when the old one is no longer used; null: at once') },
  { ...closed, title: 'RotatedSecret' },
)

export const RotateApiKeyBody = Type.Object(
  {
    apiKey: Type.Optional(
      Type.String({ minLength: 1, maxLength: 500, description: 'The new key; one is made up by default' }),
    ),
    overlapSeconds: overlapSeconds('How long the old key is sent from now on. 0 by default'),
    from: Type.Optional(Time('From when the new key is sent, in place of overlapSeconds')),
  },
  closed,
)

export const RotatedApiKey = Type.Object(
  { apiKey: Type.String({ description: 'The new key, shown this once' }), from: Time('From when it is sent') },
  { ...closed, title: 'RotatedApiKey' },
)

export const PublicKey = Type.Object(
  { publicKey: Type.String({ description: '`whpk_…`: verifies `v1a` signatures of all web hooks' }) },
  { ...closed, title: 'PublicKey' },
)

export const Statistics = Type.Object(
  {
    hours: Type.Array(
      Type.Object(
        {
          start: Time('The hour begins'),
          delivered: Type.Integer({ minimum: 0, description: 'Calls that succeeded' }),
          failed: Type.Integer({ minimum: 0, description: 'Tries that failed' }),
        },
        closed,
      ),
      { description: 'The last 24, this one included, in order' },
    ),
    isComplete: Type.Boolean({ description: 'False: only the newest 100,000 tries were counted' }),
  },
  { ...closed, title: 'WebHookStatistics' },
)

export const ReplayBody = Type.Object(
  {
    since: Time('Start of the window, by the time of the events'),
    until: Type.Optional(Time('End of the window; now by default')),
    only: Type.Enum(['failed', 'missed', 'all'], {
      description:
        'failed: those whose delivery failed; missed: those without any delivery to this web hook; all: every one',
    }),
    dryRun: Type.Optional(Type.Boolean({ description: 'Only says how many there are' })),
  },
  closed,
)

export const ReplayCount = Type.Object(
  { count: Type.Integer({ minimum: 0, description: 'How many calls it would be' }) },
  { ...closed, title: 'ReplayCount' },
)

export const Replay = Type.Object(
  {
    id: Type.String({ description: 'Names the replay' }),
    webHookId: Type.String({ description: 'To whom' }),
    since: Time('Start of the window'),
    until: Time('End of the window'),
    only: Type.Enum(['failed', 'missed', 'all']),
    total: Type.Integer({ minimum: 0, description: 'Events in it when it began' }),
    done: Type.Integer({ minimum: 0, description: 'How many of their deliveries are finished' }),
    state: Type.Enum(['running', 'done', 'cancelled']),
    createdAt: Time('When it began'),
    finishedAt: OptionalTime('When it was done or cancelled'),
  },
  { ...closed, title: 'Replay', description: 'Repeating the events of a time window to one web hook' },
)
export type Replay = Static<typeof Replay>
