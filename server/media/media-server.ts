/**
 * Where picture and sound go: a LiveKit server of the operator's, or the embedded engine, which speaks the same
 * protocol. Nobody else can tell which it is. Participants get an address and a token; the server asks for lists and
 * removes people by LiveKit's RoomService.
 *
 * A media room is named by its occurrence (`meetingToken`), a person in it by the participant's id. Media decide
 * nothing: who is inside is decided by the room's socket, and `follow-presence` removes from the media who is not.
 */
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { RoomServiceClient, WebhookReceiver } from 'livekit-server-sdk'
import type { Media } from '../../shared/room-messages.ts'
import type { MediaStats } from '../../media/media-engine.ts'
import type { Context } from '../platform/context.ts'
import type { OccurrencePlace } from '../platform/database/tables.ts'
import { createEmbeddedEngine, type EmbeddedEngineOptions } from './embedded-engine.ts'
import { signMediaToken, signRecorderToken, type MediaPerson } from './media-token.ts'

export type { MediaStats }

/** A LiveKit server, or a cluster of them, that the operator runs or rents. */
export interface LiveKitAccess {
  url: string
  apiKey: string
  apiSecret: string
}

/** The way of a recorder into a room. */
export interface RecorderAccess {
  /** `ws:` or `wss:`. */
  url: string
  /** Where packets go instead of where the engine says; undefined: as it says. */
  mediaAddress: { host: string; port: number } | undefined
  /** From which address; undefined: the system chooses. */
  bindAddress: string | undefined
  /** Another one each time that it joins. */
  token(): Promise<string>
}

export interface MediaReading {
  kind: 'embedded' | 'livekit'
  /** As browsers reach it. */
  url: string
  /** In words; null: it works. */
  fault: string | null
  /** How often the embedded engine was started again; null: not ours. */
  restarts: number | null
  /** Null: not ours, or it does not answer. */
  stats: MediaStats | null
}

export interface MediaServer {
  readonly kind: 'embedded' | 'livekit'
  /** Of this process, where the engine is the embedded one; null: LiveKit. */
  readonly nodeId: string | null
  /** How browsers reach the media of this server. */
  readonly url: string
  /** LiveKit's RoomService, whichever engine it is; null while there is none. */
  readonly rooms: RoomServiceClient | null
  /** The same where a room's media are on another of our servers, by the URL that browsers have. */
  roomsAt(url: string | null): RoomServiceClient | null
  /** What a participant needs; `url` where the room's media are on another of our servers. */
  admit(person: MediaPerson, url?: string): Promise<Media>
  /** For a recorder of this server; null while there is no engine, or nobody has joined. */
  recorderAccess(place: OccurrencePlace): RecorderAccess | null
  /** Whether this is a web hook of the LiveKit server that is in use. */
  isEvent(body: string, authorization: string | undefined): Promise<boolean>
  /** True: the request is for the embedded engine, and is taken care of. */
  handleRequest(request: IncomingMessage, response: ServerResponse): boolean
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean
  read(): Promise<MediaReading>
  start(): Promise<void>
  stop(): Promise<void>
}

export interface MediaServerOptions extends EmbeddedEngineOptions {
  /** How browsers reach this server's engine; null: as the public URL. */
  mediaUrl: string | null
  /** Null: the embedded engine. */
  liveKit: LiveKitAccess | null
}

const REQUEST_TIMEOUT_SECONDS = 5
const LOOPBACK = '127.0.0.1'

export function createMediaServer(context: Context, options: MediaServerOptions): MediaServer {
  const { liveKit } = options
  const engine = createEmbeddedEngine(context, options)
  const access = liveKit ?? engine
  const url = (liveKit?.url ?? options.mediaUrl ?? context.publicUrl).replace(/^http/, 'ws')
  const kind = liveKit ? 'livekit' : 'embedded'
  const nodeId = liveKit ? null : randomUUID()
  let rooms = liveKit ? roomService(liveKit.url.replace(/^ws/, 'http'), liveKit) : null

  async function read(): Promise<MediaReading> {
    if (!liveKit) {
      const stats = await engine.stats()
      return { kind, url, fault: engine.fault(), restarts: engine.restarts(), stats }
    }
    const fault = await rooms!.listRooms([]).then(
      () => null,
      (error: unknown) => `LiveKit at ${url} does not answer as it should: ${wordsOf(error)}`,
    )
    return { kind, url, fault, restarts: null, stats: null }
  }

  function recorderAccess({ id, media_node_id, media_url }: OccurrencePlace): RecorderAccess | null {
    const token = () => signRecorderToken(access, id)
    const elsewhere = { mediaAddress: undefined, bindAddress: undefined, token }
    if (liveKit) return { url, ...elsewhere }
    if (media_url === null) return null
    // After a restart pages come back to the same address, and to this process.
    if (media_node_id !== nodeId && media_url !== url) return { url: media_url, ...elsewhere }
    const port = engine.udpPort()
    if (engine.fault() !== null || port === null) return null
    return {
      url: engine.loopbackUrl().replace(/^http/, 'ws'),
      mediaAddress: { host: LOOPBACK, port },
      bindAddress: LOOPBACK,
      token,
    }
  }

  return {
    kind,
    nodeId,
    url,
    get rooms() {
      return rooms
    },
    roomsAt: (at) =>
      liveKit || at === null || at === url ? rooms : roomService(at.replace(/^ws/, 'http'), access),
    admit: async (person, elsewhere = url) => ({
      kind: 'livekit',
      url: elsewhere,
      token: await signMediaToken(access, person),
    }),
    recorderAccess,
    isEvent: (body, authorization) =>
      new WebhookReceiver(access.apiKey, access.apiSecret).receive(body, authorization).then(
        () => true,
        () => false,
      ),
    handleRequest: engine.handleRequest,
    handleUpgrade: engine.handleUpgrade,
    read,
    async start() {
      if (liveKit) return
      await engine.start()
      if (engine.fault() === null) rooms = roomService(engine.loopbackUrl(), access)
    },
    stop: engine.stop,
  }
}

function roomService(url: string, { apiKey, apiSecret }: { apiKey: string; apiSecret: string }) {
  return new RoomServiceClient(url, apiKey, apiSecret, { requestTimeout: REQUEST_TIMEOUT_SECONDS })
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
