/**
 * What this tab remembers of a meeting that somebody is in, so that a page that is loaded again is the same person in
 * the same place. It lives as long as the tab does; another tab is another person. Beside it, for the next meeting,
 * the name that was typed last.
 */
export interface Seat {
  /** Shown when joining again: a secret of this person. */
  guestToken: string
  name: string
  /** They did not leave: they come back without being asked. */
  isInside: boolean
  isMuted: boolean
  hasCamera: boolean
}

const NAME_KEY = 'join-name'

export function readSeat(number: string): Seat | null {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(number)) ?? 'null') as Seat | null
  } catch {
    return null
  }
}

export function keepSeat(number: string, change: Partial<Seat>): void {
  const empty: Seat = { guestToken: '', name: '', isInside: false, isMuted: false, hasCamera: true }
  const seat: Seat = { ...empty, ...readSeat(number), ...change }
  try {
    sessionStorage.setItem(keyOf(number), JSON.stringify(seat))
    if (change.name !== undefined) localStorage.setItem(NAME_KEY, change.name)
  } catch {
    // Storage is blocked: anyone who loads the page again joins as somebody else.
  }
}

export function lastName(): string {
  try {
    return localStorage.getItem(NAME_KEY) ?? ''
  } catch {
    return ''
  }
}

/** With or without dashes it is the same meeting. */
function keyOf(number: string): string {
  return `seat ${number.replaceAll('-', '')}`
}
