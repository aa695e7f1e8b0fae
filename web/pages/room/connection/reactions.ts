/** What people show for a moment: kept for a few seconds, then gone. */
import { create, type Store } from '../../../store.ts'
import type { Reaction } from '../../../../shared/room-messages.ts'

export interface ShownReaction {
  /** Counts them. */
  id: number
  name: string
  reaction: Reaction
}

export interface Reactions {
  shown: Store<ShownReaction[]>
  take: (name: string, reaction: Reaction) => void
}

export const EMOJIS: Record<Reaction, string> = {
  'thumbs-up': '👍',
  applause: '👏',
  heart: '❤️',
  laugh: '😄',
  surprise: '😮',
  party: '🎉',
}

const SHOWN_MS = 5_000
/** At once; the oldest give way. */
const SHOWN_LIMIT = 6

export function createReactions(): Reactions {
  const shown = create<ShownReaction[]>([])
  let count = 0
  return {
    shown,
    take(name, reaction) {
      const id = ++count
      shown.set([...shown.get(), { id, name, reaction }].slice(-SHOWN_LIMIT))
      setTimeout(() => shown.set(shown.get().filter((other) => other.id !== id)), SHOWN_MS)
    },
  }
}
