/** Signing in, set-up by a one-time link, and what people change about themselves. */
import { Type, type Static } from 'typebox'
import { PASSWORD_MAX_LENGTH } from '../../accounts/password.ts'
import { ApiScope } from './accounts.ts'
import { closed, Email, Language, Name, NewPassword, ObjectId, Role, Time } from './fields.ts'

const Password = Type.String({ maxLength: PASSWORD_MAX_LENGTH, description: 'The password' })
const TotpCode = Type.String({
  maxLength: 6,
  pattern: '^[0-9]{6}$',
  description: 'Six digits from an authenticator app',
})

export const Session = Type.Object(
  {
    user: Type.Object(
      {
        id: ObjectId('Identifies the user'),
        email: Type.Union([Type.String(), Type.Null()], {
          description:
            'What they sign in with; null for the key of an account, which is told the name of its owner only',
        }),
        username: Type.String({ description: 'Their name' }),
        role: Role,
        level: Type.Enum(['instance', 'account'], { description: 'How far they reach' }),
        accountId: ObjectId('The account in which they act where they name none'),
        language: Language('BCP 47 tag of the pages'),
        totpEnabled: Type.Union([Type.Boolean(), Type.Null()], {
          description: 'Whether they use a second factor; null for the key of an account',
        }),
        scopes: Type.Array(ApiScope, { description: 'What they may do' }),
      },
      { ...closed, title: 'SessionUser', description: 'Who is signed in, or whose key it is' },
    ),
    csrfToken: Type.Union([Type.String(), Type.Null()], {
      description: 'To be sent as X-CSRF-Token with every write; null where a key was sent, which needs none',
    }),
  },
  { ...closed, title: 'Session', description: 'Who the caller is' },
)
export type Session = Static<typeof Session>

export const SignIn = Type.Object(
  {
    email: Type.String({ maxLength: 320, description: 'E-mail address' }),
    password: Password,
    totp: Type.Optional(TotpCode),
  },
  closed,
)

export const ProfilePatch = Type.Partial(
  Type.Object({
    username: Name('Their name'),
    language: Language(),
    password: NewPassword('A new password; ends all other sessions'),
    currentPassword: Password,
  }),
  closed,
)

export const TotpSecret = Type.Object(
  {
    secret: Type.String({ description: 'In base32; kept for 15 minutes, until a code of it confirms it' }),
    url: Type.String({ description: 'otpauth URL, to be shown as a QR code' }),
  },
  { ...closed, title: 'TotpSecret', description: 'A secret for an authenticator app' },
)
export const TotpConfirmation = Type.Object(
  {
    code: TotpCode,
    currentPassword: Type.Optional(Password),
  },
  closed,
)
export const TotpRemoval = Type.Partial(Type.Object({ currentPassword: Password, code: TotpCode }), closed)

export const SetUpLink = Type.Object(
  {
    purpose: Type.Enum(['set-up', 'invitation', 'password-reset'], { description: 'What the link is for' }),
    expiresAt: Time('Not accepted from here on'),
    email: Type.String({ description: 'What the person will sign in with; empty where they have to say' }),
    username: Type.String({ description: 'Their name so far' }),
    language: Language(),
    totpRequired: Type.Boolean({ description: 'Whether the code of their second factor is needed, too' }),
    productName: Type.String({ description: 'Name of the instance' }),
    timezone: Type.String({ description: 'IANA time zone of the instance' }),
  },
  { ...closed, title: 'SetUpLink', description: 'What a one-time link is for' },
)

export const SetUp = Type.Object(
  {
    password: NewPassword('The password to sign in with from now on'),
    totp: Type.Optional(TotpCode),
    username: Type.Optional(Name('Their name')),
    email: Type.Optional(Email('What to sign in with; purpose set-up only')),
    language: Type.Optional(Language()),
    productName: Type.Optional(Name('Name of the instance; purpose set-up only')),
    timezone: Type.Optional(
      Type.String({ maxLength: 100, description: 'IANA time zone of the instance; purpose set-up only' }),
    ),
  },
  closed,
)

/** The person's part of it: what the first step of a form can know. */
export const SetUpCheck = Type.Pick(SetUp, ['password', 'username', 'email'], closed)

export const PasswordResetRequest = Type.Object(
  { email: Type.String({ minLength: 1, maxLength: 320, description: 'What the person signs in with' }) },
  closed,
)
