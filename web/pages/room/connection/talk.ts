/**
 * What is written in the room: chat, and questions with their answers. The server sends the chat again to those who come
 * or come back, but not off the record, and questions never; so the tab keeps both for as long as the participant is inside, and who
 * loads the page again still sees what was said before.
 */
import { create, type Store } from '../../../store.ts'
import type { ChatEntry, ServerMessage } from '../../../../shared/room-messages.ts'

export interface ChatMessage extends Omit<ChatEntry, 'from'> {
  /** Counts what came, from 1. */
  number: number
  /** A participant; null: oneself. */
  from: string | null
}

export interface Question {
  id: string
  question: string
  askedBy: string
  answers: { answer: string; answeredBy: string }[]
}

export interface Said {
  messages: ChatMessage[]
  questions: Question[]
  /** How often something new came to the questions. */
  questionChanges: number
}

export interface Talk {
  said: Store<Said>
  takeMessage: (entry: ChatEntry) => void
  /** A host took it away. */
  hideMessage: (id: string) => void
  /** All that was written, as the server has it. */
  takeHistory: (entries: readonly ChatEntry[]) => void
  takeQuestion: (message: Extract<ServerMessage, { type: 'question' }>) => void
  takeAnswer: (message: Extract<ServerMessage, { type: 'answer' }>) => void
  /** One has left: nothing stays behind. */
  forget: () => void
}

const MESSAGES_LIMIT = 300
const QUESTIONS_LIMIT = 200
const NOTHING: Said = { messages: [], questions: [], questionChanges: 0 }

export function createTalk(participantId: string): Talk {
  const key = `talk ${participantId}`
  const said = create(read(key))

  function change(next: Partial<Said>): void {
    said.set({ ...said.get(), ...next })
    try {
      sessionStorage.setItem(key, JSON.stringify(said.get()))
    } catch {
      // Storage is full or blocked: what was said lasts as long as the page.
    }
  }

  function changeQuestions(questions: Question[]): void {
    change({ questions, questionChanges: said.get().questionChanges + 1 })
  }

  function numbered(entry: ChatEntry, number: number): ChatMessage {
    return { ...entry, number, from: entry.from === participantId ? null : entry.from }
  }

  return {
    said,
    takeMessage(entry) {
      const { messages } = said.get()
      const message = numbered(entry, (messages.at(-1)?.number ?? 0) + 1)
      change({ messages: [...messages, message].slice(-MESSAGES_LIMIT) })
    },
    hideMessage(hidden) {
      change({ messages: said.get().messages.filter(({ id }) => id !== hidden) })
    },
    takeHistory(entries) {
      // The last one keeps its number or gets a higher one: what came meanwhile is new.
      const last = Math.max(entries.length, said.get().messages.at(-1)?.number ?? 0)
      change({ messages: entries.map((entry, index) => numbered(entry, last - entries.length + index + 1)) })
    },
    takeQuestion({ id, question, askedBy }) {
      const known = said.get().questions.filter((other) => other.id !== id)
      changeQuestions([...known, { id, question, askedBy, answers: [] }].slice(-QUESTIONS_LIMIT))
    },
    takeAnswer({ questionId, answer, answeredBy }) {
      const { questions } = said.get()
      changeQuestions(
        questions.map((question) =>
          question.id === questionId
            ? { ...question, answers: [...question.answers, { answer, answeredBy }] }
            : question,
        ),
      )
    },
    forget() {
      try {
        sessionStorage.removeItem(key)
      } catch {
        // There was nothing to forget.
      }
    },
  }
}

function read(key: string): Said {
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? 'null') as Said | null
    return kept ?? NOTHING
  } catch {
    return NOTHING
  }
}
