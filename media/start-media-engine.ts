/** Not there yet: says so. See media-engine.ts for what comes. */
import type { MediaEngine, MediaEngineOptions } from './media-engine.ts'

export async function startMediaEngine(options: MediaEngineOptions): Promise<MediaEngine> {
  return {
    available: false,
    unavailableReason: 'The media engine is being built',
    udpPort: options.udpPort,
    restarts: 0,
    pid: undefined,
    handleUpgrade: () => false,
    handleRequest: () => false,
    stats: () => Promise.resolve(null),
    close: () => Promise.resolve(),
  }
}
