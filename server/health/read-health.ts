/**
 * How an instance is doing, found out when somebody asks: one look at the database, the disk, the queue, the mail
 * server and ffmpeg. Each look is bounded in time, and one that fails says so instead of failing the others; only
 * without the database there is no answer, as there is none to any other question. What is slow to find out, or
 * costs another server something, is remembered for a short while.
 */
import { statfs } from 'node:fs/promises'
import { sql } from 'kysely'
import { databaseTime } from '../platform/database/database-time.ts'
import type { Clock } from '../platform/clock.ts'
import type { Context } from '../platform/context.ts'
import type { MediaServer } from '../media/media-server.ts'
import { countSharingAddress } from '../media/place-room.ts'
import { tryTurn, type TurnReading } from '../media/try-turn.ts'
import { ownTurnServer } from '../media/turn-credentials.ts'
import {
  hasMailServer,
  isMailConfigured,
  mailServerAccess,
  mailServerUrl,
} from '../platform/mail/mail-server.ts'
import { createMailer, mailServerName, MailNotSent } from '../platform/mail/send-mail.ts'
import { ffmpegAvailable, type FfmpegAvailability } from '../recordings/ffmpeg-available.ts'
import type { RoomRecording } from '../recordings/record-rooms.ts'
import { readQueue } from '../webhooks/watch/read-queue.ts'
import type { HealthReading, MailReading, PathReading } from './judge-health.ts'

export interface HealthReader {
  readonly startedAt: Date
  read(): Promise<HealthReading>
}

const REMEMBERED_MS = 30_000
const MAIL_TIMEOUT_MS = 5_000

export function createHealthReader(
  context: Context,
  media: MediaServer,
  recording: Pick<RoomRecording, 'read'>,
): HealthReader {
  const { clock, database, dataDir, publicUrl } = context
  const lookForFfmpeg = remember<FfmpegAvailability>(clock, () => ffmpegAvailable())
  const lookAtMail = remember<MailReading>(clock, () => readMail(context))
  const lookAtTurn = remember<TurnReading[]>(clock, () => readTurn(context, media))
  return {
    startedAt: clock.now(),
    async read() {
      const { mailFrom } = context.settings.current()
      const [databaseFacts, disk, queue, waiting, ffmpeg, mail, mediaFacts, paths] = await Promise.all([
        readDatabase(context),
        readDisk(dataDir),
        readQueue(database.queries),
        readWaiting(context),
        lookForFfmpeg(''),
        lookAtMail(`${mailServerUrl(context)} ${mailFrom}`),
        media.read(),
        readPaths(context, media, lookAtTurn),
      ])
      const timeZoneData = process.versions.tz ?? ''
      const now = clock.now()
      return {
        now,
        publicUrl,
        database: databaseFacts,
        disk,
        queue,
        ...waiting,
        recorder: { fault: recording.read().fault },
        ffmpeg,
        mail,
        media: { ...mediaFacts, ...paths },
        timeZoneData,
      }
    },
  }
}

async function readDatabase({ database }: Context): Promise<HealthReading['database']> {
  const before = Date.now()
  const { rows } = await sql<{ version: string; size: number; now: Date }>`
    select current_setting('server_version') as version, pg_database_size(current_database()) as size,
      clock_timestamp() as now`.execute(database.queries)
  const { version, size, now } = rows[0]!
  const between = (before + Date.now()) / 2
  return { version, sizeBytes: size, clockAheadMs: Math.round(now.getTime() - between) }
}

async function readDisk(dataDir: string): Promise<HealthReading['disk']> {
  const { bavail, blocks, bsize } = await statfs(dataDir)
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize }
}

async function readWaiting({
  database,
  clock,
}: Context): Promise<Pick<HealthReading, 'mails' | 'recordings'>> {
  const { rows } = await sql<{ mails: number; oldest_at: Date | null; failed: number; recordings: number }>`
    select (select count(*) from mails) as mails,
      (select min(g.created_at) from mails m join mailings g on g.id = m.mailing_id) as oldest_at,
      (select count(*) from invitation_states s where s.state = 'failed' and exists (
        select from occurrences o where o.meeting_id = s.meeting_id and o.state = 'current')) as failed,
      (select count(*) from recordings where merge_due_at <= ${databaseTime(clock)}) as recordings`.execute(
    database.queries,
  )
  const { mails, oldest_at, failed, recordings } = rows[0]!
  return { mails: { waiting: mails, oldestAt: oldest_at, failed }, recordings: { waiting: recordings } }
}

async function readMail(context: Context): Promise<MailReading> {
  const access = mailServerAccess(context)
  const { smtpUrl } = access
  const server = smtpUrl && hasMailServer(context) ? mailServerName(smtpUrl) : null
  if (smtpUrl === null || !isMailConfigured(context)) {
    return { state: 'not-configured', server, fault: null, answer: null }
  }
  const { mailFrom: from } = context.settings.current()
  try {
    await createMailer({ ...access, from, timeoutMs: MAIL_TIMEOUT_MS }).check()
    return { state: 'working', server, fault: null, answer: null }
  } catch (error) {
    if (!(error instanceof MailNotSent)) throw error
    return { state: 'failing', server, fault: error.fault, answer: error.answer }
  }
}

async function readPaths(
  context: Context,
  media: MediaServer,
  lookAtTurn: (about: string) => Promise<TurnReading[]>,
): Promise<PathReading> {
  return {
    turn: await lookAtTurn(media.kind),
    hasIceServers: media.kind === 'embedded' && context.settings.current().iceServers.length > 0,
    sharingAddress: await countSharingAddress(context, context.database.queries),
  }
}

/** With LiveKit, TURN is that server's business. */
async function readTurn(context: Context, media: MediaServer): Promise<TurnReading[]> {
  const turn = media.kind === 'livekit' ? null : ownTurnServer(context)
  return turn ? Promise.all(turn.urls.map((url) => tryTurn(url, turn))) : []
}

/** Asked again when it is old, or when `about` is something else. Several who ask at once wait for one answer. */
function remember<Value>(clock: Clock, ask: () => Promise<Value>): (about: string) => Promise<Value> {
  let known: { about: string; at: number; value: Promise<Value> } | null = null
  return (about) => {
    const now = clock.now().getTime()
    if (known?.about === about && now - known.at < REMEMBERED_MS) return known.value
    const asked = { about, at: now, value: ask() }
    known = asked
    asked.value.catch(() => {
      if (known === asked) known = null
    })
    return asked.value
  }
}
