/** The others in the room, in the order in which they came. Pure: every function answers a new list. */
import type { RosterEntry, SentMedia } from './room-messages.ts'

export interface Person extends RosterEntry {
  /** Their connection to the room is lost; they come back, or have left in a moment. */
  isAway: boolean
  /** Picture and sound come from their browser to this one. */
  isConnected: boolean
  media: SentMedia
  /** What comes from them, once something does. */
  stream: MediaStream | null
}

export const NO_MEDIA: SentMedia = {
  hasMicrophone: false,
  hasCamera: false,
  hasScreen: false,
  isRecording: false,
}

/** Who is inside, anew: of those who are known stays what is known. */
export function listAnew(people: Person[], entries: RosterEntry[]): Person[] {
  return entries.map((entry) => ({ ...(find(people, entry.id) ?? unknown(entry)), ...entry }))
}

export function arrive(people: Person[], entry: RosterEntry): Person[] {
  return find(people, entry.id)
    ? change(people, entry.id, { ...entry, isAway: false })
    : [...people, unknown(entry)]
}

export function change(people: Person[], id: string, changed: Partial<Person>): Person[] {
  return people.map((person) => (person.id === id ? { ...person, ...changed } : person))
}

export function depart(people: Person[], id: string): Person[] {
  return people.filter((person) => person.id !== id)
}

export function find(people: Person[], id: string): Person | undefined {
  return people.find((person) => person.id === id)
}

function unknown(entry: RosterEntry): Person {
  return { ...entry, isAway: false, isConnected: false, media: NO_MEDIA, stream: null }
}
