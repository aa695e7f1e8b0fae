/** The engine's child: it ends and comes back, has no rights, and takes anything that strangers send. */
import { createSocket } from 'node:dgram'
import { readFileSync } from 'node:fs'
import process from 'node:process'
import { gzipSync } from 'node:zlib'
import {
  JoinRequest,
  SessionDescription,
  SignalRequest,
  SignalResponse,
  WrappedJoinRequest,
  WrappedJoinRequest_Compression,
} from '@livekit/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { startMediaEngine } from '../../media/start-media-engine.ts'
import { startBrowser, type TestBrowser } from '../support/browser.ts'
import { startEngine, type TestEngine } from './support/engines.ts'
import { MediaPage } from './support/media-page.ts'

let browser: TestBrowser
let engine: TestEngine

beforeAll(async () => {
  browser = await startBrowser({ media: 'fake' })
  engine = await startEngine('ours')
})
afterAll(async () => {
  await browser.close()
  await engine.stop()
})

test('the child has an identity of its own and nothing of the environment', () => {
  const { pid } = engine.own!
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  expect(status).toMatch(/^Uid:\t64713\t64713\t64713\t64713$/m)
  expect(status).toMatch(/^CapEff:\t0+$/m)
  const names = readFileSync(`/proc/${pid}/environ`, 'utf8')
    .split('\0')
    .map((line) => line.split('=')[0])
  expect(names.filter((one) => one !== '' && !one!.startsWith('NODE_CHANNEL_'))).toEqual([])
})

test('when the child is killed, pages are told at once and see each other again', async () => {
  const [ann, bob] = await Promise.all([
    MediaPage.open(browser, engine, 'ann'),
    MediaPage.open(browser, engine, 'bob'),
  ])
  await ann.join('killed-engine')
  await bob.join('killed-engine')
  await MediaPage.expectTogether(ann, bob)
  const { restarts } = engine.own!
  const before = engine.own!.pid!
  process.kill(before, 'SIGKILL')
  await expect.poll(() => ann.events('Reconnected')).toHaveLength(1)
  await expect.poll(() => bob.events('Reconnected')).toHaveLength(1)
  await MediaPage.expectTogether(ann, bob)
  expect(engine.own).toMatchObject({ available: true, restarts: restarts + 1 })
  expect(engine.own!.pid).not.toBe(before)
  await Promise.all([ann.close(), bob.close()])
})

test('a token that is missing, of another key or for no room is refused with the reason, and never quoted', async () => {
  const other = await engine.token('eve', 'room', { roomJoin: false })
  for (const token of ['', 'nonsense', other]) {
    const url = `${engine.url.replace('ws', 'http')}/rtc/v1/validate?access_token=${token}`
    const response = await fetch(url)
    expect(response.status).toBe(401)
    if (token) expect(await response.text()).not.toContain(token)
  }
})

test('anything at all on the UDP port leaves the engine as it was', async () => {
  const before = engine.own!.pid
  const socket = createSocket('udp4')
  for (let count = 0; count < 500; count++) {
    const bytes = Buffer.alloc(count * 3, count)
    await new Promise((resolve) => socket.send(bytes, engine.udpPort, '127.0.0.1', resolve))
  }
  socket.close()
  expect(await engine.own!.stats()).not.toBeNull()
  expect(engine.own!.pid).toBe(before)
})

test('malformed join requests, descriptions and messages end one socket and nothing else', async () => {
  const before = engine.own!.pid
  for (const joinRequest of ['AAAA', Buffer.alloc(3_000, 255).toString('base64url')]) {
    expect(await knock(joinRequest)).toBe(400)
  }
  const bomb = new WrappedJoinRequest({
    compression: WrappedJoinRequest_Compression.GZIP,
    joinRequest: gzipSync(Buffer.alloc(8_000_000)),
  })
  expect(await knock(Buffer.from(bomb.toBinary()).toString('base64url'))).toBe(400)
  for (const sdp of [
    '',
    'v=0',
    'v=0\r\nm=audio 9 X 0\r\na=mid:0\r\n',
    `v=0\r\n${'m=video 9 X 0\r\n'.repeat(500)}`,
  ]) {
    expect(await joinWith(sdp)).toBe('leave')
  }
  expect(await engine.own!.stats()).not.toBeNull()
  expect(engine.own!.pid).toBe(before)
})

test('where media cannot work the server is told why, and nothing throws', async () => {
  const { udpPort } = engine
  const logger = { info: () => undefined, warn: () => undefined, error: () => undefined }
  const options = { apiKey: 'key', apiSecret: 's'.repeat(32), logger, bindAddress: '127.0.0.1', udpPort }
  const taken = createSocket('udp4').bind(0, '127.0.0.1')
  await new Promise((resolve) => taken.once('listening', resolve))
  const second = await startMediaEngine({ ...options, udpPort: taken.address().port, startTimeoutMs: 1_000 })
  expect(second.available).toBe(false)
  expect(second.unavailableReason).not.toBeNull()
  expect(await second.stats()).toBeNull()
  await second.close()
  taken.close()
})

/** The status of the answer to an upgrade. */
async function knock(joinRequest: string): Promise<number> {
  const socket = await openSocket(joinRequest)
  return new Promise((resolve) => {
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0))
    socket.on('open', () => {
      socket.close()
      resolve(101)
    })
    socket.on('error', () => undefined)
  })
}

/** What the engine says last to a page with this description. */
async function joinWith(sdp: string): Promise<string | undefined> {
  const request = new JoinRequest({ publisherOffer: new SessionDescription({ type: 'offer', sdp }) })
  const wrapped = new WrappedJoinRequest({ joinRequest: request.toBinary() })
  const socket = await openSocket(Buffer.from(wrapped.toBinary()).toString('base64url'))
  let last: string | undefined
  socket.binaryType = 'nodebuffer'
  socket.on('message', (data: Buffer) => (last = SignalResponse.fromBinary(data).message.case))
  socket.on('open', () => {
    socket.send(Buffer.from([255, 255, 255]))
    socket.send(
      new SignalRequest({ message: { case: 'offer', value: new SessionDescription({ sdp }) } }).toBinary(),
    )
  })
  await new Promise((resolve) => socket.on('close', resolve))
  return last
}

async function openSocket(joinRequest: string): Promise<WebSocket> {
  const token = await engine.token('eve', 'malformed')
  return new WebSocket(
    `${engine.url}/rtc/v1?access_token=${token}&join_request=${encodeURIComponent(joinRequest)}`,
  )
}
