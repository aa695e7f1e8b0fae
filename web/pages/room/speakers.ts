/** Who speaks at the moment, by participant. */
import { create, type Store } from '../../store.ts'
import { watchVoice } from './sound-level.ts'

export interface Speakers {
  now: Store<ReadonlySet<string>>
  /** Listens to this track from now on; null: to none. */
  listenTo: (id: string, track: MediaStreamTrack | null) => void
  close: () => void
}

export function createSpeakers(): Speakers {
  const now = create<ReadonlySet<string>>(new Set())
  const watched = new Map<string, { track: MediaStreamTrack; stop: () => void }>()

  function note(id: string, isSpeaking: boolean): void {
    if (now.get().has(id) === isSpeaking) return
    const next = new Set(now.get())
    if (isSpeaking) next.add(id)
    else next.delete(id)
    now.set(next)
  }

  function listenTo(id: string, track: MediaStreamTrack | null): void {
    const known = watched.get(id)
    if (known?.track === (track ?? undefined)) return
    known?.stop()
    watched.delete(id)
    note(id, false)
    if (track) watched.set(id, { track, stop: watchVoice(track, (isSpeaking) => note(id, isSpeaking)) })
  }

  return {
    now,
    listenTo,
    close() {
      for (const id of watched.keys()) listenTo(id, null)
    },
  }
}
