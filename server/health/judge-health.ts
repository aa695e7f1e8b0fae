/**
 * What is wrong with an instance, from what was found out about it: worst first, each with what to do. Pure. The code
 * of a trouble is stable; the web app words it in its languages.
 */
import type { MediaReading } from '../media/media-server.ts'
import type { TurnReading } from '../media/try-turn.ts'
import type { MailFault } from '../platform/mail/send-mail.ts'
import type { FfmpegAvailability } from '../recordings/ffmpeg-available.ts'
import type { QueueReading } from '../webhooks/watch/read-queue.ts'

export interface HealthReading {
  now: Date
  publicUrl: string
  database: { version: string; sizeBytes: number; clockAheadMs: number }
  disk: { freeBytes: number; totalBytes: number }
  queue: QueueReading
  /** `failed`: invitations that were given up, of meetings that are still to be held. */
  mails: { waiting: number; oldestAt: Date | null; failed: number }
  recordings: { waiting: number }
  /** Of this server; null: it works, or nothing had to be recorded so far. */
  recorder: { fault: string | null }
  ffmpeg: FfmpegAvailability
  mail: MailReading
  media: MediaReading & PathReading
  /** Such as `2026c`. */
  timeZoneData: string
}

/** How media get through. */
export interface PathReading {
  /** The operator's TURN servers, as tried from here; none with LiveKit, whose business it is. */
  turn: TurnReading[]
  /** Whether the older setting `iceServers` names any. */
  hasIceServers: boolean
  /** Servers with engines of their own that tell browsers the same address; 0 where each has one. */
  sharingAddress: number
}

export interface MailReading {
  state: 'working' | 'failing' | 'not-configured'
  /** Host and port; null where there is none. */
  server: string | null
  fault: MailFault | null
  answer: string | null
}

export type TroubleCode =
  | 'disk-full'
  | 'disk-low'
  | 'web-hooks-stopped'
  | 'queue-old'
  | 'clock-skew'
  | 'mail-failing'
  | 'mail-not-configured'
  | 'mails-old'
  | 'mails-failed'
  | 'ffmpeg-missing'
  | 'media-missing'
  | 'recorder-missing'
  | 'media-address-shared'
  | 'turn-failing'
  | 'turn-missing'
  | 'ice-servers-old'
  | 'public-url-insecure'
  | 'web-hooks-failing'
  | 'time-zone-data-old'

export interface Trouble {
  code: TroubleCode
  /** bad: something does not work; attention: something will not, or does less than it could. */
  severity: 'bad' | 'attention'
  /** What it is, and what to do. */
  detail: string
  /** What the words are about: a number, a name. */
  subject: string
}

const GIB = 1024 ** 3
const DISK_FULL_BYTES = GIB
const DISK_LOW_BYTES = 10 * GIB
const DISK_LOW_SHARE = 0.1
const QUEUE_OLD_MS = 3_600_000
const MAILS_OLD_MS = 900_000
const CLOCK_SKEW_LIMIT_MS = 5_000
const TIME_ZONE_DATA_OLD_YEARS = 2
const LOCAL_HOST = /^(localhost|127\.|\[::1\])/

export function judgeHealth(reading: HealthReading): Trouble[] {
  const found = [
    ...judgeDisk(reading),
    ...judgeQueue(reading),
    ...judgeMail(reading),
    ...judgeFailedMails(reading),
    ...judgePaths(reading),
    ...judgeSurroundings(reading),
  ]
  return found.toSorted((a, b) => Number(a.severity !== 'bad') - Number(b.severity !== 'bad'))
}

function* judgeDisk({ disk: { freeBytes, totalBytes } }: HealthReading): Generator<Trouble> {
  const subject = String(freeBytes)
  if (freeBytes < DISK_FULL_BYTES) {
    const detail = 'The disk of the data folder is almost full: make room on it, or nothing can be stored.'
    yield { code: 'disk-full', severity: 'bad', subject, detail }
  } else if (freeBytes < DISK_LOW_BYTES && freeBytes < totalBytes * DISK_LOW_SHARE) {
    const detail = 'The disk of the data folder is getting full: make room on it, or keep recordings shorter.'
    yield { code: 'disk-low', severity: 'attention', subject, detail }
  }
}

function* judgeQueue({ queue, now }: HealthReading): Generator<Trouble> {
  const { stoppedWebHooks, failingWebHooks, oldestPendingAt } = queue
  if (stoppedWebHooks > 0) {
    const detail = 'Web hooks make no calls: look at why on their pages. Their calls are kept.'
    yield { code: 'web-hooks-stopped', severity: 'bad', subject: String(stoppedWebHooks), detail }
  }
  if (isOlder(oldestPendingAt, now, QUEUE_OLD_MS)) {
    const detail = 'Calls have been waiting for more than an hour: see in the deliveries what holds them up.'
    yield { code: 'queue-old', severity: 'bad', subject: oldestPendingAt!.toISOString(), detail }
  }
  if (failingWebHooks > 0) {
    const detail = 'The latest calls of web hooks failed. They are tried again by themselves.'
    yield { code: 'web-hooks-failing', severity: 'attention', subject: String(failingWebHooks), detail }
  }
}

