/** Who is in the room, as the server and the others tell it, and what follows for the connections to them. */
import { create, type Store } from '../../store.ts'
import type { Mesh } from './mesh.ts'
import { arrive, change, depart, find, listAnew, type Person } from './people.ts'
import type { RosterEntry, ServerMessage } from './room-messages.ts'

export interface RoomPeople {
  list: Store<Person[]>
  find: (id: string) => Person | undefined
  change: (id: string, changed: Partial<Person>) => void
  /** `isAnew`: the connection to the room is a new one, and so must be those to everybody. */
  takeRoster: (entries: RosterEntry[], isAnew: boolean) => void
  takeArrival: (message: Extract<ServerMessage, { type: 'participant-joined' }>) => void
  takeAway: (id: string) => void
  remove: (id: string) => void
}

export interface RoomPeopleOptions {
  ownId: string
  mesh: () => Mesh
  onMet: (id: string) => void
  onChange: (kind: 'joined' | 'left' | 'away' | 'back', name: string) => void
}

export function createRoomPeople({ ownId, mesh, onMet, onChange }: RoomPeopleOptions): RoomPeople {
  const list = create<Person[]>([])

  function meet({ id }: RosterEntry): void {
    mesh().meet(id)
    onMet(id)
  }

  return {
    list,
    find: (id) => find(list.get(), id),
    change: (id, changed) => list.set(change(list.get(), id, changed)),
    takeRoster(entries, isAnew) {
      const others = entries.filter(({ id }) => id !== ownId)
      for (const { id } of list.get()) {
        if (isAnew || !others.some((other) => other.id === id)) mesh().part(id)
      }
      list.set(listAnew(list.get(), others))
      for (const entry of others) meet(entry)
    },
    takeArrival({ participant, again }) {
      const known = find(list.get(), participant.id)
      list.set(arrive(list.get(), participant))
      if (again) mesh().part(participant.id)
      meet(participant)
      if (!known) onChange('joined', participant.name)
      else if (known.isAway) onChange('back', participant.name)
    },
    takeAway(id) {
      const known = find(list.get(), id)
      if (!known) return
      list.set(change(list.get(), id, { isAway: true }))
      onChange('away', known.name)
    },
    remove(id) {
      const known = find(list.get(), id)
      if (!known) return
      mesh().part(id)
      list.set(depart(list.get(), id))
      onChange('left', known.name)
    },
  }
}
