/**
 * The way to the server and through it: this page meets itself in a room of its own, as one participant who sends and
 * another who receives, by the same client as in a meeting. What it sends is a noisy picture, which is as large as it
 * may be; the rates are what arrives of it.
 *
 * TURN is tested by a connection that may use nothing else.
 */
import type * as LiveKitModule from 'livekit-client'
import type { LocalTrackPublication, RemoteTrack, Room } from 'livekit-client'
import { openConnectionTest, type ConnectionTest } from '../../api/connection-tests.ts'
import { Problem } from '../../api/problem.ts'
import {
  bad,
  type Check,
  type CheckName,
  good,
  judgeRate,
  judgeRoundTrip,
  poor,
  RUNNING,
  skipped,
} from './checks.ts'

const CONNECT_TIMEOUT_MS = 10_000
const SOCKET_TIMEOUT_MS = 5_000
const MEASURE_MS = 8_000
const LOOK_MS = 500
/** The best stretch of this length counts: the rate begins low and rises. */
const RATE_WINDOW_LOOKS = 4
const RATE_MAX_BPS = 2_500_000
const FRAMES_PER_SECOND = 25
const WIDTH_PX = 640
const HEIGHT_PX = 360
/** The noise is that much larger than the picture, which shows another part of it each time. */
const NOISE_MARGIN_PX = 64

type Note = (name: CheckName, check: Check) => void
type TestMedia = NonNullable<ConnectionTest['media']>
type LiveKit = typeof LiveKitModule

const MEASURED = ['up', 'down', 'roundTrip'] as const
const MEDIA_CHECKS = ['udp', 'turn', ...MEASURED] as const

/** @param signal the page is left, or the test begins again */
export async function testNetwork(note: Note, signal: AbortSignal): Promise<void> {
  note('webSocket', RUNNING)
  const skipMedia = () => MEDIA_CHECKS.forEach((name) => note(name, skipped('before')))
  const test = await openConnectionTest().catch((error: unknown) => error)
  if (!isTest(test)) {
    const detail = test instanceof Problem ? `${test.status} ${test.code}` : String(test)
    note('webSocket', bad('noServer', detail))
    return skipMedia()
  }
  if (!(await opensSocket())) {
    note('webSocket', bad('webSocketBlocked', location.host))
    return skipMedia()
  }
  if (!test.media) {
    note('webSocket', good(location.host))
    note('udp', bad('noMedia'))
    return (['turn', ...MEASURED] as const).forEach((name) => note(name, skipped('before')))
  }
  const liveKit = await import('livekit-client')
  liveKit.setLogLevel('silent')
  if (signal.aborted) return
  await testPath(liveKit, test.media, note, signal)
  if (signal.aborted) return
  if (test.hasTurn === false) note('turn', skipped('noTurn'))
  else note('turn', await testTurn(liveKit, test.media, note))
}

function isTest(value: unknown): value is ConnectionTest {
  return typeof value === 'object' && value !== null && 'media' in value
}

