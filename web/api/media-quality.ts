/** How well picture and sound reached people. */
import type { MediaQuality } from '../../server/api/schemas/media-quality.ts'
import { listQuery } from './list-query.ts'

export type { MediaQuality }

export interface QualityFilter {
  meeting?: string
  isLive?: boolean
}

export function qualityQuery({ meeting, isLive }: QualityFilter) {
  return listQuery<MediaQuality>('/media-quality', { meeting, isLive })
}
