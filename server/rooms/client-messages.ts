/** What participants may send on the room's socket, checked against what is promised (`shared/room-messages`). */
import { Type, type TProperties } from 'typebox'
import { Compile } from 'typebox/compile'
import { REACTIONS, type ClientMessage } from '../../shared/room-messages.ts'

export const MESSAGE_MAX_BYTES = 65_536
const TEXT_MAX_LENGTH = 4_000
/** A public key and a wrapped key, base64. */
const SECRET_MAX_LENGTH = 2_000
const QUESTION_MAX_LENGTH = 2_000
const ID_MAX_LENGTH = 24

const id = () => Type.String({ minLength: 1, maxLength: ID_MAX_LENGTH })
/** PostgreSQL cannot store NUL characters. */
const text = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '^[^\\u0000]*$' })
const message = <Name extends string, Fields extends TProperties>(name: Name, fields: Fields) =>
  Type.Object({ type: Type.Literal(name), ...fields })

const clientMessage = Compile(
  Type.Union([
    message('pong', { n: Type.Optional(Type.Integer()), at: Type.Optional(Type.Number()) }),
    message('leave', {}),
    message('hand', { isRaised: Type.Boolean() }),
    message('reaction', { reaction: Type.Enum(REACTIONS) }),
    message('recording', { state: Type.Enum(['off', 'on', 'paused']) }),
    message('secret', { body: text(SECRET_MAX_LENGTH), to: Type.Optional(id()) }),
    message('chat', { text: text(TEXT_MAX_LENGTH) }),
    message('question', { question: text(QUESTION_MAX_LENGTH) }),
    message('answer', { questionId: id(), answer: text(QUESTION_MAX_LENGTH) }),
  ]),
)

/** @returns null where the frame is no JSON, or no message that we know. */
export function parseClientMessage(frame: string): ClientMessage | null {
  try {
    const value: unknown = JSON.parse(frame)
    return clientMessage.Check(value) ? value : null
  } catch {
    return null
  }
}
