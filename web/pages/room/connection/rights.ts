/**
 * What somebody may send, by the type of the meeting and what the hosts decided. Pure. The server enforces it; the page
 * only does not offer what would not be taken.
 */
import type { RoomState, RosterEntry } from '../../../../shared/room-messages.ts'

/** A host, or the co-host who acts for them while none is inside: makes co-hosts, and ends the meeting for all. */
export function actsAsHost(state: RoomState | null, { id, role }: Pick<RosterEntry, 'id' | 'role'>): boolean {
  return role === 'host' || state?.actingHostId === id
}

export interface Rights {
  microphone: boolean
  camera: boolean
  screen: boolean
  /** Of a classroom: they send nothing and have no picture. */
  isAudience: boolean
}

type Someone = Pick<RosterEntry, 'role' | 'hasFloor' | 'isMuted'>

/** @param state null: not known yet */
export function rightsOf(state: RoomState | null, { role, hasFloor, isMuted }: Someone): Rights {
  const hasOwnFloor = role !== 'participant' || hasFloor || !givesFloor(state)
  const isAudience = state?.meetingType === 'classroom' && !hasOwnFloor
  return {
    microphone: hasOwnFloor && !isMuted,
    camera: !isAudience,
    screen: hasOwnFloor,
    isAudience,
  }
}

/** Whether hosts give the floor in a meeting of this type. */
export function givesFloor(state: RoomState | null): boolean {
  return state?.meetingType === 'boardroom' || state?.meetingType === 'classroom'
}

/** Those whose hand is raised, in the order in which they raised it. */
export function inOrderOfHands<Someone extends Pick<RosterEntry, 'id' | 'hand'>>(
  people: readonly Someone[],
): Someone[] {
  return people
    .filter(({ hand }) => hand !== null)
    .toSorted((a, b) => `${a.hand} ${a.id}`.localeCompare(`${b.hand} ${b.id}`))
}
