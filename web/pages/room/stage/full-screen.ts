/** The whole screen for the room. Telephones of one maker have none for pages: there the button is missing. */
import { useSyncExternalStore } from 'react'

export const canFillScreen = document.fullscreenEnabled

/** The browser may refuse; then it stays as it was. */
export function toggleFullScreen(): void {
  const change = document.fullscreenElement
    ? document.exitFullscreen()
    : document.documentElement.requestFullscreen({ navigationUI: 'hide' })
  change.catch(() => {})
}

export function useFullScreen(): boolean {
  return useSyncExternalStore(
    (onChange) => {
      document.addEventListener('fullscreenchange', onChange)
      return () => document.removeEventListener('fullscreenchange', onChange)
    },
    () => document.fullscreenElement !== null,
  )
}
