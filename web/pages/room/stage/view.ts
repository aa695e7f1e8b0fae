/** How the room is shown: all of one size or the speaker large, who is pinned, and whether the own picture is shown. */
import { create } from '../../../store.ts'

export interface View {
  layout: 'grid' | 'speaker'
  /** Of a tile, which is large as long as it is there; null: nobody. */
  pinned: string | null
  isOwnHidden: boolean
}

const KEY = 'room-view'

export const view = create<View>({ layout: 'grid', pinned: null, isOwnHidden: false, ...read() })

/** The pin is for this meeting; the rest this browser remembers. */
export function changeView(change: Partial<View>): void {
  view.set({ ...view.get(), ...change })
  const { layout, isOwnHidden } = view.get()
  try {
    localStorage.setItem(KEY, JSON.stringify({ layout, isOwnHidden }))
  } catch {
    // Storage is blocked: it holds for this page.
  }
}

function read(): Partial<View> {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<View>
    return { layout: kept.layout === 'speaker' ? 'speaker' : 'grid', isOwnHidden: kept.isOwnHidden === true }
  } catch {
    return {}
  }
}