function* judgeMail({ mail, mails, now }: HealthReading): Generator<Trouble> {
  if (mail.state === 'failing') {
    const detail = `The mail server ${mail.server} does not let mail through: ${mail.answer} Send a test mail under Mail.`
    yield { code: 'mail-failing', severity: 'bad', subject: mail.fault ?? '', detail }
  } else if (mail.state === 'not-configured') {
    const detail = 'No mail goes out: name a mail server and a sender under Mail, or invite people by link.'
    yield { code: 'mail-not-configured', severity: 'attention', subject: '', detail }
  } else if (isOlder(mails.oldestAt, now, MAILS_OLD_MS)) {
    const detail = 'Invitations are waiting to be mailed: send a test mail to see what the mail server says.'
    yield { code: 'mails-old', severity: 'attention', subject: String(mails.waiting), detail }
  }
}

function* judgeFailedMails({ mails }: HealthReading): Generator<Trouble> {
  if (mails.failed === 0) return
  const detail = 'Invitations did not reach people: their meetings say whose and why, and send them again.'
  yield { code: 'mails-failed', severity: 'attention', subject: String(mails.failed), detail }
}

function* judgePaths({ media, publicUrl }: HealthReading): Generator<Trouble> {
  const { kind, turn, hasIceServers, sharingAddress } = media
  if (sharingAddress > 0) {
    const subject = String(sharingAddress)
    const detail =
      'Several servers share the database, and browsers cannot tell their media engines apart: set MEDIA_URL on each of them, or LIVEKIT_URL on all.'
    yield { code: 'media-address-shared', severity: 'bad', subject, detail }
  }
  const failing = turn.filter(({ fault }) => fault !== null)
  if (failing.length > 0) {
    const subject = failing.map(({ url, fault }) => `${url}: ${fault}`).join(' ')
    const detail = `People behind firewalls get no picture and no sound, because TURN does not work. ${subject}`
    yield { code: 'turn-failing', severity: 'attention', subject, detail }
  } else if (kind === 'embedded' && turn.length === 0 && !hasIceServers && !isLocal(publicUrl)) {
    const detail =
      'People whose networks block UDP get no picture and no sound: run coturn, and set TURN_URLS and TURN_SECRET.'
    yield { code: 'turn-missing', severity: 'attention', subject: '', detail }
  }
  if (hasIceServers) {
    const detail =
      'The setting iceServers goes with the next version: set TURN_URLS and TURN_SECRET, and empty it.'
    yield { code: 'ice-servers-old', severity: 'attention', subject: '', detail }
  }
}

function isLocal(publicUrl: string): boolean {
  return LOCAL_HOST.test(new URL(publicUrl).host)
}

function* judgeSurroundings(reading: HealthReading): Generator<Trouble> {
  const { database, ffmpeg, media, publicUrl, recorder, timeZoneData, now } = reading
  if (Math.abs(database.clockAheadMs) > CLOCK_SKEW_LIMIT_MS) {
    const subject = String(Math.round(Math.abs(database.clockAheadMs) / 1000))
    const detail = 'The clocks of this server and of the database differ: set both by a time server.'
    yield { code: 'clock-skew', severity: 'bad', subject, detail }
  }
  if (!ffmpeg.available) {
    yield { code: 'ffmpeg-missing', severity: 'attention', subject: '', detail: ffmpeg.howTo }
  }
  if (media.fault !== null) {
    const detail = `Meetings have no picture and no sound. ${media.fault}`
    yield { code: 'media-missing', severity: 'bad', subject: media.fault, detail }
  }
  if (recorder.fault !== null) {
    const detail = `Meetings are not recorded here. ${recorder.fault}`
    yield { code: 'recorder-missing', severity: 'bad', subject: recorder.fault, detail }
  }
  if (publicUrl.startsWith('http:') && !isLocal(publicUrl)) {
    const detail = 'People reach this server by http: browsers give no camera there. Set PUBLIC_URL to https.'
    yield { code: 'public-url-insecure', severity: 'attention', subject: publicUrl, detail }
  }
  const year = Number.parseInt(timeZoneData, 10)
  if (now.getUTCFullYear() - year >= TIME_ZONE_DATA_OLD_YEARS) {
    const detail = 'The time zone rules are old: install a newer version of this server.'
    yield { code: 'time-zone-data-old', severity: 'attention', subject: timeZoneData, detail }
  }
}

function isOlder(at: Date | null, now: Date, limitMs: number): boolean {
  return at !== null && now.getTime() - at.getTime() > limitMs
}
