/**
 * The engines that the media tests run against: ours, and LiveKit's own server where it was built (`npm run livekit`).
 * What LiveKit's does is the definition of right.
 */
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { createSocket } from 'node:dgram'
import { createServer as createTcpServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { AccessToken, RoomServiceClient, type VideoGrant } from 'livekit-server-sdk'
import { describe } from 'vitest'
import type { MediaEngine, MediaEngineOptions, MediaEvent } from '../../../media/media-engine.ts'
import { startMediaEngine } from '../../../media/start-media-engine.ts'
import { findLiveKit, LIVEKIT_KEY, LIVEKIT_SECRET, runLiveKit } from '../../../scripts/livekit.ts'

const ROOT = join(import.meta.dirname, '../../..')
const READY_TIMEOUT_MS = 20_000
const STOP_MS = 1_000

export type EngineName = 'ours' | 'livekit'

export interface TestEngine {
  readonly name: EngineName
  /** For pages: `ws://…`. */
  readonly url: string
  /** A page that has livekit-client in it. */
  readonly pageUrl: string
  readonly service: RoomServiceClient
  readonly udpPort: number
  /** Of ours: the thing itself; and what it told so far. */
  readonly own: MediaEngine | undefined
  readonly events: MediaEvent[]
  token(identity: string, room: string, grant?: VideoGrant): Promise<string>
  stop(): Promise<void>
}

/** Runs the same tests against each engine that is here. */
export function describeEngines(title: string, tests: (name: EngineName) => void): void {
  describe(`${title} (our engine)`, () => tests('ours'))
  const isBuilt = findLiveKit() !== undefined
  const suite = isBuilt ? describe : describe.skip
  suite(`${title} (LiveKit's server${isBuilt ? '' : ', not built here: npm run livekit'})`, () =>
    tests('livekit'),
  )
}

export async function startEngine(
  name: EngineName,
  given: Partial<MediaEngineOptions> = {},
): Promise<TestEngine> {
  return name === 'ours' ? startOurs(given) : startLiveKits()
}

async function startOurs(given: Partial<MediaEngineOptions>): Promise<TestEngine> {
  const events: MediaEvent[] = []
  const trouble: string[] = []
  const own = await startMediaEngine({
    apiKey: LIVEKIT_KEY,
    apiSecret: LIVEKIT_SECRET,
    udpPort: 0,
    announcedAddresses: ['127.0.0.1'],
    bindAddress: '127.0.0.1',
    logger: {
      info: () => undefined,
      warn: (details, message) => trouble.push(`${message} ${JSON.stringify(details)}`),
      error: (details, message) => trouble.push(`${message} ${JSON.stringify(details)}`),
    },
    onEvent: (event) => events.push(event),
    ...given,
  })
  if (!own.available) throw new Error(`${own.unavailableReason}: ${trouble.join('; ')}`)
  if (process.env['MEDIA_LOG'])
    setInterval(() => trouble.splice(0).forEach((line) => console.log(line)), 200).unref()
  const server = await startPages((page) => {
    page.on(
      'upgrade',
      (request, socket, head) => own.handleUpgrade(request, socket, head) || socket.destroy(),
    )
    return (request, response) => own.handleRequest(request, response)
  })
  const { port } = server.address() as AddressInfo
  return {
    ...describeEngine('ours', `127.0.0.1:${port}`, port),
    own,
    events,
    udpPort: own.udpPort,
    async stop() {
      await own.close()
      server.closeAllConnections()
      server.close()
    },
  }
}

async function startLiveKits(): Promise<TestEngine> {
  const [http, tcp, udp] = await Promise.all([freeTcpPort(), freeTcpPort(), freeUdpPort()])
  const child = runLiveKit(
    findLiveKit()!,
    { http, tcp, udp },
    process.env['MEDIA_LOG'] ? 'inherit' : 'ignore',
  )
  const exited = once(child, 'exit')
  const deadline = Date.now() + READY_TIMEOUT_MS
  for (;;) {
    const isReady = await fetch(`http://127.0.0.1:${http}/`).then(
      (response) => response.ok,
      () => false,
    )
    if (isReady) break
    if (child.exitCode !== null || Date.now() > deadline) throw new Error("LiveKit's server did not start")
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  const server = await startPages(() => () => false)
  return {
    ...describeEngine('livekit', `127.0.0.1:${http}`, (server.address() as AddressInfo).port),
    own: undefined,
    events: [],
    udpPort: udp,
    async stop() {
      // Stopped within a tenth of a second of its start it hangs for good; nothing of it is worth saving.
      const timeout = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
      child.kill('SIGKILL')
      await exited
      clearTimeout(timeout)
      server.closeAllConnections()
      server.close()
    },
  }
}

function describeEngine(name: EngineName, host: string, pagePort: number) {
  return {
    name,
    url: `ws://${host}`,
    // `localhost` is a secure context; pages get devices there.
    pageUrl: `http://localhost:${pagePort}/page`,
    service: new RoomServiceClient(`http://${host}`, LIVEKIT_KEY, LIVEKIT_SECRET),
    async token(identity: string, room: string, grant: VideoGrant = {}): Promise<string> {
      const token = new AccessToken(LIVEKIT_KEY, LIVEKIT_SECRET, { identity, name: identity, ttl: 600 })
      token.addGrant({
        room,
        roomJoin: true,
        canPublish: true,
        canSubscribe: true,
        canPublishData: true,
        ...grant,
      })
      return token.toJwt()
    },
  }
}

type Handler = (
  request: Parameters<MediaEngine['handleRequest']>[0],
  response: Parameters<MediaEngine['handleRequest']>[1],
) => boolean

async function startPages(mount: (server: Server) => Handler): Promise<Server> {
  const client = readFileSync(join(ROOT, 'node_modules/livekit-client/dist/livekit-client.umd.js'))
  const script = readFileSync(join(import.meta.dirname, 'page.js'))
  const server = createServer()
  const handler = mount(server)
  server.on('request', (request, response) => {
    if (handler(request, response)) return
    if (request.url === '/livekit-client.js')
      response.setHeader('content-type', 'text/javascript').end(client)
    else if (request.url === '/page.js') response.setHeader('content-type', 'text/javascript').end(script)
    else {
      const html =
        '<!doctype html><meta charset="utf-8"><title>media</title><link rel="icon" href="data:,"><body><script src="/livekit-client.js"></script><script type="module" src="/page.js"></script>'
      response.setHeader('content-type', 'text/html').end(html)
    }
  })
  server.listen(0)
  await once(server, 'listening')
  return server
}

async function freeTcpPort(): Promise<number> {
  const server = createTcpServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

async function freeUdpPort(): Promise<number> {
  const socket = createSocket('udp4').bind(0, '127.0.0.1')
  await once(socket, 'listening')
  const { port } = socket.address()
  socket.close()
  await once(socket, 'close')
  return port
}
