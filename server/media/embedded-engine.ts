/**
 * The embedded media engine in this process: it is started with the server, and its requests come in by the server's
 * own HTTP port. The server's own requests to it (RoomService, its recorder) go to a port on the loopback address that nobody else is
 * told, since the public one may be behind TLS, a proxy or another interface; both take tokens only.
 *
 * Where it cannot start (no package for this platform, a port that is taken) the server starts all the same: meetings
 * are held without picture and sound, and `fault` says why for the health page.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import type { MediaEngine, MediaStats } from '../../media/media-engine.ts'
import { startMediaEngine } from '../../media/start-media-engine.ts'
import type { Context } from '../platform/context.ts'
import { turnServers } from './turn-credentials.ts'

export interface EmbeddedEngineOptions {
  /** The UDP port of all media. */
  mediaPort: number
  /** Under which browsers reach it; empty: what the public URL's host name resolves to, and the machine's own. */
  announcedAddresses: string[]
  /** Of the tokens; derived from the instance's key, so that several servers accept each other's. */
  apiKey: string
  apiSecret: string
  /** False: no engine. For tests of everything else. */
  isEnabled: boolean
}

export interface EmbeddedEngine {
  readonly apiKey: string
  readonly apiSecret: string
  /** For the server's own requests; empty before `start`. */
  loopbackUrl(): string
  /** Of its media, on this machine; null: it does not work. */
  udpPort(): number | null
  /** Null: it works. */
  fault(): string | null
  restarts(): number
  stats(): Promise<MediaStats | null>
  handleRequest(request: IncomingMessage, response: ServerResponse): boolean
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean
  start(): Promise<void>
  stop(): Promise<void>
}

export function createEmbeddedEngine(context: Context, options: EmbeddedEngineOptions): EmbeddedEngine {
  const { apiKey, apiSecret, mediaPort, announcedAddresses } = options
  const { logger } = context
  let engine: MediaEngine | null = null
  let failure: string | null = options.isEnabled ? null : 'The media engine is switched off.'
  const loopback = createServer((request, response) => {
    if (!engine?.handleRequest(request, response)) response.writeHead(503).end()
  })

  loopback.on('upgrade', (request, socket, head) => {
    if (!engine?.handleUpgrade(request, socket, head)) socket.destroy()
  })

  async function start(): Promise<void> {
    if (!options.isEnabled || engine) return
    try {
      engine = await startMediaEngine({
        apiKey,
        apiSecret,
        udpPort: mediaPort,
        announcedAddresses,
        iceServers: () => turnServers(context),
        logger,
        onRestart: (count) =>
          logger.warn({ restarts: count }, 'The media engine ended and was started again'),
      })
    } catch (error) {
      failure = `The media engine could not be started: ${error instanceof Error ? error.message : String(error)}`
      logger.error({ err: error }, 'The media engine could not be started')
      return
    }
    if (!engine.available) logger.warn({ reason: engine.unavailableReason }, 'There is no media engine')
    await new Promise<void>((resolve) => loopback.listen(0, '127.0.0.1', resolve))
  }

  return {
    apiKey,
    apiSecret,
    loopbackUrl() {
      const address = loopback.address() as AddressInfo | null
      return address ? `http://127.0.0.1:${address.port}` : ''
    },
    udpPort: () => engine?.udpPort ?? null,
    fault: () => failure ?? engine?.unavailableReason ?? null,
    restarts: () => engine?.restarts ?? 0,
    stats: async () => (engine?.available ? engine.stats() : null),
    handleRequest: (request, response) => engine?.handleRequest(request, response) ?? false,
    handleUpgrade: (request, socket, head) => engine?.handleUpgrade(request, socket, head) ?? false,
    start,
    async stop() {
      loopback.close()
      loopback.closeAllConnections()
      await engine?.close()
    },
  }
}
