/**
 * What a member says: passed on to one other, or to everybody, in all processes. Stored are questions and their answers,
 * the chat until the close, neither of them off the record; that a hand is raised; and what hosts do with the recording.
 */
import type { Context } from '../platform/context.ts'
import { objectId } from '../platform/ids.ts'
import { answerQuestion, askQuestion } from './ask-question.ts'
import { ENDINGS } from './close-codes.ts'
import { raiseHand } from './raise-hand.ts'
import { lockAsHost } from './room-host.ts'
import type { Member } from './room-members.ts'
import { changeRoomSettings } from './room-settings.ts'
import { Conflict, Forbidden } from '../platform/errors.ts'
import type { ClientMessage, RecordingState, ServerMessage } from '../../shared/room-messages.ts'
import type { RelayMessage } from './room-relay.ts'
import type { RoomClaims } from './room-token.ts'
import type { RoomWrites } from './room-writes.ts'

interface Handling {
  publish(message: RelayMessage): void
  writes: RoomWrites
}

export function handleMessage(
  context: Context,
  { connection, person }: Member,
  message: Exclude<ClientMessage, { type: 'pong' }>,
  { publish, writes }: Handling,
): void {
  const { occurrenceId } = connection.claims
  const say = (to: Pick<RelayMessage, 'to' | 'except'>, said: ServerMessage) =>
    publish({ occurrenceId, ...to, frame: JSON.stringify(said) })
  const store = (write: () => Promise<void>) => {
    if (!writes.add(occurrenceId, write)) connection.end(ENDINGS.tooManyMessages)
  }

  switch (message.type) {
    case 'leave':
      return say({ except: person.id }, { type: 'participant-left', participantId: person.id })
    case 'hand':
      return store(() => raiseHand(context, connection.claims, message.isRaised))
    case 'reaction':
      return say({}, { type: 'reaction', from: person.id, reaction: message.reaction })
    case 'recording':
      return store(() =>
        steer(context, connection.claims, message.state).catch((error: unknown) => {
          if (!(error instanceof Conflict || error instanceof Forbidden)) throw error
          connection.send({ type: 'error', detail: error.message })
        }),
      )
    case 'secret': {
      const { body, to } = message
      return say(to === undefined ? { except: person.id } : { to }, { type: 'secret', from: person.id, body })
    }
    case 'chat': {
      const now = context.clock.now()
      const { id: from, name } = person
      const entry = { id: objectId(now), from, name, text: message.text, sentAt: now.toISOString() }
      say({}, { type: 'chat', ...entry })
      return writes.addChat(occurrenceId, entry)
    }
    case 'question': {
      const { question } = message
      return store(async () => {
        const id = await askQuestion(context, { occurrenceId, question, person })
        say({}, { type: 'question', id, question, askedBy: person.name })
      })
    }
    case 'answer': {
      const { questionId, answer } = message
      return store(async () => {
        await answerQuestion(context, { occurrenceId, questionId, answer, person })
        say({}, { type: 'answer', questionId, answer, answeredBy: person.name })
      })
    }
  }
}

/** As by the API, with the participant's room token. */
async function steer(context: Context, claims: RoomClaims, recording: RecordingState): Promise<void> {
  await context.database.transaction(async (tx) => {
    const host = await lockAsHost(tx, { claims }, claims.meetingId)
    await changeRoomSettings(context, tx, host, { recording })
  })
}
