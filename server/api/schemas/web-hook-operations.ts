/** What can be done with a web hook besides configuring it: test calls, rotations, statistics, replays. */
import { Type, type Static } from 'typebox'
import { OVERLAP_DEFAULT_SECONDS, OVERLAP_LIMIT_SECONDS } from '../../webhooks/hooks/rotate-signing-secret.ts'
import { closed, OptionalTime, Time } from './fields.ts'
import { NewWebHookBody, SigningSecret } from './web-hooks.ts'

const { signingSecret: _unused, ...testable } = NewWebHookBody.properties

export const TestBody = Type.Object(
  {
    ...testable,
    webHookId: Type.Optional(
      Type.String({
        maxLength: 100,
        description: 'Uses the stored secrets of this web hook, only while the URL names the same receiver',
      }),
    ),
  },
  { ...closed, title: 'WebHookTest' },
)

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
  {
    signingSecret: SigningSecret,
    oldSecretRetiresAt: OptionalTime('From when the old one is no longer used; null: at once'),
  },
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
  {
    apiKey: Type.String({ description: 'The new key, shown this once' }),
    from: Time('From when it is sent'),
  },
  { ...closed, title: 'RotatedApiKey' },
)

export const TriedNow = Type.Object(
  {
    count: Type.Integer({ minimum: 0, description: 'How many calls are due now' }),
    isMore: Type.Boolean({ description: 'More wait; ask again' }),
  },
  { ...closed, title: 'TriedNow' },
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
