/**
 * What is written in the room: chat, and questions with their answers. The server sends the chat again to those who come
 * or come back, but not off the record, and questions never; so the tab keeps both for as long as the participant is inside, and who
 * loads the page again still sees what was said before.
 */
import { create, type Store } from '../../store.ts'
import type { ChatEntry, ServerMessage } from '../../../shared/room-messages.ts'

export interface ChatMessage {
  /** Counts what came, from 1. */
  id: number
  /** A participant; null: oneself. */
  from: string | null
  name: string
  text: string
  /** ISO 8601. */
  sentAt: string
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
  takeMessage: (message: Omit<ChatMessage, 'id'>) => void
  /** All that was written, as the server has it; empty: it keeps nothing. */
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

  return {
    said,
    takeMessage(message) {
      const { messages } = said.get()
      const id = (messages.at(-1)?.id ?? 0) + 1
      change({ messages: [...messages, { ...message, id }].slice(-MESSAGES_LIMIT) })
    },
    takeHistory(entries) {
      if (entries.length === 0) return
      // The last one keeps its number or gets a higher one: what came meanwhile is new.
      const last = Math.max(entries.length, said.get().messages.at(-1)?.id ?? 0)
      change({
        messages: entries.map((entry, index) => ({
          ...entry,
          id: last - entries.length + index + 1,
          from: entry.from === participantId ? null : entry.from,
        })),
      })
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
