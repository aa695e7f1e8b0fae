/** The others in the room, in the order in which they came. Pure: every function answers a new list. */
import type { RemoteMedia } from './media-connection.ts'
import type { RosterEntry } from '../../../../shared/room-messages.ts'

export interface Person extends RosterEntry {
  /** Their connection to the room is lost; they come back, or have left in a moment. */
  isAway: boolean
  /** What comes from them; null: their page is not connected to the media (yet). */
  media: RemoteMedia | null
}

/** Who is inside now; of those who were known stays what is known. */
export function takeRoster(people: Person[], entries: RosterEntry[]): Person[] {
  return entries.map((entry) => ({ ...(find(people, entry.id) ?? unknown(entry)), ...entry }))
}

/** Nothing happens where they are not known. */
export function update(people: Person[], entry: RosterEntry): Person[] {
  return change(people, entry.id, entry)
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

/** What comes from whom. */
export function takeMedia(people: Person[], media: ReadonlyMap<string, RemoteMedia>): Person[] {
  return people.map((person) => ({ ...person, media: media.get(person.id) ?? null }))
}

function unknown(entry: RosterEntry): Person {
  return { ...entry, isAway: false, media: null }
}
