/** Which layer a page wants by what it says of its tile: the smallest that fills it. Pure. */
import { VideoQuality, type UpdateTrackSettings, type VideoLayer } from '@livekit/protocol'

/** A layer may be this much smaller than the tile: nobody sees it. */
const FILLS_SHARE = 0.9
const HIGHEST = 2

export function wantedLayer(
  { width, height, quality }: Pick<UpdateTrackSettings, 'width' | 'height' | 'quality'>,
  layers: readonly Pick<VideoLayer, 'width' | 'height' | 'quality'>[],
): number {
  if (width === 0 || height === 0 || layers.length === 0) return Math.min(HIGHEST, quality)
  const needed = Math.max(width, height) * FILLS_SHARE
  const bySize = [...layers].sort((a, b) => a.width - b.width)
  const fitting = bySize.find((layer) => Math.max(layer.width, layer.height) >= needed)
  return Math.min(HIGHEST, fitting?.quality ?? VideoQuality.HIGH)
}
