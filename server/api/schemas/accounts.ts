/** Administration: accounts, users, rooms, API keys, audit trail. */
import { Type, type Static } from 'typebox'
import { ALL_SCOPES } from '../../accounts/caller.ts'
import { closed, Email, Language, Name, ObjectId, OptionalTime, Role, Time } from './fields.ts'
import { pageQuery } from './page.ts'

const accountIdFilter = Type.Optional(ObjectId('Of this account only'))
const accountIdInput = Type.Optional(ObjectId("The account; default the caller's own"))
const Search = Type.Optional(
  Type.String({ minLength: 1, maxLength: 200, description: 'Part of a name or address' }),
)

const sharesMeetings = Type.Boolean({
  description:
    'Whether its hosts see, change and host every meeting of the account; else their own, and those to which their address is invited',
})

const isSandbox = Type.Boolean({
  description:
    'For trying things out: nothing is mailed to its users or invitees, and `POST /sandbox/advance` moves its meetings through time',
})

const recordingLayout = Type.Union([Type.Enum(['speaker', 'grid']), Type.Null()], {
  description:
    'How the films of its recordings show three people and more: who speaks large, or all alike; null: as the setting `recordingLayout` of the instance',
})

export const Account = Type.Object(
  {
    id: ObjectId('Identifies the account'),
    name: Name('Shown in administration'),
    sharesMeetings,
    isSandbox,
    recordingLayout,
    createdAt: Time('When it was made'),
  },
  {
    ...closed,
    title: 'Account',
    description: 'A tenant: its users, rooms and meetings are invisible to others',
  },
)
export type Account = Static<typeof Account>

export const NewAccount = Type.Object(
  {
    name: Name('Shown in administration'),
    sharesMeetings: Type.Optional(sharesMeetings),
    isSandbox: Type.Optional(isSandbox),
    recordingLayout: Type.Optional(recordingLayout),
  },
  closed,
)
export const AccountPatch = Type.Partial(NewAccount, closed)
export const AccountList = Type.Object(pageQuery, closed)

export const User = Type.Object(
  {
    id: ObjectId('Identifies the user'),
    accountId: ObjectId('The account that they belong to'),
    email: Type.String({
      description: 'What they sign in with; empty until the first administrator was set up',
    }),
    username: Name('Their name'),
    role: Role,
    language: Language(),
    disabledAt: OptionalTime('Since when they may no longer sign in; null: active'),
    hasPassword: Type.Boolean({ description: 'False until they followed their invitation' }),
    totpEnabled: Type.Boolean({ description: 'Whether they use a second factor' }),
    createdAt: Time('When the user was made'),
  },
  { ...closed, title: 'User', description: 'Somebody who signs in' },
)
export type User = Static<typeof User>

export const OneTimeLink = Type.Object(
  {
    url: Type.String({ description: 'Anyone who opens it first sets the password. Shown this once' }),
    expiresAt: Time('Not accepted from here on'),
    isMailed: Type.Boolean({ description: 'Whether it is mailed to the user, too' }),
  },
  { ...closed, title: 'OneTimeLink', description: 'A link that lets a person set their password, once' },
)

export const InvitedUser = Type.Object(
  { user: User, invitation: OneTimeLink },
  { ...closed, title: 'InvitedUser', description: 'The new user, and the link that invites them' },
)

export const NewUser = Type.Object(
  {
    email: Email('What they will sign in with'),
    username: Name('Their name'),
    role: Role,
    accountId: accountIdInput,
    language: Type.Optional(Language('BCP 47 tag; default the language of the instance')),
  },
  closed,
)
export const UserPatch = Type.Partial(
  Type.Object({
    email: Email('What they sign in with'),
    username: Name('Their name'),
    role: Role,
    language: Language(),
    disabled: Type.Boolean({ description: 'True: may no longer sign in, and is signed out at once' }),
    totpEnabled: Type.Literal(false, { description: 'Takes away the second factor of somebody who lost it' }),
  }),
  closed,
)
export const UserList = Type.Object({ ...pageQuery, accountId: accountIdFilter, q: Search }, closed)

