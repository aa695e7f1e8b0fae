/** Shapes of single fields that several schemas of the API share. */
import { Type } from 'typebox'
import { PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH } from '../../accounts/password.ts'

/** Nothing but what is listed: unknown fields are refused, never ignored. */
export const closed = { additionalProperties: false } as const

export const ObjectId = (description: string) =>
  Type.String({ maxLength: 24, pattern: '^[0-9a-f]{24}$', description })

export const Time = (description: string) => Type.String({ format: 'date-time', description })

export const OptionalTime = (description: string) =>
  Type.Union([Type.String({ format: 'date-time' }), Type.Null()], { description })

export const Name = (description: string) =>
  Type.String({ minLength: 1, maxLength: 200, pattern: '\\S', 'x-fault': 'empty', description })

export const Email = (description = 'An e-mail address') =>
  Type.String({ maxLength: 320, pattern: '^[^\\s@]+@[^\\s@]+$', 'x-fault': 'email', description })

export const Language = (description = 'A BCP 47 tag, such as de or fr-CH') =>
  Type.String({
    maxLength: 35,
    pattern: '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$',
    'x-fault': 'language',
    description,
  })

export const NewPassword = (description: string) =>
  Type.String({ minLength: PASSWORD_MIN_LENGTH, maxLength: PASSWORD_MAX_LENGTH, description })

export const Role = Type.Enum(['administrator', 'host'], {
  description:
    'administrator: everything on the instance; host: their own meetings, or all of the account where it shares them',
})

/** Longer than any time that somebody would write. */
const TIME_MAX_LENGTH = 40

/** A time that the domain reads, which says more of what is wrong with it than a schema can. */
export const TimeText = (description: string) => Type.String({ maxLength: TIME_MAX_LENGTH, description })

/** The path of routes about one thing. */
export const IdParams = Type.Object({ id: Type.String({ description: 'Its id' }) })

/** The answer has no body. */
export const Nothing = Type.Void()
