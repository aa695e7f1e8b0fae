/**
 * The shapes that fields of several payloads share. Each takes the field's own description, because the description
 * is what the integrator reads in the type, in the JSON Schema and in the API reference alike.
 *
 * A shape says what a field looks like on the wire, never how it relates to other fields: the documented samples
 * themselves show a closed meeting without a closing time.
 */
import { type TSchema, Type } from 'typebox'

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'

/** No payload has a key beyond the documented ones. Whatever is added travels in headers. */
export const exactly = { additionalProperties: false } as const

/** 24 hex digits: 4 bytes of seconds, then 8 of randomness, so identifiers sort by creation. */
export const objectId = (description: string) => Type.String({ pattern: '^[0-9a-f]{24}$', description })

/** One UUID, as 36 characters. */
export const uuid = (description: string) => Type.String({ pattern: `^${UUID}$`, description })

/** Two UUIDs joined by a dash: 73 characters that grant access to anyone who knows them. */
export const uuidPair = (description: string) => Type.String({ pattern: `^${UUID}-${UUID}$`, description })

/** ISO 8601 in UTC, with milliseconds and `Z`: `2022-04-07T09:00:00.000Z`. */
export const utcTime = (description: string) =>
  Type.String({
    format: 'date-time',
    pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{3}Z$',
    description,
  })

/** Milliseconds since 1970-01-01T00:00:00Z. */
export const epochMs = (description: string) => Type.Integer({ minimum: 0, description })

/** An absolute `http:` or `https:` URL. */
export const absoluteUrl = (description: string) => Type.String({ pattern: '^https?://\\S+$', description })

/** Any text, the empty one included. Never null. */
export const text = (description: string) => Type.String({ description })

/** True or false. */
export const flag = (description: string) => Type.Boolean({ description })

/** One of the listed words. */
export const oneOf = <const Word extends string>(words: readonly Word[], description: string) =>
  Type.Enum(words, { type: 'string', description })

/** The shape, or null where there is nothing to say. */
export const nullable = <Shape extends TSchema>(shape: Shape, description: string) =>
  Type.Union([shape, Type.Null()], { description })

/** What a meeting may be. Off-the-record meetings are never recorded and have no minutes. */
export const meetingTypes = ['standard', 'boardroom', 'classroom', 'offTheRecord'] as const
