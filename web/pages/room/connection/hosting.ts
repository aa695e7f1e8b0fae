/**
 * What a host or co-host sees and decides beyond the others: who waits, who was removed, how the room is set. The server
 * says `room-changed` whenever one of these may have changed, and the lists are read again; every decision is a call
 * that the server checks. While somebody waits the list is also read from time to time, because who gives up waiting
 * says so to nobody.
 */
import type { HostAction } from '../../../../shared/host-actions.ts'
import type { Static } from 'typebox'
import type { ParticipantListView, RoomSettingsView } from '../../../../server/api/schemas/participants.ts'
import { toastProblem } from '../../../components/toast.tsx'
import { create, type Store } from '../../../store.ts'
import { callFromRoom } from './room-calls.ts'

export type Listed = Static<typeof ParticipantListView>['data'][number]
export type RoomSettings = Static<typeof RoomSettingsView>
export interface HostView {
  waiting: Listed[]
  removed: Listed[]
  /** Null: not read yet. */
  settings: RoomSettings | null
}

export interface Hosting {
  view: Store<HostView>
  /** From now on this person has, or does not have, a host's powers. */
  setActive: (isActive: boolean) => void
  /** Something changed: reads again. */
  look: () => void
  act: (participantId: string, action: HostAction) => Promise<void>
  /** @param word shown to the person; empty: none */
  refuse: (participantId: string, word: string) => Promise<void>
  hideMessage: (messageId: string) => Promise<void>
  letBack: (participantId: string) => Promise<void>
  admitAll: () => Promise<void>
  muteAll: () => Promise<void>
  change: (settings: Partial<RoomSettings>) => Promise<void>
  /** Throws a `Problem`. */
  closeMeeting: () => Promise<void>
  /** @param endTime ISO 8601 */
  moveEnd: (endTime: string) => Promise<void>
  stop: () => void
}

export interface HostingOptions {
  number: string
  roomToken: string
  /** Somebody waits who did not wait before. */
  onWaiting: (names: string[]) => void
}

const LOOK_AGAIN_MS = 10_000
const NOTHING: HostView = { waiting: [], removed: [], settings: null }

export function createHosting({ number, roomToken, onWaiting }: HostingOptions): Hosting {
  const view = create(NOTHING)
  const meeting = `/meetings/${encodeURIComponent(number)}`
  const people = `${meeting}/participants`
  let isActive = false
  let isReading = false
  let isStale = false
  let timer: ReturnType<typeof setTimeout> | undefined

  async function read(): Promise<void> {
    const [{ data }, settings] = await Promise.all([
      ask<{ data: Listed[] }>(people),
      ask<RoomSettings>(`${meeting}/room`),
    ])
    if (!isActive) return
    const waiting = data.filter(({ state }) => state === 'waiting')
    const known = new Set(view.get().waiting.map(({ id }) => id))
    const newcomers = waiting.filter(({ id }) => !known.has(id))
    view.set({ waiting, removed: data.filter(({ state }) => state === 'removed'), settings })
    if (newcomers.length > 0) onWaiting(newcomers.map(({ name }) => name))
  }

  async function ask<Answer>(path: string): Promise<Answer> {
    return (await callFromRoom('GET', path, roomToken)).json() as Promise<Answer>
  }

  /** One reading after the other: what changed meanwhile is read by the next. */
  function look(): void {
    if (!isActive) return
    isStale = true
    if (isReading) return
    isReading = true
    isStale = false
    clearTimeout(timer)
    void read()
      .catch(() => {})
      .finally(() => {
        isReading = false
        if (isStale) look()
        else if (isActive && view.get().waiting.length > 0) timer = setTimeout(look, LOOK_AGAIN_MS)
      })
  }

  async function decide(method: 'POST' | 'DELETE' | 'PATCH', path: string, body?: object): Promise<void> {
    await callFromRoom(method, path, roomToken, body).catch(toastProblem)
    look()
  }

  return {
    view,
    setActive(wanted) {
      if (wanted === isActive) return
      isActive = wanted
      clearTimeout(timer)
      if (wanted) look()
      else view.set(NOTHING)
    },
    look,
    act: (id, action) => decide('POST', `${people}/${id}/${action}`),
    refuse: (id, word) => decide('POST', `${people}/${id}/refuse`, word === '' ? undefined : { word }),
    hideMessage: (id) => decide('DELETE', `${meeting}/chat/${id}`),
    letBack: (id) => decide('DELETE', `${people}/${id}/removal`),
    admitAll: () => decide('POST', `${people}/admit-all`),
    muteAll: () => decide('POST', `${people}/mute-all`),
    async change(settings) {
      const before = view.get()
      // Shown at once; what the server holds is read afterwards.
      if (before.settings) view.set({ ...before, settings: { ...before.settings, ...settings } })
      await decide('PATCH', `${meeting}/room`, settings)
    },
    async closeMeeting() {
      await callFromRoom('POST', `${meeting}/close`, roomToken)
    },
    moveEnd: (endTime) => decide('PATCH', meeting, { endTime }),
    stop() {
      isActive = false
      clearTimeout(timer)
    },
  }
}
