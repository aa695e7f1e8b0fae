/** A video or audio element that plays a track, or a whole stream, as long as there is one. */
import { type RefObject, useEffect, useRef } from 'react'

export function useTrackElement<Media extends HTMLMediaElement>(
  source: MediaStreamTrack | MediaStream | null,
  onBlocked?: () => void,
): RefObject<Media | null> {
  const element = useRef<Media>(null)
  useEffect(() => {
    const media = element.current
    if (!media) return
    media.srcObject = source instanceof MediaStreamTrack ? new MediaStream([source]) : source
    if (!source) return
    // Without anything done on the page browsers play no sound; a play that another one replaces is no fault.
    media.play().catch((error: unknown) => {
      if (error instanceof DOMException && error.name === 'NotAllowedError') onBlocked?.()
    })
    return () => {
      media.srcObject = null
    }
  }, [source, onBlocked])
  return element
}
