/** A video or audio element that plays a track as long as there is one. */
import type { RemoteTrack } from 'livekit-client'
import { type RefObject, useEffect, useRef } from 'react'

/** One's own, or one that comes from somebody: then the element's size decides how large a picture is sent. */
export type PlayedTrack = MediaStreamTrack | RemoteTrack

export function useTrackElement<Media extends HTMLMediaElement>(
  source: PlayedTrack | null,
  onBlocked?: () => void,
): RefObject<Media | null> {
  const element = useRef<Media>(null)
  useEffect(() => {
    const media = element.current
    if (!media || !source) return
    const detach = attach(source, media)
    // Without anything done on the page browsers play no sound; a play that another one replaces is no fault.
    media.play().catch((error: unknown) => {
      if (error instanceof DOMException && error.name === 'NotAllowedError') onBlocked?.()
    })
    return detach
  }, [source, onBlocked])
  return element
}

function attach(source: PlayedTrack, media: HTMLMediaElement): () => void {
  if (source instanceof MediaStreamTrack) {
    media.srcObject = new MediaStream([source])
    return () => {
      media.srcObject = null
    }
  }
  source.attach(media)
  return () => {
    source.detach(media)
  }
}
