/** Servers with the embedded media engine, and with LiveKit's server where all media tests run and it was built. */
import type { ChildProcess } from 'node:child_process'
import { expect, vi } from 'vitest'
import { findLiveKit, LIVEKIT_KEY, LIVEKIT_SECRET, runLiveKit } from '../../scripts/livekit.ts'
import { freePort } from './program.ts'
import { startTestServer, type TestServer } from './server.ts'

const START_TIMEOUT_MS = 30_000
const liveKit = process.env['MEDIA_TESTS'] === 'all' ? findLiveKit() : undefined

export const ENGINES = [
  { engine: 'embedded', program: undefined, isThere: true },
  { engine: "LiveKit's server", program: liveKit, isThere: liveKit !== undefined },
]

export async function startServerOn(
  program: string | undefined,
): Promise<{ server: TestServer; stop(): Promise<void> }> {
  const env: Record<string, string> = {}
  let outside: ChildProcess | undefined
  if (program) {
    const [http, udp, tcp] = await Promise.all([freePort(), freePort(), freePort()])
    outside = runLiveKit(program, { http, udp, tcp }, 'ignore')
    await vi.waitFor(async () => expect((await fetch(`http://127.0.0.1:${http}`)).status).toBe(200), {
      timeout: START_TIMEOUT_MS,
    })
    Object.assign(env, {
      LIVEKIT_URL: `ws://127.0.0.1:${http}`,
      LIVEKIT_API_KEY: LIVEKIT_KEY,
      LIVEKIT_API_SECRET: LIVEKIT_SECRET,
    })
  }
  const server = await startTestServer({ clock: null, media: true, env })
  return {
    server,
    async stop() {
      await server.stop()
      outside?.kill('SIGKILL')
    },
  }
}
