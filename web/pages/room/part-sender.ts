/**
 * Sends recorded parts from the chunk store to the server, oldest first, one chunk at a time. What gets no answer
 * stays in the store and is sent again, a little later each time, at once when the network is back; chunks and
 * completions may be sent twice without harm. What the server does not take for good (the meeting was deleted, the
 * time is over) is dropped.
 *
 * A part's number on the server is the first that nobody has used: the same person may have recorded from another
 * device before.
 */
import { Problem } from '../../api/problem.ts'
import { create, type Store } from '../../store.ts'
import { backOffMs } from './back-off.ts'
import type { ChunkStore, PartKey, StoredPart } from './chunk-store.ts'
import { completePart, isTemporary, openPart, type PartToOpen, putChunk } from './part-calls.ts'

/** As many as the server counts. */
const INDEX_LIMIT = 10_000

export interface Sending {
  /** Chunks that the server does not have yet. */
  waiting: number
  /** The server did not answer; it is tried again. */
  isStuck: boolean
  /** Something that was recorded could not be sent any more. */
  hasLost: boolean
}

export interface PartSender {
  state: Store<Sending>
  /** Opens a part on the server, however long that takes. @throws what the server has against it */
  open: (part: Omit<PartToOpen, 'index'>) => Promise<string>
  /** A chunk was stored, or a part is over. */
  wake: () => void
  /** Resolves once nothing of what is stored now has to be sent any more. */
  settled: () => Promise<void>
  close: () => void
}

export interface PartSenderOptions {
  store: ChunkStore
  participantId: string
  number: string
  roomToken: string
}

export function createPartSender({ store, participantId, number, roomToken }: PartSenderOptions): PartSender {
  const state = create<Sending>({ waiting: 0, isStuck: false, hasLost: false })
  const waiters = new Set<() => void>()
  let nextIndex = 0
  let attempt = 0
  let isRunning = false
  let isAgainWanted = false
  let isClosed = false
  let tryNow = () => {}

  const change = (changed: Partial<Sending>) => state.set({ ...state.get(), ...changed })

  /** Until it succeeds, or the server refuses it for good. */
  async function insist<Result>(step: () => Promise<Result>): Promise<Result> {
    for (;;) {
      try {
        const result = await step()
        attempt = 0
        change({ isStuck: false })
        return result
      } catch (error) {
        if (isClosed || !isTemporary(error)) throw error
        change({ isStuck: true })
        await pause(backOffMs(attempt++, Math.random()))
      }
    }
  }

  async function pause(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      tryNow = resolve
      setTimeout(resolve, ms)
    })
    if (isClosed) throw new Error('Nothing is sent any more')
  }

  async function open(part: Omit<PartToOpen, 'index'>): Promise<string> {
    let isRepeated = false
    while (nextIndex < INDEX_LIMIT) {
      const index = nextIndex
      const { id, isNew } = await insist(async () => {
        const opened = await openPart(roomToken, number, { ...part, index }).catch((error: unknown) => {
          isRepeated = true
          throw error
        })
        // No answer came to the try before, but it had been taken.
        return { ...opened, isNew: opened.isNew || isRepeated }
      })
      nextIndex = index + 1
      if (isNew) return id
    }
    throw new Error('There are too many parts')
  }

  async function sendPart(part: StoredPart): Promise<void> {
    const { startedAt, mimeType, picture = 'camera' } = part
    const id = part.serverId ?? (await open({ participantId, startedAt, mimeType, picture }))
    if (part.serverId === null) await store.changePart(part, { serverId: id })
    for (const { n } of await store.waiting(part)) {
      const chunk = await store.read(part, n)
      if (chunk) await insist(() => putChunk(roomToken, id, n, chunk))
      await store.removeChunk(part, n)
      await count()
    }
    const now = (await store.parts(participantId)).find(({ index }) => index === part.index)
    if (!now?.isOver || (await store.waiting(part)).length > 0) return
    await insist(() => completePart(roomToken, id, now.chunks))
    await store.removePart(part)
  }

  async function sendAll(): Promise<void> {
    for (const part of await store.parts(participantId)) {
      try {
        await sendPart(part)
      } catch (error) {
        if (isClosed) return
        // Nothing of it was recorded, or it was complete already: nothing is lost.
        const isHarmless = error instanceof Problem && error.code === 'part-closed'
        if (part.chunks > 0 && !isHarmless) change({ hasLost: true })
        await store.removePart(part)
      }
    }
    await count()
  }

  async function count(): Promise<void> {
    const parts = await store.parts(participantId)
    const chunks = await Promise.all(parts.map((part: PartKey) => store.waiting(part)))
    change({ waiting: chunks.flat().length })
  }

  async function run(): Promise<void> {
    isAgainWanted = true
    if (isRunning) return
    isRunning = true
    try {
      while (isAgainWanted && !isClosed) {
        isAgainWanted = false
        await sendAll()
      }
    } finally {
      isRunning = false
      for (const resolve of waiters) resolve()
      waiters.clear()
    }
  }

  const wake = () => void run().catch(() => change({ hasLost: true }))
  const onOnline = () => tryNow()
  addEventListener('online', onOnline)

  return {
    state,
    open,
    wake,
    settled: () =>
      new Promise((resolve) => {
        waiters.add(resolve)
        wake()
      }),
    close() {
      isClosed = true
      removeEventListener('online', onOnline)
      tryNow()
    },
  }
}