/** The room's own WebSocket: it opens, and then refuses the caller, who has no token. */
function opensSocket(): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/api/v1/room`)
    const end = (isOpen: boolean) => {
      clearTimeout(timer)
      socket.close()
      resolve(isOpen)
    }
    const timer = setTimeout(() => end(false), SOCKET_TIMEOUT_MS)
    socket.addEventListener('open', () => end(true), { once: true })
    socket.addEventListener('error', () => end(false), { once: true })
  })
}

async function testPath(liveKit: LiveKit, media: TestMedia, note: Note, signal: AbortSignal): Promise<void> {
  const sender = new liveKit.Room()
  const receiver = new liveKit.Room()
  const { host } = new URL(media.url)
  let isSignalled = false
  sender.once(liveKit.RoomEvent.SignalConnected, () => {
    isSignalled = true
    note('webSocket', good(host))
    note('udp', RUNNING)
  })
  try {
    await sender.connect(media.url, media.senderToken, options(CONNECT_TIMEOUT_MS))
    await receiver.connect(media.url, media.receiverToken, options(CONNECT_TIMEOUT_MS))
    for (const name of MEASURED) note(name, RUNNING)
    await measure(liveKit, sender, receiver, note, signal)
  } catch (error) {
    if (signal.aborted) return
    if (isSignalled) note('udp', bad('udpBlocked', wordsOf(error)))
    else {
      note('webSocket', bad('webSocketBlocked', `${host}: ${wordsOf(error)}`))
      note('udp', skipped('before'))
    }
    for (const name of MEASURED) note(name, skipped('before'))
  } finally {
    await Promise.all([sender.disconnect(), receiver.disconnect()])
  }
}

function options(timeoutMs: number) {
  return { maxRetries: 0, peerConnectionTimeout: timeoutMs, websocketTimeout: SOCKET_TIMEOUT_MS }
}

async function measure(
  liveKit: LiveKit,
  sender: Room,
  receiver: Room,
  note: Note,
  signal: AbortSignal,
): Promise<void> {
  const noise = drawNoise()
  try {
    let received: RemoteTrack | undefined
    receiver.on(liveKit.RoomEvent.TrackSubscribed, (track) => {
      received = track
    })
    const sent = await sender.localParticipant.publishTrack(noise.track, {
      source: liveKit.Track.Source.Camera,
      videoCodec: 'vp8',
      simulcast: false,
      videoEncoding: { maxBitrate: RATE_MAX_BPS, maxFramerate: FRAMES_PER_SECOND },
    })
    const looks: Look[] = []
    for (let passedMs = 0; passedMs < MEASURE_MS && !signal.aborted; passedMs += LOOK_MS) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
      looks.push(await look(sent, received))
    }
    if (signal.aborted) return
    const pair = looks.findLast((each) => each.pair)?.pair
    note('udp', pair ? judgePair(pair) : bad('udpBlocked'))
    note('up', judgeRate(bestRate(looks, 'sentBytes')))
    note('down', judgeRate(bestRate(looks, 'receivedBytes')))
    note('roundTrip', pair?.roundTripMs == null ? skipped(null) : judgeRoundTrip(pair.roundTripMs))
  } finally {
    noise.stop()
  }
}

interface Look {
  atMs: number
  sentBytes: number
  receivedBytes: number
  pair: Pair | null
}

/** The addresses that media go between. */
interface Pair {
  /** `relay`: by TURN. */
  type: string
  protocol: string
  remote: string
  roundTripMs: number | null
}

async function look({ track }: LocalTrackPublication, received: RemoteTrack | undefined): Promise<Look> {
  const sentReport = await track?.getRTCStatsReport()
  const receivedReport = await received?.getRTCStatsReport()
  return {
    atMs: performance.now(),
    sentBytes: sum(sentReport, 'outbound-rtp', 'bytesSent'),
    receivedBytes: sum(receivedReport, 'inbound-rtp', 'bytesReceived'),
    pair: sentReport ? readPair(sentReport) : null,
  }
}

/** As browsers give them; what there is differs from browser to browser. */
type Statistics = Record<string, string | number | boolean | undefined>

function entriesOf(report: RTCStatsReport | undefined): Statistics[] {
  return report ? [...(report.values() as Iterable<Statistics>)] : []
}

function sum(report: RTCStatsReport | undefined, type: string, field: string): number {
  return entriesOf(report)
    .filter((entry) => entry['type'] === type)
    .reduce((total, entry) => total + Number(entry[field] ?? 0), 0)
}

function readPair(report: RTCStatsReport): Pair | null {
  const entries = entriesOf(report)
  const byId = (id: unknown) => entries.find((entry) => entry['id'] === id)
  const transport = entries.find((entry) => entry['type'] === 'transport')
  const pair =
    byId(transport?.['selectedCandidatePairId']) ??
    entries.find((entry) => entry['type'] === 'candidate-pair' && entry['nominated'])
  const local = byId(pair?.['localCandidateId'])
  const remote = byId(pair?.['remoteCandidateId'])
  if (!pair || !local) return null
  const seconds = pair['currentRoundTripTime']
  return {
    type: String(local['candidateType']),
    protocol: String(local['relayProtocol'] ?? local['protocol']),
    remote: remote ? `${remote['address'] || remote['ip'] || '?'}:${remote['port']}` : '?',
    roundTripMs: typeof seconds === 'number' ? seconds * 1000 : null,
  }
}

function judgePair({ type, protocol, remote }: Pair): Check {
  const detail = `${type} ${protocol} → ${remote}`
  if (type === 'relay') return poor('viaTurn', detail)
  return protocol === 'udp' ? good(detail) : poor('viaTcp', detail)
}

function bestRate(looks: readonly Look[], bytes: 'sentBytes' | 'receivedBytes'): number {
  const rates = looks.slice(RATE_WINDOW_LOOKS).map((later, index) => {
    const earlier = looks[index]!
    return ((later[bytes] - earlier[bytes]) * 8000) / (later.atMs - earlier.atMs)
  })
  return Math.max(0, ...rates)
}

async function testTurn(liveKit: LiveKit, { url, senderToken }: TestMedia, note: Note): Promise<Check> {
  note('turn', RUNNING)
  const room = new liveKit.Room()
  try {
    await room.connect(url, senderToken, {
      ...options(CONNECT_TIMEOUT_MS),
      rtcConfig: { iceTransportPolicy: 'relay' },
    })
    return good()
  } catch (error) {
    return bad('turnBlocked', wordsOf(error))
  } finally {
    await room.disconnect()
  }
}

/** A picture that cannot be made small: each frame is another part of a sheet of noise. */
function drawNoise(): { track: MediaStreamTrack; stop: () => void } {
  const sheet = new ImageData(WIDTH_PX + NOISE_MARGIN_PX, HEIGHT_PX + NOISE_MARGIN_PX)
  for (let index = 0; index < sheet.data.length; index++) {
    sheet.data[index] = index % 4 === 3 ? 255 : Math.random() * 256
  }
  const canvas = document.createElement('canvas')
  canvas.width = WIDTH_PX
  canvas.height = HEIGHT_PX
  const picture = canvas.getContext('2d')!
  const draw = () =>
    picture.putImageData(sheet, -Math.random() * NOISE_MARGIN_PX, -Math.random() * NOISE_MARGIN_PX)
  draw()
  const timer = setInterval(draw, 1000 / FRAMES_PER_SECOND)
  const [track] = canvas.captureStream(FRAMES_PER_SECOND).getVideoTracks()
  return {
    track: track!,
    stop() {
      clearInterval(timer)
      track!.stop()
    },
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
