/** Web hooks in the API: their configuration and their health. */
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { retrySchedule } from '../../platform/config/retry-schedule.ts'
import { hookNames } from '../../../receiver/src/contract/hook-names.ts'
import { closed, ObjectId, OptionalTime, Time } from './fields.ts'
import { pageQuery } from './page.ts'

const PEM_MAX_LENGTH = 50_000
const HEADER_VALUE_MAX_LENGTH = 4_096
/** More than a web hook may have, so that too many are faulted in words of their own. */
const HEADERS_SCHEMA_LIMIT = 100
/** A call in seventeen minutes. */
const RATE_MIN_PER_SECOND = 0.001

const Text = (minLength: number, maxLength: number, description: string) =>
  Type.String({ minLength, maxLength, description })

const Pem = (description: string) =>
  Type.Union([Text(1, PEM_MAX_LENGTH, 'PEM'), Type.Null()], { description })

export const HookName = Type.Enum([...hookNames], { title: 'HookName' })

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
    maximum: 100,
    description:
      'Ceiling of calls in flight, over all servers. 50 by default; the limit in force begins at 10 and rises while answers come as quickly',
  }),
  ratePerSecond: Type.Union([Type.Number({ minimum: RATE_MIN_PER_SECOND, maximum: 10_000 }), Type.Null()], {
    description: 'Ceiling of calls per second, over all servers; null, the default: none',
  }),
  retrySchedule: Type.Union([retrySchedule('When a failed call is tried again'), Type.Null()], {
    description: 'Null, the default: as System Configuration says',
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
  maxProperties: HEADERS_SCHEMA_LIMIT,
  description: 'Custom headers. Values are never shown; `•••` in place of one means the stored value',
})

const PatchedHeaders = Type.Record(Type.String(), Type.Union([HeaderValue, Type.Null()]), {
  maxProperties: HEADERS_SCHEMA_LIMIT,
})

const optional = Type.Partial(Type.Object({ ...shared, ...secrets, headers: Headers })).properties

const OwnSigningSecret = Type.Optional(
  Type.String({
    maxLength: 200,
    description:
      '`whsec_` and base64 of 24 to 64 bytes, for several web hooks of one listener that share one. One is made up by default',
  }),
)

export const NewWebHookBody = Type.Object(
  {
    event: HookName,
    ...optional,
    signingSecret: OwnSigningSecret,
    url: shared.url,
    name: Type.Optional(Type.Union([name, Type.Null()])),
    accountId: Type.Optional(accountId),
  },
  { ...closed, title: 'NewWebHook' },
)

/** The name of the longest hook, with a dash before it, has to fit behind the prefix. */
const NAME_PREFIX_MAX_LENGTH = 70

export const WebHookSetBody = Type.Object(
  {
    ...optional,
    url: Text(1, 2_000, 'Where calls go; `{event}` in it stands for the name of the hook'),
    signingSecret: OwnSigningSecret,
    events: Type.Optional(
      Type.Array(HookName, {
        minItems: 1,
        maxItems: hookNames.length,
        uniqueItems: true,
        description: 'The hooks that it serves; all six by default',
      }),
    ),
    name: Type.Optional(
      Type.Union(
        [Text(1, NAME_PREFIX_MAX_LENGTH, 'A prefix: each web hook is called `prefix-event`'), Type.Null()],
        { description: 'Null, the default: they have no names' },
      ),
    ),
    accountId: Type.Optional(accountId),
  },
  { ...closed, title: 'NewWebHookSet' },
)

export const NamedWebHookBody = Type.Object(
  { event: HookName, ...optional, url: shared.url, accountId: Type.Optional(accountId) },
  { ...closed, title: 'NamedWebHook' },
)

export const NamedWebHookQuery = Type.Object(
  { accountId: Type.Optional(ObjectId('Of this account')) },
  closed,
)

/** Of a body that was not checked yet. */
export function isAccountId(value: unknown): value is string | null | undefined {
  return value === undefined || Value.Check(accountId, value)
}

export const WebHookPatchBody = Type.Object(
  {
    ...optional,
    event: Type.Optional(HookName),
    name: Type.Optional(Type.Union([name, Type.Null()])),
    accountId: Type.Optional(accountId),
    headers: Type.Optional(
      Type.Union([PatchedHeaders, Type.Null()], {
        description: 'Headers that are not named stay; null takes one away, or all',
      }),
    ),
  },
  { ...closed, title: 'WebHookPatch' },
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
    backlog: Type.Integer({
      minimum: 0,
      maximum: 10_000,
      description: 'Deliveries that are owed; exact up to 10,000',
    }),
    backlogIsMore: Type.Boolean({ description: 'There are more than 10,000' }),
    kept: Type.Integer({ minimum: 0, description: 'Of these, how many wait for Catch up' }),
    oldestPendingAt: OptionalTime('When the oldest of them was made'),
    nextTryAt: OptionalTime('While it is `open` and not `gone`: when the next call is tried'),
  },
  { ...closed, title: 'WebHookHealth' },
)

export const Warning = Type.Object(
  {
    code: Type.Enum(
      [
        'gone',
        'breaker-open',
        'off',
        'catch-up-waits',
        'backlog-old',
        'last-try',
        'certificate-expires',
        'client-certificate-expires',
        'signing-secret-retires',
        'api-key-changes',
      ],
      {
        description:
          'gone: the receiver answered 410; breaker-open: too many calls failed; off: switched off; catch-up-waits: ' +
          'calls wait for Catch up; backlog-old: the oldest call waits for more than an hour; last-try: a call is ' +
          'about to be given up; certificate-expires: ' +
          'the receiver’s; client-certificate-expires: ours; signing-secret-retires: the old secret; ' +
          'api-key-changes: the next key is sent soon',
      },
    ),
    since: OptionalTime('Since when it is so'),
    deadline: OptionalTime('When what it warns of happens: a key changes, a certificate expires'),
    count: Type.Union([Type.Integer({ minimum: 0 }), Type.Null()], {
      description: 'How many deliveries it is about',
    }),
    detail: Type.String({ description: 'In words: what happened, and what to do next' }),
  },
  { ...closed, title: 'WebHookWarning' },
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
  oldSecretRetiresAt: OptionalTime(
    'Until then calls carry a signature by a former secret, too; null: no longer',
  ),
  clientKeySet: Type.Boolean({ description: 'Whether a private key is stored' }),
  createdAt: Time('When it was created'),
  updatedAt: Time('Last change'),
  health: Health,
  warnings: Type.Array(Warning, {
    description: 'What a person should know or do, the most urgent first. Administrators are mailed the same',
  }),
}

export const WebHook = Type.Object(viewFields, {
  ...closed,
  title: 'WebHook',
  description: 'Where and how a hook calls out',
})

export const SigningSecret = Type.String({ description: '`whsec_…`, shown this once' })

export const CreatedWebHook = Type.Object(
  { ...viewFields, signingSecret: SigningSecret },
  { ...closed, title: 'CreatedWebHook', description: 'A new web hook, with its signing secret' },
)

export const CreatedWebHookSet = Type.Object(
  { data: Type.Array(WebHook, { description: 'One for each hook' }), signingSecret: SigningSecret },
  {
    ...closed,
    title: 'CreatedWebHookSet',
    description: 'New web hooks of one listener, which share a secret',
  },
)

export const WebHookListQuery = Type.Object({ ...pageQuery, event: Type.Optional(HookName) }, closed)

/** The last id of a page. */
export const WebHookPosition = Type.String({
  maxLength: 36,
  pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$',
})

export const NameParams = Type.Object({ name })
