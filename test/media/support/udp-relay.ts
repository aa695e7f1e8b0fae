/**
 * A bad network between pages and an engine: a UDP relay that loses, limits and goes silent. It sits before
 * encryption is undone, since what is dropped after that looks like a replay and proves nothing. Handshakes and checks
 * of the connection pass; only media are lost at random.
 */
import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'

const QUEUE_MAX_MS = 400

export interface UdpRelay {
  readonly port: number
  /** Where to; the engine's port is known only after the relay's. */
  target: number
  /** Share of media packets lost each way. */
  lossUp: number
  lossDown: number
  /** Towards the pages, each by itself; 0: no limit. */
  bitsPerSecondDown: number
  isSilent: boolean
  close(): void
}

export async function startUdpRelay(random: () => number): Promise<UdpRelay> {
  const front = createSocket('udp4').bind(0, '127.0.0.1')
  await once(front, 'listening')
  const ways = new Map<string, { socket: Socket; freeAtMs: number }>()
  const relay: UdpRelay = {
    port: front.address().port,
    target: 0,
    lossUp: 0,
    lossDown: 0,
    bitsPerSecondDown: 0,
    isSilent: false,
    close() {
      front.close()
      for (const { socket } of ways.values()) socket.close()
    },
  }
  front.on('message', (packet, { address, port }) => {
    const way = ways.get(`${address}:${port}`) ?? open(address, port)
    if (!relay.isSilent && !(isMedia(packet) && random() < relay.lossUp))
      way.socket.send(packet, relay.target, '127.0.0.1')
  })

  function open(address: string, port: number) {
    const way = { socket: createSocket('udp4').bind(0, '127.0.0.1'), freeAtMs: 0 }
    ways.set(`${address}:${port}`, way)
    way.socket.on('error', () => undefined)
    way.socket.on('message', (packet) => {
      if (relay.isSilent || (isMedia(packet) && random() < relay.lossDown)) return
      if (relay.bitsPerSecondDown === 0) return front.send(packet, port, address)
      const nowMs = performance.now()
      const startMs = Math.max(nowMs, way.freeAtMs)
      if (startMs - nowMs > QUEUE_MAX_MS) return
      way.freeAtMs = startMs + (packet.length * 8000) / relay.bitsPerSecondDown
      setTimeout(() => front.send(packet, port, address, () => undefined), way.freeAtMs - nowMs)
    })
    return way
  }
  return relay
}

function isMedia(packet: Buffer): boolean {
  return packet[0]! >> 6 === 2 && !(packet[1]! >= 192 && packet[1]! <= 223)
}

/** Chances that are the same at every run. */
export function seededRandom(): () => number {
  let state = 12_345
  return () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648
}
