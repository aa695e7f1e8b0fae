/**
 * The server records a meeting of two real browsers by the embedded engine: what people did is in the parts and in the
 * film, and nothing else. Then the recorder is killed, and the meeting goes on.
 */
import { execFile } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import type { Meeting } from '../../receiver/src/contract/payload-types.ts'
import type { RecordingDetail } from '../../server/recordings/find-recording.ts'
import { startBrowser, type TestBrowser, type Visitor } from '../support/browser.ts'
import { recordingOf } from '../support/recorded-meeting.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const run = promisify(execFile)
const TEST_TIMEOUT_MS = 180_000
const WAIT = { timeout: 40_000, interval: 200 }
let browser: TestBrowser
let server: TestServer
beforeAll(async () => {
  browser = await startBrowser({ media: 'fake' })
  server = await startTestServer({ clock: null, media: true })
  await server.api('PATCH', '/settings', { recordingGraceSeconds: 0 })
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

async function enter(meeting: Meeting, name: string, role: 'host' | 'participant'): Promise<Visitor> {
  const visitor = await browser.visit({ reducedMotion: 'reduce' })
  onTestFinished(() => visitor.close())
  const links = `/meetings/${meeting.id}/join-links`
  const { body } = await server.api<{ url: string }>('POST', links, { name, role, validSeconds: 600 })
  await visitor.page.goto(body.url)
  await visitor.page.getByRole('button', { name: 'Join now' }).click()
  return visitor
}

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()

/** Names of what recorders are writing, or have not handed over. */
async function recorded(): Promise<string[]> {
  const names = await readdir(join(server.context.dataDir, 'recorder'), { recursive: true }).catch(() => [])
  return names.filter((name) => name.endsWith('.webm'))
}

const untilRecorded = (files: number) =>
  expect.poll(async () => (await recorded()).length, WAIT).toBeGreaterThanOrEqual(files)

async function untilMerged(meeting: Meeting): Promise<RecordingDetail> {
  await expect
    .poll(async () => (await recordingOf(server, meeting)).state, { ...WAIT, timeout: 90_000 })
    .toBe('merged')
  return recordingOf(server, meeting)
}

/** As long as something has to last to be seen in a recording. */
const last = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1_000))

test(
  'what people send is in parts and film, each at its time, and nothing of a pause',
  async () => {
    const { body: meeting } = await server.api<Meeting>('POST', '/meetings', {
      topic: 'Recorded',
      videoResolution: 'low',
    })
    const ada = await enter(meeting, 'Ada', 'host')
    await press(ada.page, 'Record this meeting')
    await ada.page.getByText('Recording', { exact: true }).waitFor()
    const grace = await enter(meeting, 'Grace', 'participant')
    await grace.page.getByRole('region', { name: 'This meeting is recorded' }).waitFor()
    await untilRecorded(4)
    await press(grace.page, 'Share your screen')
    await untilRecorded(6)
    await last(2)
    await press(grace.page, /^Stop sharing/)
    await press(ada.page, 'Pause the recording for all')
    await grace.page.getByText('Recording paused').first().waitFor()
    const pausedAt = Date.now()
    await expect.poll(recorded, WAIT).toEqual([])
    // A shorter pause is no chapter of the film.
    await last(6)
    const resumedAt = Date.now()
    await press(ada.page, 'Go on recording')
    await untilRecorded(4)
    await last(1)
    await press(grace.page, /^Leave/)
    await expect.poll(async () => (await recorded()).length, WAIT).toBe(2)
    await server.api('POST', `/meetings/${meeting.id}/close`)
    const closedAt = Date.now()
    await Promise.all([ada, grace].map((visitor) => visitor.close()))

    const { parts, durationMs, chapters } = await untilMerged(meeting)
    const spans = await Promise.all(parts.map((part) => probePart(meeting, part)))
    // After the pause they come in any order.
    expect([...spans.slice(0, 3), ...spans.slice(3).toSorted(byName)].map(({ what }) => what)).toEqual([
      'Ada camera audio video',
      'Grace camera audio video',
      'Grace screen audio video',
      'Ada camera audio video',
      'Grace camera audio video',
    ])
    const [first] = spans
    for (const { from, to } of spans.slice(0, 3)) {
      expect(from).toBeLessThan(pausedAt)
      expect(to).toBeLessThan(pausedAt)
    }
    for (const { from, to } of spans.slice(3)) {
      expect(from).toBeGreaterThan(resumedAt)
      expect(to).toBeLessThan(closedAt + 100)
    }
    expect(Math.abs(first!.from + durationMs! - closedAt)).toBeLessThan(1_000)
    expect(chapters.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['joined', 'screen', 'paused', 'resumed']),
    )
    expect(await recorded()).toEqual([])
    const gaps = await server.context.database.queries.selectFrom('recording_gaps').selectAll().execute()
    // A busy machine may be late.
    expect(gaps.map(({ reason }) => reason)).toContain('paused')
  },
  TEST_TIMEOUT_MS,
)

const byName = (a: { what: string }, b: { what: string }) => (a.what < b.what ? -1 : 1)

/** Times in milliseconds since 1970. */
async function probePart(
  { id }: Meeting,
  { fileName, startedAt, participantName, picture }: RecordingDetail['parts'][number],
): Promise<{ what: string; from: number; to: number }> {
  const folder = join(server.context.dataDir, 'recordings', id)
  const [session] = await readdir(folder)
  const path = join(folder, session!, 'parts', fileName)
  const args = ['-v', 'error', '-show_entries', 'format=duration:stream=codec_type', '-of', 'json', path]
  const { stdout } = await run('ffprobe', args)
  const { streams, format } = JSON.parse(stdout) as {
    streams: { codec_type: string }[]
    format: { duration: string }
  }
  const kinds = streams.map((stream) => stream.codec_type).toSorted()
  const from = Date.parse(startedAt)
  return {
    what: [participantName, picture, ...kinds].join(' '),
    from,
    to: from + Number(format.duration) * 1_000,
  }
}
