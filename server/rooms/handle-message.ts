/**
 * What a member says: passed on to one other, or to everybody, in all processes. Stored are questions and their answers,
 * the chat until the close, neither of them off the record; that a hand is raised; and that the recording is paused.
 */
import type { Context } from '../platform/context.ts'
import { answerQuestion, askQuestion } from './ask-question.ts'
import { keepChat } from './chat-history.ts'
import { pauseRecording } from './pause-recording.ts'
import { raiseHand } from './raise-hand.ts'
import type { Member } from './room-members.ts'
import type { ClientMessage, ServerMessage } from '../../shared/room-messages.ts'
import type { RelayMessage } from './room-relay.ts'

export async function handleMessage(
  context: Context,
  { connection, person }: Member,
  message: Exclude<ClientMessage, { type: 'pong' }>,
  publish: (message: RelayMessage) => void,
): Promise<void> {
  const { occurrenceId } = connection.claims
  const say = (to: Pick<RelayMessage, 'to' | 'except'>, said: ServerMessage) =>
    publish({ occurrenceId, ...to, frame: JSON.stringify(said) })

  switch (message.type) {
    case 'leave':
      return say({ except: person.id }, { type: 'participant-left', participantId: person.id })
    case 'hand':
      return raiseHand(context, connection.claims, message.isRaised)
    case 'reaction':
      return say({}, { type: 'reaction', from: person.id, reaction: message.reaction })
    case 'recording-pause':
      if (person.role !== 'host') return
      if (message.to === undefined) await pauseRecording(context, connection.claims, message.isPaused)
      return say(message.to === undefined ? { except: person.id } : { to: message.to }, {
        type: 'recording-pause',
        isPaused: message.isPaused,
      })
    case 'chat': {
      const sentAt = context.clock.now().toISOString()
      const entry = { from: person.id, name: person.name, text: message.text, sentAt }
      say({ except: person.id }, { type: 'chat', ...entry })
      return keepChat(context.database.queries, occurrenceId, entry)
    }
    case 'question': {
      const { question } = message
      const id = await askQuestion(context, { occurrenceId, question, person })
      return say({}, { type: 'question', id, question, askedBy: person.name })
    }
    case 'answer': {
      const { questionId, answer } = message
      await answerQuestion(context, { occurrenceId, questionId, answer, person })
      return say({}, { type: 'answer', questionId, answer, answeredBy: person.name })
    }
  }
}
