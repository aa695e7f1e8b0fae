/**
 * One person's visit to a meeting, from the door to the farewell: before joining (`lobby`), on the way in
 * (`entering`), there too early (`waiting`, which asks again by itself until the meeting opens), `inside`, and `over`,
 * with the reason. Somebody whose page is loaded again while they are inside goes straight back in.
 */
import { type Joined, joinMeeting } from '../../../api/join.ts'
import { Problem } from '../../../api/problem.ts'
import { create, type Store } from '../../../store.ts'
import { backOffMs } from '../connection/back-off.ts'
import type { LocalMedia } from '../connection/local-media.ts'
import { createRoom, type Room } from '../connection/room.ts'
import { keepSeat, readSeat } from './seat.ts'

/** Why somebody is not inside (any more). */
export type Ending =
  | 'left'
  | 'refused'
  | 'removed'
  | 'replaced'
  | 'closed'
  | 'deleted'
  | 'unknown'
  | 'dead-link'

export type Stage =
  | { at: 'lobby'; problem: unknown }
  | { at: 'entering' }
  | { at: 'waiting'; opensAt: string; startTime: string }
  | { at: 'inside'; room: Room }
  /** `room`: where one was before. */
  | { at: 'over'; ending: Ending; room: Room | null }

export interface Visit {
  stage: Store<Stage>
  /** Back inside where this page was inside before it was loaded again, else nothing. */
  resume: () => void
  enter: (name: string) => void
  /** From anywhere before joining, or after the end, to the lobby. */
  goToLobby: () => void
  leave: () => void
  /** The page goes away. */
  abandon: () => void
}

export interface VisitOptions {
  number: string
  /** The token of a join link. */
  link: string | undefined
  media: LocalMedia
}

/** While it is not open one asks again no sooner and no later than this; not everybody at once. */
const ASK_SOONEST_MS = 3_000
const ASK_LATEST_MS = 60_000
const ASK_SPREAD_MS = 2_000

const ENDINGS: Record<string, Ending> = {
  'meeting-not-found': 'unknown',
  'meeting-closed': 'closed',
  'join-link-not-valid': 'dead-link',
}

export function createVisit({ number, link, media }: VisitOptions): Visit {
  const stage = create<Stage>({ at: 'lobby', problem: null })
  let timer: ReturnType<typeof setTimeout> | undefined
  /** Counts attempts to enter; an answer to an earlier one is late. */
  let current = 0

  function join(name: string): Promise<Joined> {
    const guestToken = readSeat(number)?.guestToken
    return joinMeeting(number, {
      ...(name && { name }),
      ...(link && { linkToken: link }),
      ...(guestToken && { guestToken }),
    })
  }

  async function attempt(name: string, isInsistent: boolean, tries = 0): Promise<void> {
    const mine = ++current
    try {
      const joined = await join(name)
      if (mine === current) takeSeat(joined, name)
    } catch (error) {
      if (mine === current) refuse(error, name, isInsistent, tries)
    }
  }

  function takeSeat(joined: Joined, name: string): void {
    if (joined.entersMuted) void media.setMuted(true)
    keepSeat(number, { guestToken: joined.guestToken, name, isInside: true, ...sentNow() })
    const room = createRoom({
      number,
      name,
      joined,
      media,
      renewMedia: async () => {
        const { media: renewed } = await join(name)
        if (!renewed) throw new Error('Waits in the lobby: media come when a host has decided')
        return renewed
      },
      onEnd: (step) => {
        room.end()
        if (step === 'join-again') return start(name, true)
        finish(step === 'removed' && room.isWaiting.get() ? 'refused' : step, room)
      },
    })
    stage.set({ at: 'inside', room })
  }

  const sentNow = () => {
    const { isMuted, camera } = media.state.get()
    return { isMuted, hasCamera: camera !== null }
  }
  media.state.subscribe(() => {
    if (stage.get().at === 'inside' && !media.state.get().isStarting) keepSeat(number, sentNow())
  })

  function refuse(error: unknown, name: string, isInsistent: boolean, tries: number): void {
    const { code, status, document } = error instanceof Problem ? error : new Problem(UNEXPECTED)
    const ending = ENDINGS[code]
    if (code === 'meeting-not-open') {
      const { opensAt, startTime } = document
      stage.set({ at: 'waiting', opensAt: String(opensAt), startTime: String(startTime) })
      timer = setTimeout(() => void attempt(name, true), askAgainMs(String(opensAt)))
    } else if (ending) finish(ending, null)
    else if (isInsistent && (status === 0 || status === 429 || status >= 500)) {
      timer = setTimeout(() => void attempt(name, true, tries + 1), backOffMs(tries, Math.random()))
    } else stage.set({ at: 'lobby', problem: error })
  }

  function start(name: string, isInsistent: boolean): void {
    clearTimeout(timer)
    stage.set({ at: 'entering' })
    void attempt(name, isInsistent)
  }

  function finish(ending: Ending, room: Room | null): void {
    keepSeat(number, { isInside: false })
    media.stop()
    stage.set({ at: 'over', ending, room })
  }

  function stopTrying(): void {
    clearTimeout(timer)
    current++
  }

  return {
    stage,
    resume() {
      const seat = readSeat(number)
      if (seat?.isInside && stage.get().at === 'lobby') start(seat.name, true)
    },
    enter: (name) => start(name, false),
    goToLobby() {
      stopTrying()
      stage.set({ at: 'lobby', problem: null })
    },
    leave() {
      const now = stage.get()
      if (now.at !== 'inside') return
      now.room.leave()
      finish('left', now.room)
    },
    abandon() {
      stopTrying()
      const now = stage.get()
      if (now.at === 'inside') now.room.leave()
      if (now.at === 'inside') keepSeat(number, { isInside: false })
      media.stop()
    },
  }
}

const UNEXPECTED = { type: 'unexpected', title: '', status: 400, detail: '' }

function askAgainMs(opensAt: string): number {
  const until = Date.parse(opensAt) - Date.now()
  return Math.min(Math.max(until, ASK_SOONEST_MS), ASK_LATEST_MS) + Math.random() * ASK_SPREAD_MS
}
