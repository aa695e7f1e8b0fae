/** What Prometheus learns of the recorders of this process. Labels name no room and no person. */
import { Gauge, type Registry } from 'prom-client'
import type { RoomRecording } from './record-rooms.ts'
import type { RecorderReading } from './recorder-pool.ts'

export function registerRecorderMetrics(registry: Registry, recording: Pick<RoomRecording, 'read'>): void {
  const gauge = (name: string, help: string, valueOf: (reading: RecorderReading) => number) => {
    const metric = new Gauge({
      name,
      help,
      registers: [],
      collect() {
        this.set(valueOf(recording.read()))
      },
    })
    registry.registerMetric(metric)
  }
  gauge('recorder_up', '1: what has to be recorded here can be', ({ fault }) => (fault === null ? 1 : 0))
  gauge('recorder_processes', 'Recorders of this server', ({ recorders }) => recorders)
  gauge('recorder_rooms', 'Rooms that this server records', ({ rooms }) => rooms)
  gauge('recorder_restarts', 'How often one of them was started again', ({ restarts }) => restarts)
}
