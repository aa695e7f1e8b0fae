/** A recorded meeting as tests of its merge need it: somebody inside who uploaded a part, closed or not. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join as joinPath } from 'node:path'
import type { Meeting } from '../../receiver/src/contract/payload-types.ts'
import { makeWebm } from './make-webm.ts'
import { uploadPart } from './recorder.ts'
import { connect, join } from './room-client.ts'
import type { Json, TestServer } from './server.ts'

/** A part of a second, red and loud. */
export async function recordPart(): Promise<Buffer> {
  const folder = await mkdtemp(joinPath(tmpdir(), 'recorded-part-'))
  try {
    const path = joinPath(folder, 'part.webm')
    await makeWebm(path, { seconds: 1, picture: 'red', tone: 440 })
    return await readFile(path)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Begun now, with one part. */
export async function recordMeeting(server: TestServer, part: Buffer): Promise<Meeting> {
  const startTime = server.clock.now().toISOString()
  const { status, body } = await server.api<Meeting>('POST', '/meetings', {
    topic: 'Recorded',
    startTime,
    isRecorded: true,
    videoResolution: 'low',
  })
  if (status !== 201) throw new Error(JSON.stringify(body))
  const ada = await join(server, body, { name: 'Ada' })
  await connect(ada.roomUrl)
  await uploadPart(server, body, ada, part)
  return body
}

/** The same, closed now. */
export async function holdMeeting(server: TestServer, part: Buffer): Promise<Meeting> {
  const meeting = await recordMeeting(server, part)
  const { status, body } = await server.api('POST', `/meetings/${meeting.id}/close`)
  if (status !== 200) throw new Error(JSON.stringify(body))
  return meeting
}

/** With its parts. */
export async function recordingOf(server: TestServer, { id }: { id: string }): Promise<Json> {
  const { body } = await server.api('GET', `/recordings?meeting=${id}`)
  return (await server.api('GET', `/recordings/${body.data[0].id}`)).body
}

/** The hooks that were told of a meeting, in order. */
export async function hooksOf(server: TestServer, { id }: { id: string }): Promise<string[]> {
  const rows = await server.context.database.queries
    .selectFrom('events')
    .select(['hook', 'meeting_ids'])
    .orderBy('ordinal')
    .execute()
  return rows.filter((row) => row.meeting_ids.includes(id)).map(({ hook }) => hook)
}
