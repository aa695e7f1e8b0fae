/**
 * How the instance is doing, in detail, for anyone who runs it: troubles first, each with what to do. Unlike `/healthz`
 * and `/readyz`, which are for machines and know no secrets, this needs an administrator.
 */
import type { MediaStats } from '../../media/media-server.ts'
import { requireInstanceLevel } from '../../accounts/caller.ts'
import { judgeHealth, type HealthReading } from '../../health/judge-health.ts'
import { VERSION } from '../../platform/product.ts'
import type { Services } from '../../services.ts'
import type { Api } from '../api.ts'
import { Health } from '../schemas/health.ts'

export function registerInstanceHealthRoute(api: Api, services: Services): void {
  api.get(
    '/health',
    {
      config: { scope: 'administration:read' },
      schema: {
        operationId: 'getInstanceHealth',
        tags: ['administration'],
        summary: 'Says how the instance is doing, and what to do where it is not well',
        description: 'For callers of the whole instance.',
        response: { 200: Health },
      },
    },
    async ({ caller }) => {
      requireInstanceLevel(caller)
      const { health, engine } = services
      return present(await health.read(), health.startedAt, (await engine.feed.lag()).ordinals)
    },
  )
}

function present(reading: HealthReading, startedAt: Date, feedLag: number): Health {
  const { now, publicUrl, timeZoneData, database, disk, queue, mail, mails, recordings, ffmpeg, media } =
    reading
  const { kind, url, fault, restarts, stats, turn } = media
  const troubles = judgeHealth(reading)
  return {
    state: troubles[0]?.severity ?? 'good',
    troubles,
    checkedAt: now.toISOString(),
    server: {
      version: VERSION,
      node: process.versions.node,
      startedAt: startedAt.toISOString(),
      publicUrl,
      timeZoneData,
    },
    database,
    disk,
    queue: { ...queue, oldestPendingAt: queue.oldestPendingAt?.toISOString() ?? null, feedLag },
    mail: {
      ...mail,
      waiting: mails.waiting,
      oldestAt: mails.oldestAt?.toISOString() ?? null,
      failed: mails.failed,
    },
    recordings: { ...recordings, ffmpeg: ffmpeg.available ? ffmpeg.version : null },
    media: { kind, url, fault, restarts, turn, engine: stats && presentEngine(stats) },
  }
}

function presentEngine(stats: MediaStats): Health['media']['engine'] {
  const { rooms, packetsIn, packetsOut, bytesIn, bytesOut, processor, lagMs, overloadLevel } = stats
  const busy = rooms.filter(({ participants }) => participants.length > 0)
  return {
    rooms: busy.length,
    people: busy.reduce((sum, { participants }) => sum + participants.length, 0),
    packetsPerSecond: Math.round(packetsIn.perSecond + packetsOut.perSecond),
    bitsPerSecond: Math.round((bytesIn.perSecond + bytesOut.perSecond) * 8),
    processor,
    lagMs,
    overloadLevel,
  }
}
