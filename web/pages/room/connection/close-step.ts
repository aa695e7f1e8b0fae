/** What the end of a connection means to the page. */
import { CLOSE_CODES } from '../../../../shared/room-messages.ts'

export type CloseStep = 'connect-again' | 'join-again' | 'removed' | 'replaced' | 'closed' | 'deleted'

export function stepAfterClose(code: number): CloseStep {
  switch (code) {
    case CLOSE_CODES.joinAgain:
      return 'join-again'
    case CLOSE_CODES.removed:
      return 'removed'
    case CLOSE_CODES.replaced:
      return 'replaced'
    case CLOSE_CODES.meetingClosed:
      return 'closed'
    case CLOSE_CODES.meetingDeleted:
      return 'deleted'
    default:
      return 'connect-again'
  }
}
