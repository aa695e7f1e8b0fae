/** What came to the conversation while nobody looked, by panel. */
import { useState } from 'react'
import { useStored } from '../../../store.ts'
import type { Talk } from '../connection/talk.ts'

export type PanelName = 'chat' | 'questions' | 'people'
export type Unread = Record<PanelName, number>

export function useUnread(talk: Talk, shown: PanelName | null): Unread {
  const { messages, questionChanges } = useStored(talk.said)
  const lastMessage = messages.at(-1)?.number ?? 0
  const [seen, setSeen] = useState({ chat: lastMessage, questions: questionChanges })
  // What is on the screen is seen; React takes such a change up before it paints.
  if (shown === 'chat' && seen.chat !== lastMessage) setSeen({ ...seen, chat: lastMessage })
  if (shown === 'questions' && seen.questions !== questionChanges) {
    setSeen({ ...seen, questions: questionChanges })
  }
  const unreadMessages = messages.filter(({ number, from }) => number > seen.chat && from !== null)
  return { chat: unreadMessages.length, questions: questionChanges - seen.questions, people: 0 }
}
