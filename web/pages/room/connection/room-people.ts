/** Who is in the room: as the server says on the room's socket, with what comes from each of them beside it. */
import { create, type Store } from '../../../store.ts'
import type { RemoteMedia } from './media-connection.ts'
import { arrive, change, depart, find, takeMedia, takeRoster, type Person, update } from './people.ts'
import type { RosterEntry } from '../../../../shared/room-messages.ts'

export interface RoomPeople {
  list: Store<Person[]>
  takeRoster: (entries: RosterEntry[]) => void
  takeArrival: (entry: RosterEntry) => void
  takeChange: (entry: RosterEntry) => void
  /** Undefined: not known. */
  handOf: (id: string) => string | null | undefined
  takeAway: (id: string) => void
  takeMedia: (media: ReadonlyMap<string, RemoteMedia>) => void
  remove: (id: string) => void
}

export interface RoomPeopleOptions {
  ownId: string
  onChange: (kind: 'joined' | 'left' | 'away' | 'back', name: string) => void
}

export function createRoomPeople({ ownId, onChange }: RoomPeopleOptions): RoomPeople {
  const list = create<Person[]>([])
  let media: ReadonlyMap<string, RemoteMedia> = new Map()
  const set = (people: Person[]) => list.set(takeMedia(people, media))

  return {
    list,
    takeRoster: (entries) =>
      set(
        takeRoster(
          list.get(),
          entries.filter(({ id }) => id !== ownId),
        ),
      ),
    takeArrival(entry) {
      const known = find(list.get(), entry.id)
      set(arrive(list.get(), entry))
      if (!known) onChange('joined', entry.name)
      else if (known.isAway) onChange('back', entry.name)
    },
    handOf: (id) => find(list.get(), id)?.hand,
    takeChange: (entry) => set(update(list.get(), entry)),
    takeAway(id) {
      const known = find(list.get(), id)
      if (!known) return
      set(change(list.get(), id, { isAway: true }))
      onChange('away', known.name)
    },
    takeMedia(next) {
      media = next
      set(list.get())
    },
    remove(id) {
      const known = find(list.get(), id)
      if (!known) return
      set(depart(list.get(), id))
      onChange('left', known.name)
    },
  }
}
