/** How well picture and sound reached people, for anyone who is asked why it was bad yesterday. */
import { Type } from 'typebox'
import { listQuality, type QualityRow } from '../../media/list-quality.ts'
import type { Context } from '../../platform/context.ts'
import type { Api } from '../api.ts'
import { MediaQuality, MediaQualityList } from '../schemas/media-quality.ts'
import { decodeCursor, Page, PAGE_LIMIT_DEFAULT, pageOf } from '../schemas/page.ts'

const Position = Type.String({ pattern: '^[0-9a-f]{24}$' })

export function registerMediaQualityRoute(api: Api, context: Context): void {
  api.get(
    '/media-quality',
    {
      config: { scope: 'administration:read' },
      schema: {
        operationId: 'listMediaQuality',
        tags: ['administration'],
        summary: 'Lists how well picture and sound reached people in the last seven days',
        description:
          'Measured by the embedded media engine once a minute; nothing with LiveKit. For callers of the whole instance.',
        querystring: MediaQualityList,
        response: { 200: Page(MediaQuality) },
      },
    },
    async ({ caller, query }) => {
      const { limit = PAGE_LIMIT_DEFAULT, cursor, ...filter } = query
      const after = decodeCursor(cursor, Position)
      const rows = await listQuality(context, caller, filter, { limit, after })
      return pageOf(rows, limit, ({ participant_id }) => participant_id, present)
    },
  )
}

function present(row: QualityRow): MediaQuality {
  return {
    participantId: row.participant_id,
    name: row.name,
    meetingId: row.meeting_id,
    meetingNumber: row.meeting_number,
    topic: row.topic,
    firstAt: row.first_at.toISOString(),
    lastAt: row.last_at.toISOString(),
    isLive: row.is_live,
    minutes: row.minutes,
    badMinutes: row.bad_minutes,
    quality: row.quality,
    lossIn: row.loss_in,
    lossOut: row.loss_out,
    roundTripMs: row.round_trip_ms,
    bitsPerSecondIn: Math.round(row.bits_in),
    bitsPerSecondOut: Math.round(row.bits_out),
    pausedMinutes: row.paused_minutes,
  }
}
