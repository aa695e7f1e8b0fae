/**
 * The media engine as the server sees it: a small LiveKit server that runs as a child process without rights, and
 * what stands in front of it in the server's own process.
 *
 * Who does what. The server's process holds the HTTP port and the WebSockets, and hands every request, every frame
 * and every close on to the child, unread. The child does the rest: it checks tokens, keeps rooms, reads signalling
 * and session descriptions, forwards packets. It has one UDP port, no database, no files, and of secrets only the one
 * that tokens are signed with. Nothing but the child parses what strangers send.
 *
 * What is guaranteed. When the child ends, for whatever reason, every page that is connected gets LiveKit's own
 * `leave` with the action RECONNECT at once, and a new child is forked on the same UDP port: pages come back by
 * themselves, into a room of the same name. When the server's process ends, the child ends with it. Where the
 * platform has no `node-datachannel`, `startMediaEngine` does not throw: `available` is false, `unavailableReason`
 * says why, and every request is answered with 503.
 *
 * What is not guaranteed: an event of a room (`onEvent`) is lost when a child dies; read the lists (`ListRooms`,
 * `ListParticipants`) as with any LiveKit server.
 *
 *     const media = await startMediaEngine({ apiKey, apiSecret, udpPort: 7882, announcedAddresses: ['203.0.113.7'], logger })
 *     httpServer.on('upgrade', (request, socket, head) => media.handleUpgrade(request, socket, head) || …)
 *     httpServer.on('request', (request, response) => media.handleRequest(request, response) || …)
 *     new RoomServiceClient('http://127.0.0.1:3000', apiKey, apiSecret)   // as with LiveKit's server
 *     new LivekitClient.Room().connect('wss://meet.example.com', token)
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'

export interface MediaEngineOptions {
  /** Tokens name this key as their issuer. */
  apiKey: string
  /** What tokens are signed with, 32 characters or more. The only secret that the child gets. */
  apiSecret: string
  /** The one UDP port that carries all media. 0 takes any free one (`udpPort` of the engine tells which). */
  udpPort: number
  /**
   * What pages are told to send to, IPv4 or IPv6, several if there are: behind NAT the public ones. Empty: the addresses of
   * this machine's network interfaces.
   */
  announcedAddresses?: string[]
  /** The port that pages are told, where NAT maps another one to `udpPort`. Default: `udpPort`. */
  announcedPort?: number
  /** Where the UDP port listens. Default: on all addresses. */
  bindAddress?: string
  /** TURN servers for one page, made again for each join, so that their credentials can expire. Default: none. */
  iceServers?: () => IceServer[]
  logger: MediaLogger
  /** What LiveKit would send as web hooks, in the order of each room. */
  onEvent?: (event: MediaEvent) => void
  /** How long the first start may take before the engine counts as unavailable; it is tried again then. Default 15 s. */
  startTimeoutMs?: number
  /** Called when the child ended and was started again: `count` times so far. */
  onRestart?: (count: number) => void
  /**
   * As whom the child runs. Default, where the server runs as root: ids that no account, file or other process of the
   * machine has (64713). Where it does not, the child runs as the server does.
   */
  user?: { uid: number; gid: number }
}

export interface IceServer {
  urls: string[]
  username?: string
  credential?: string
}

export interface MediaLogger {
  info(details: object, message: string): void
  warn(details: object, message: string): void
  error(details: object, message: string): void
}

/** `room` and `participant` and `track` are as LiveKit's web hooks have them, in protobuf's JSON form. */
export interface MediaEvent {
  event:
    | 'room_started'
    | 'room_finished'
    | 'participant_joined'
    | 'participant_left'
    | 'participant_connection_aborted'
    | 'track_published'
    | 'track_unpublished'
  room: { name: string; sid: string; [key: string]: unknown }
  participant?: { identity: string; sid: string; [key: string]: unknown }
  track?: { sid: string; [key: string]: unknown }
  id: string
  /** Seconds since 1970. */
  createdAt: number
}

export interface MediaEngine {
  /** False where the platform lacks the package, or while no child comes up. */
  readonly available: boolean
  /** Why not, in words for the health page; null while it is available. */
  readonly unavailableReason: string | null
  readonly udpPort: number
  /** How often the child had to be started again. */
  readonly restarts: number
  /** The child's process id; undefined while there is none. */
  readonly pid: number | undefined
  /** True: the path is one of ours, and the socket is taken care of. False: nothing was done with it. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean
  /** True: the path is one of ours (`/rtc…`, `/twirp/livekit.…`), and the answer is taken care of. */
  handleRequest(request: IncomingMessage, response: ServerResponse): boolean
  /** How it does, now. Null when the child does not answer within a second. */
  stats(): Promise<MediaStats | null>
  /** Pages get `leave` (they do not come back by themselves), the child ends. */
  close(): Promise<void>
}

export interface MediaStats {
  rooms: RoomStats[]
  /** Since the child's start, and per second over the last whole second. */
  packetsIn: Flow
  packetsOut: Flow
  /** Bytes, as `packets`. */
  bytesIn: Flow
  bytesOut: Flow
  /** What was asked for and sent again, both ways, since the child's start. */
  retransmissionsIn: number
  retransmissionsOut: number
  /** Share of one core over the last second; 0.4 is 40 %. */
  processor: number
  memoryBytes: number
  /** How late timers were over the last second, at worst. */
  lagMs: number
  /** 0: everybody gets what they ask for. 1 to 3: the machine carries no more, pictures were cut, sound was not. */
  overloadLevel: number
}

export interface Flow {
  total: number
  perSecond: number
}

export interface RoomStats {
  name: string
  sid: string
  participants: ParticipantStats[]
}

export interface ParticipantStats {
  identity: string
  sid: string
  joinedAtMs: number
  /** As pages see it. */
  quality: 'excellent' | 'good' | 'poor' | 'lost'
  /** Share of packets lost over the last seconds, from the participant and to it; 0.05 is 5 %. */
  lossIn: number
  lossOut: number
  /** Null before the first report. */
  roundTripMs: number | null
  bitsPerSecondIn: number
  bitsPerSecondOut: number
  /** What the estimator allows towards the participant; null where nothing limits. */
  estimatedBitsPerSecond: number | null
  /** Pictures that the participant wants and does not get, because its connection does not carry them. */
  pausedPictures: number
}
