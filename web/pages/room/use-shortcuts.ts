/** Microphone and camera from the keyboard, wherever the focus is: Ctrl or Command with D and E. */
import { useEffect } from 'react'
import type { LocalMedia } from './local-media.ts'
import type { Rights } from './rights.ts'

/** @param rights what may be switched on */
export function useShortcuts(media: LocalMedia, { microphone: mayUnmute, camera: mayShow }: Rights): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.repeat) return
      const { microphone, isMuted, camera } = media.state.get()
      const key = event.key.toLowerCase()
      if (key !== 'd' && key !== 'e') return
      event.preventDefault()
      if (key === 'd' && mayUnmute) void media.setMuted(microphone !== null && !isMuted)
      if (key === 'e' && mayShow) void media.setCamera(camera === null)
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [media, mayUnmute, mayShow])
}
