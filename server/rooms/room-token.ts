/**
 * The room token: given to a participant who was let in, and shown again when the room's socket is opened and when
 * recording parts are uploaded. It names the participant, so that neither has to ask who is calling.
 *
 * It outlives the longest possible occurrence, because a connection may break and be made again until the very end,
 * and recording parts are taken for a while after it.
 */
import { Type, type Static } from 'typebox'
import type { Settings } from '../platform/config/settings.ts'
import type { Vault } from '../platform/settings/secrets.ts'
import { readToken, signToken } from './signed-token.ts'

const SPARE_MS = 3_600_000

const RoomClaims = Type.Object({
  participantId: Type.String(),
  occurrenceId: Type.String(),
  meetingId: Type.String(),
  /** Epoch milliseconds. */
  expiresAt: Type.Integer(),
})

/** Who the bearer of a room token is, and where they may go. */
export type RoomClaims = Static<typeof RoomClaims>

export function signRoomToken(vault: Vault, claims: RoomClaims): string {
  return signToken(vault, 'room', claims)
}

/** @returns null where the token is not ours, was altered, or has expired. */
export function readRoomToken(vault: Vault, token: string, now: Date): RoomClaims | null {
  return readToken(vault, 'room', RoomClaims, token, now)
}

/** The hard maximum counts from the start, and people enter before it; then come the last recording parts. */
export function roomTokenExpiry(now: Date, settings: Settings): number {
  const { openBeforeSeconds, closeHardMaxSeconds, recordingGraceSeconds } = settings
  return now.getTime() + (openBeforeSeconds + closeHardMaxSeconds + recordingGraceSeconds) * 1000 + SPARE_MS
}
