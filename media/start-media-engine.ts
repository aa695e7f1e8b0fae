/**
 * Starts the media engine and keeps it running. See media-engine.ts for what is guaranteed.
 *
 *     starting ──ready──▸ running ──the child ended──▸ starting (at once; more slowly when it ends again and again)
 *        └──the platform lacks the package──▸ unavailable, for good
 */
import { createSocket } from 'node:dgram'
import { join } from 'node:path'
import { EXIT_UNAVAILABLE, type ChildOptions, type ToChild, type ToParent } from './channel.ts'
import { childUser } from './give-up-rights.ts'
import { KeptChild } from './kept-child.ts'
import type { MediaEngine, MediaEngineOptions, MediaStats } from './media-engine.ts'
import { Sockets } from './sockets.ts'

const FIRST_START_TIMEOUT_MS = 15_000
const STATS_TIMEOUT_MS = 1_000
const STOP_TIMEOUT_MS = 1_000
const RESTART_DELAY_MAX_MS = 5_000

export async function startMediaEngine(options: MediaEngineOptions): Promise<MediaEngine> {
  const udpPort = options.udpPort === 0 ? await findFreePort(options.bindAddress) : options.udpPort
  const supervisor = new Supervisor(options, udpPort)
  await supervisor.start()
  return supervisor
}

class Supervisor implements MediaEngine {
  readonly udpPort: number
  unavailableReason: string | null = 'The media engine is starting'

  #options: MediaEngineOptions
  #sockets: Sockets
  #child: KeptChild<ToChild, ToParent>
  #isReady = false
  #isForGood = false
  #onReady = new Set<() => void>()
  #stats = new Map<number, (stats: MediaStats) => void>()
  #lastStatsId = 0

  constructor(options: MediaEngineOptions, udpPort: number) {
    this.#options = options
    this.udpPort = udpPort
    this.#child = new KeptChild({
      program: join(import.meta.dirname, 'child-process.ts'),
      restartDelayMaxMs: RESTART_DELAY_MAX_MS,
      start: () => ({ kind: 'start', options: this.#childOptions() }),
      onMessage: (message) => this.#take(message),
      onError: (error) => options.logger.error({ err: error }, 'The media engine could not be started'),
      onEnded: (code, signal) => this.#ended(code, signal),
      onRestart: options.onRestart,
    })
    this.#sockets = new Sockets({
      send: (message) => this.#child.send(message),
      ready: (timeoutMs) => this.#ready(timeoutMs),
      iceServers: () =>
        (options.iceServers?.() ?? []).map(({ urls, username = '', credential = '' }) => ({
          urls,
          username,
          credential,
        })),
    })
  }

  get available(): boolean {
    return this.#isReady
  }

  get pid(): number | undefined {
    return this.#child.pid
  }

  get restarts(): number {
    return this.#child.restarts
  }

  async start(): Promise<void> {
    this.#child.fork()
    await this.#ready(this.#options.startTimeoutMs ?? FIRST_START_TIMEOUT_MS)
  }

  handleUpgrade(...[request, socket, head]: Parameters<MediaEngine['handleUpgrade']>): boolean {
    if (!this.#sockets.isOurs(request)) return false
    void this.#sockets.upgrade(request, socket, head).catch((error: unknown) => {
      this.#options.logger.error({ err: error }, 'A media socket could not be opened')
      socket.destroy()
    })
    return true
  }

  handleRequest(...[request, response]: Parameters<MediaEngine['handleRequest']>): boolean {
    if (!this.#sockets.isOurs(request)) return false
    void this.#sockets.request(request, response).catch((error: unknown) => {
      this.#options.logger.error({ err: error }, 'A media request could not be answered')
      response.destroy()
    })
    return true
  }

  stats(): Promise<MediaStats | null> {
    const id = ++this.#lastStatsId
    return new Promise((resolve) => {
      const settle = (stats: MediaStats | null): void => {
        clearTimeout(timeout)
        this.#stats.delete(id)
        resolve(stats)
      }
      const timeout = setTimeout(() => settle(null), STATS_TIMEOUT_MS)
      this.#stats.set(id, settle)
      if (!this.#isReady || !this.#child.send({ kind: 'stats', id })) settle(null)
    })
  }

  async close(): Promise<void> {
    this.#isReady = false
    this.unavailableReason = 'The media engine was stopped'
    this.#child.retire({ kind: 'stop' })
    this.#settleReady()
    await this.#sockets.close()
    await this.#child.ended(STOP_TIMEOUT_MS)
  }

  #childOptions(): ChildOptions {
    const { apiKey, apiSecret, announcedAddresses = [], announcedPort, bindAddress, user } = this.#options
    return {
      apiKey,
      apiSecret,
      udpPort: this.udpPort,
      announcedAddresses,
      announcedPort: announcedPort ?? this.udpPort,
      bindAddress,
      user: childUser(user),
    }
  }

  #take(message: ToParent): void {
    switch (message.kind) {
      case 'ready': {
        this.#isReady = true
        this.unavailableReason = null
        return this.#settleReady()
      }
      case 'unavailable': {
        this.#isForGood = true
        this.unavailableReason = message.reason
        return this.#settleReady()
      }
      case 'event':
        return this.#options.onEvent?.(message.event)
      case 'stats':
        return this.#stats.get(message.id)?.(message.stats)
      case 'log':
        return this.#options.logger[message.level](message.details, message.message)
      default:
        return this.#sockets.take(message)
    }
  }

  #ended(code: number | null, signal: NodeJS.Signals | null): boolean {
    this.#isReady = false
    if (this.#child.isRetired) return false
    if (code === EXIT_UNAVAILABLE || this.#isForGood) {
      this.#isForGood = true
      this.#options.logger.error({ reason: this.unavailableReason }, 'Media are not available')
      this.#sockets.dismiss(false)
      return false
    }
    this.#options.logger.error({ code, signal }, 'The media engine ended and is started again')
    this.unavailableReason = 'The media engine ended and is being started again'
    this.#sockets.dismiss(true)
    return true
  }

  #ready(timeoutMs: number): Promise<boolean> {
    if (this.#isReady || this.#isForGood || this.#child.isRetired) return Promise.resolve(this.#isReady)
    return new Promise((resolve) => {
      const settle = (): void => {
        clearTimeout(timeout)
        this.#onReady.delete(settle)
        resolve(this.#isReady)
      }
      const timeout = setTimeout(settle, timeoutMs)
      this.#onReady.add(settle)
    })
  }

  #settleReady(): void {
    for (const settle of this.#onReady) settle()
  }
}

function findFreePort(bindAddress: string | undefined): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = createSocket(bindAddress?.includes(':') ? 'udp6' : 'udp4')
    socket.once('error', reject)
    socket.bind(0, bindAddress, () => {
      const { port } = socket.address()
      socket.close(() => resolve(port))
    })
  })
}
