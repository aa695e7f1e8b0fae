/**
 * The recording of one's own picture and sound, in meetings that are recorded: whether a meeting is, the server says
 * by opening a part or refusing it. From then on everything that is sent to the others is recorded, in parts: one
 * begins with every change of what is sent (a camera that goes on, a screen that is shown), and ends with the next,
 * when a host pauses the recording, and at the end of the meeting. Muted microphones are recorded as silence.
 *
 * Recorded chunks wait in the chunk store and are sent from there, also those of a page that was left or lost. What
 * waits has a limit; where it is reached, recording goes on when the server has what there is.
 */
import { Problem } from '../../api/problem.ts'
import { create, type Store } from '../../store.ts'
import { type ChunkStore, openChunkStore } from './chunk-store.ts'
import { type PartRecorder, recordedType, recordPart } from './part-recorder.ts'
import type { PictureKind } from './part-calls.ts'
import { createPartSender, type PartSender, type Sending } from './part-sender.ts'

export interface RecordingState extends Sending {
  /** Null: it is not known yet, because this browser had nothing to record so far. */
  isRecorded: boolean | null
  /** By a host. */
  isPaused: boolean
  /** This browser records. */
  isRunning: boolean
  /** This browser cannot record. */
  isUnable: boolean
}

export interface Recording {
  state: Store<RecordingState>
  /** `picture`: what the one of them that is seen shows. */
  setTracks: (tracks: MediaStreamTrack[], picture: PictureKind) => void
  setPaused: (isPaused: boolean) => void
  /** Somebody else is recorded, so this meeting is. */
  askAgain: () => void
  /** Ends the recording for good; resolves once the server has all of it, or will not have it. */
  finish: () => Promise<void>
  close: () => void
}

export interface RecordingOptions {
  participantId: string
  number: string
  roomToken: string
}

interface Running {
  /** Which tracks. */
  key: string
  recorder: PartRecorder
}

const UNTOUCHED: RecordingState = {
  isRecorded: null,
  isPaused: false,
  isRunning: false,
  isUnable: false,
  waiting: 0,
  isStuck: false,
  hasLost: false,
}

export function createRecording({ participantId, number, roomToken }: RecordingOptions): Recording {
  const state = create(UNTOUCHED)
  const opened = openStore()
  let tracks: MediaStreamTrack[] = []
  let picture: PictureKind = 'camera'
  let running: Running | null = null
  let isOver = false
  let waitingBytes = 0
  let sender: PartSender | null = null
  /** One step after the other. */
  let work: Promise<unknown> = opened

  const change = (changed: Partial<RecordingState>) => state.set({ ...state.get(), ...changed })
  const inTurn = (step: () => Promise<void>) => (work = work.then(step).catch(() => {}))

  async function openStore(): Promise<{ store: ChunkStore; sender: PartSender; firstIndex: number }> {
    const store = await openChunkStore(Date.now())
    const left = await store.parts(participantId)
    // What a page before this one recorded gets no more chunks.
    for (const part of left) await store.changePart(part, { isOver: true })
    const created = createPartSender({ store, participantId, number, roomToken })
    sender = created
    created.state.subscribe(() => {
      const sending = created.state.get()
      if (sending.waiting === 0) waitingBytes = 0
      change(sending)
      if (sending.waiting === 0) update()
    })
    if (left.length > 0) created.wake()
    return { store, sender: created, firstIndex: (left.at(-1)?.index ?? -1) + 1 }
  }

  let index = -1

  /** Begins, ends or changes the part that is recorded, so that it is what it has to be now. */
  function update(): void {
    void inTurn(async () => {
      const wanted = isOver || state.get().isPaused || state.get().isRecorded === false ? [] : tracks
      const key = wanted.map(({ id }) => id).join(' ')
      if ((running?.key ?? '') === key) return
      await running?.recorder.stop()
      if (wanted.length > 0) await begin(wanted, key)
    })
  }

  async function begin(wanted: MediaStreamTrack[], key: string): Promise<void> {
    const { store, sender, firstIndex } = await opened
    const mimeType = recordedType(wanted)
    change({ isUnable: mimeType === null })
    if (mimeType === null || waitingBytes > store.limitBytes) return
    const startedAt = new Date().toISOString()
    const isKnown = state.get().isRecorded === true
    const serverId = isKnown ? null : await ask(sender, { participantId, startedAt, mimeType, picture })
    if (!isKnown && serverId === null) return
    index = Math.max(index + 1, firstIndex)
    const part = { participantId, index }
    let storing: Promise<void> = Promise.resolve()
    const inOrder = (step: () => Promise<void>) => (storing = storing.then(step))
    const recorder = recordPart(wanted, mimeType, {
      onChunk: (chunk) => {
        waitingBytes += chunk.size
        inOrder(() => store.addChunk(part, chunk)).then(sender.wake, () => void recorder.stop())
        if (waitingBytes > store.limitBytes) void recorder.stop()
      },
      onEnd: () => {
        if (running?.key === key) running = null
        change({ isRunning: running !== null })
        inOrder(() => store.changePart(part, { isOver: true })).then(sender.wake, sender.wake)
      },
    })
    storing = store.addPart({
      ...part,
      number,
      startedAt,
      mimeType,
      picture,
      chunks: 0,
      isOver: false,
      serverId,
    })
    running = {
      key,
      recorder: { ...recorder, stop: () => recorder.stop().then(() => storing.catch(() => {})) },
    }
    change({ isRunning: true })
  }

  /** The first part: is this meeting recorded at all? */
  async function ask(from: PartSender, part: Parameters<PartSender['open']>[0]): Promise<string | null> {
    try {
      const id = await from.open(part)
      change({ isRecorded: true })
      return id
    } catch (error) {
      if (error instanceof Problem) change({ isRecorded: false })
      return null
    }
  }

  return {
    state,
    setTracks(next, shown) {
      tracks = next
      picture = shown
      update()
    },
    setPaused(isPaused) {
      if (state.get().isPaused === isPaused) return
      change({ isPaused })
      update()
    },
    askAgain() {
      if (state.get().isRecorded !== false) return
      change({ isRecorded: null })
      update()
    },
    async finish() {
      isOver = true
      void running?.recorder.stop()
      update()
      await work
      const { sender } = await opened
      await sender.settled()
    },
    close: () => sender?.close(),
  }
}
