/**
 * Whether somebody who joins is let in at once, or waits in the lobby. Pure. Hosts never wait, and who was admitted
 * before comes back without being asked, unless a host removed them.
 *
 * After a removal everybody waits who comes without a session, a join link or a token that is known, since it may be
 * the person who was removed, under another name. Who was refused may ask again: a refusal is final for that visit only.
 */
import type { RoomSettings } from './room-settings.ts'

export interface Newcomer {
  isHost: boolean
  /** Without a session and without a join link. */
  isGuest: boolean
  /** They were admitted to this occurrence before. */
  wasAdmitted: boolean
  /** A host removed them, and nobody let them back. */
  wasRemoved: boolean
}

export interface RoomNow extends Pick<RoomSettings, 'locked' | 'lobby' | 'entryBeforeHost'> {
  strangersWait: boolean
  isHostInside: boolean
}

export type Judgement = 'admitted' | 'waits-for-host' | 'waits-for-decision' | 'locked'

export function judgeAdmission(
  { isHost, isGuest, wasAdmitted, wasRemoved }: Newcomer,
  { locked, lobby, entryBeforeHost, strangersWait, isHostInside }: RoomNow,
): Judgement {
  if (isHost || (wasAdmitted && !wasRemoved)) return 'admitted'
  if (locked) return 'locked'
  const isStopped = wasRemoved || lobby === 'everybody' || (isGuest && (lobby === 'guests' || strangersWait))
  if (isStopped) return 'waits-for-decision'
  return entryBeforeHost || isHostInside ? 'admitted' : 'waits-for-host'
}
