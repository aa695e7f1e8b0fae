/**
 * What Prometheus learns of the embedded media engine of this process. Read when it asks; where the engine does not
 * answer in time, or there is none, these gauges are missing, and `media_engine_up` is 0. Labels name no room and no person.
 */
import { Gauge, type Registry } from 'prom-client'
import type { MediaReading, MediaServer } from './media-server.ts'

type Stats = NonNullable<MediaReading['stats']>

export function registerMediaMetrics(registry: Registry, media: MediaServer): void {
  /** All gauges of one page are of one reading. */
  let reading: Promise<MediaReading> | null = null
  const read = (): Promise<MediaReading> => {
    reading ??= media.read().finally(() => {
      reading = null
    })
    return reading
  }
  const gauge = (name: string, help: string, valueOf: (reading: MediaReading) => number | null) => {
    const metric = new Gauge({
      name,
      help,
      registers: [],
      async collect() {
        const value = valueOf(await read())
        if (value === null) this.remove()
        else this.set(value)
      },
    })
    registry.registerMetric(metric)
  }
  const ofStats = (name: string, help: string, valueOf: (stats: Stats) => number) =>
    gauge(name, help, ({ stats }) => stats && valueOf(stats))

  gauge('media_engine_up', '1: picture and sound work', ({ fault }) => (fault === null ? 1 : 0))
  gauge(
    'media_engine_restarts',
    'How often the embedded engine was started again',
    ({ restarts }) => restarts,
  )
  ofStats('media_rooms', 'Rooms with somebody in them', ({ rooms }) => rooms.filter(isUsed).length)
  ofStats('media_people', 'People in these rooms', ({ rooms }) =>
    rooms.reduce((sum, { participants }) => sum + participants.length, 0),
  )
  ofStats('media_packets_in_per_second', 'Packets from people', ({ packetsIn }) => packetsIn.perSecond)
  ofStats('media_packets_out_per_second', 'Packets to people', ({ packetsOut }) => packetsOut.perSecond)
  ofStats('media_bits_in_per_second', 'Rate from people', ({ bytesIn }) => bytesIn.perSecond * 8)
  ofStats('media_bits_out_per_second', 'Rate to people', ({ bytesOut }) => bytesOut.perSecond * 8)
  ofStats('media_processor_share', 'Share of one core; 0.4 is 40 %', ({ processor }) => processor)
  ofStats('media_memory_bytes', 'Memory of the engine', ({ memoryBytes }) => memoryBytes)
  ofStats('media_lag_seconds', 'How late it was at worst, in the last second', ({ lagMs }) => lagMs / 1000)
  ofStats(
    'media_overload_level',
    '0: everybody gets all; more: pictures are left out',
    (stats) => stats.overloadLevel,
  )
}

function isUsed({ participants }: Stats['rooms'][number]): boolean {
  return participants.length > 0
}