export const Room = Type.Object(
  {
    id: ObjectId('Identifies the room: roomId of a meeting'),
    accountId: ObjectId('The account that owns it'),
    name: Type.String({ description: "Name of a permanent room; empty: the account's own room" }),
    createdAt: Time('When it was made'),
  },
  { ...closed, title: 'Room', description: 'Where meetings are held' },
)
export type Room = Static<typeof Room>

export const NewRoom = Type.Object({ name: Name('Its name'), accountId: accountIdInput }, closed)
export const RoomPatch = Type.Object({ name: Type.Optional(Name('Its name')) }, closed)
export const RoomList = Type.Object({ ...pageQuery, accountId: accountIdFilter }, closed)

export const ApiScope = Type.Enum([...ALL_SCOPES], {
  description: 'A resource, and whether to read or to write it',
})

const apiKeyFields = {
  id: ObjectId('Names the key'),
  name: Name('What it is for'),
  prefix: Type.String({ description: 'Its first characters, so that people can tell keys apart' }),
  level: Type.Enum(['instance', 'account'], { description: 'How far it reaches' }),
  accountId: Type.Union([Type.String(), Type.Null()], {
    description: 'The account that it is confined to; null: the whole instance',
  }),
  userId: ObjectId('Its owner: the author of what it makes'),
  scopes: Type.Array(ApiScope),
  createdAt: Time('When it was made'),
  lastUsedAt: OptionalTime('Its last use, to the minute'),
  revokedAt: OptionalTime('Since when it is refused'),
}
export const ApiKey = Type.Object(apiKeyFields, {
  ...closed,
  title: 'ApiKey',
  description: 'A key for a machine',
})
export type ApiKey = Static<typeof ApiKey>

export const CreatedApiKey = Type.Object(
  { ...apiKeyFields, key: Type.String({ description: 'The key itself, this once; only its hash is kept' }) },
  { ...closed, title: 'CreatedApiKey', description: 'A new key' },
)

export const NewApiKey = Type.Object(
  {
    name: Name('What it is for'),
    accountId: Type.Optional(
      Type.Union([ObjectId('An account'), Type.Null()], {
        description:
          'Confines it to an account; null: the whole instance; default: as far as the caller reaches',
      }),
    ),
    scopes: Type.Array(ApiScope, { minItems: 1, maxItems: ALL_SCOPES.length, description: 'What it may do' }),
  },
  closed,
)
export const ApiKeyList = Type.Object(pageQuery, closed)

export const AuditEvent = Type.Object(
  {
    id: Type.Integer({ description: 'Rises in the order of recording' }),
    at: Time('When'),
    accountId: Type.Union([Type.String(), Type.Null()], {
      description: 'The account concerned; null: the instance',
    }),
    actor: Type.String({ description: 'user:<id>, api-key:<id> or server' }),
    actorName: Type.Union([Type.String(), Type.Null()], {
      description: 'What the user or the key is called now; null: the server, or somebody who is gone',
    }),
    action: Type.String({ description: 'resource.verb, such as web-hook.updated' }),
    subject: Type.String({ description: 'Id of the thing concerned' }),
    subjectName: Type.Union([Type.String(), Type.Null()], {
      description: 'What it is called now, or was called then; null: it has no name',
    }),
    details: Type.Record(Type.String(), Type.Unknown(), { description: 'What changed; never a secret' }),
  },
  { ...closed, title: 'AuditEvent', description: 'Somebody changed something' },
)
export type AuditEvent = Static<typeof AuditEvent>

export const AuditEventList = Type.Object(
  {
    ...pageQuery,
    accountId: accountIdFilter,
    actor: Type.Optional(Type.String({ maxLength: 100, description: 'By this actor only' })),
    action: Type.Optional(
      Type.String({ maxLength: 100, description: 'Of this kind only: web-hook.updated, or all of web-hook' }),
    ),
    subject: Type.Optional(Type.String({ maxLength: 100, description: 'About this thing only' })),
    since: Type.Optional(Time('Not before')),
    until: Type.Optional(Time('Before')),
  },
  closed,
)
