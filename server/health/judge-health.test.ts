import { expect, test } from 'vitest'
import { judgeHealth, type HealthReading } from './judge-health.ts'

const GIB = 1024 ** 3
const now = new Date('2026-11-24T08:00:00.000Z')
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000)

const well: HealthReading = {
  now,
  publicUrl: 'https://meet.example.org',
  database: { version: '18.4', sizeBytes: GIB, clockAheadMs: 20 },
  disk: { freeBytes: 100 * GIB, totalBytes: 500 * GIB },
  queue: {
    waiting: 3,
    kept: 0,
    backlogIsMore: false,
    oldestPendingAt: minutesAgo(1),
    stoppedWebHooks: 0,
    failingWebHooks: 0,
  },
  mails: { waiting: 0, oldestAt: null, failed: 0 },
  recordings: { waiting: 0 },
  recorder: { fault: null },
  ffmpeg: { available: true, version: '7.1' },
  mail: { state: 'working', server: 'mail.example.org:587', fault: null, answer: null },
  media: {
    kind: 'embedded',
    url: 'wss://meet.example.org',
    fault: null,
    restarts: 0,
    stats: null,
    turn: [{ url: 'turn:turn.example.org', isTried: true, fault: null }],
    hasIceServers: false,
    sharingAddress: 0,
  },
  timeZoneData: '2026c',
}

test('where all is well, nothing is said', () => {
  expect(judgeHealth(well)).toEqual([])
})

test.each<[string, Partial<HealthReading>, string]>([
  ['disk-full', { disk: { freeBytes: GIB / 2, totalBytes: 4 * GIB } }, 'bad'],
  ['disk-low', { disk: { freeBytes: 9 * GIB, totalBytes: 100 * GIB } }, 'attention'],
  ['web-hooks-stopped', { queue: { ...well.queue, stoppedWebHooks: 2 } }, 'bad'],
  ['web-hooks-failing', { queue: { ...well.queue, failingWebHooks: 1 } }, 'attention'],
  ['queue-old', { queue: { ...well.queue, oldestPendingAt: minutesAgo(61) } }, 'bad'],
  ['mail-failing', { mail: { ...well.mail, state: 'failing', fault: 'tls', answer: 'No TLS.' } }, 'bad'],
  ['mail-not-configured', { mail: { ...well.mail, state: 'not-configured', server: null } }, 'attention'],
  ['mails-old', { mails: { ...well.mails, waiting: 4, oldestAt: minutesAgo(16) } }, 'attention'],
  ['mails-failed', { mails: { ...well.mails, failed: 2 } }, 'attention'],
  ['clock-skew', { database: { ...well.database, clockAheadMs: -9_000 } }, 'bad'],
  ['ffmpeg-missing', { ffmpeg: { available: false, howTo: 'Install it.' } }, 'attention'],
  ['media-missing', { media: { ...well.media, fault: 'The port is taken.' } }, 'bad'],
  ['recorder-missing', { recorder: { fault: 'It cannot work here.' } }, 'bad'],
  ['media-address-shared', { media: { ...well.media, sharingAddress: 2 } }, 'bad'],
  [
    'turn-failing',
    { media: { ...well.media, turn: [{ url: 'turn:x', isTried: true, fault: 'There is no answer.' }] } },
    'attention',
  ],
  ['turn-missing', { media: { ...well.media, turn: [] } }, 'attention'],
  ['ice-servers-old', { media: { ...well.media, hasIceServers: true } }, 'attention'],
  ['public-url-insecure', { publicUrl: 'http://meet.example.org' }, 'attention'],
  ['time-zone-data-old', { timeZoneData: '2024b' }, 'attention'],
])('%s', (code, change, severity) => {
  const troubles = judgeHealth({ ...well, ...change })
  expect(troubles).toEqual([
    { code, severity, subject: expect.any(String), detail: expect.stringMatching(/\w.*\.$/) },
  ])
})

test('a large disk with much room, and a server on this very machine, are no trouble', () => {
  expect(judgeHealth({ ...well, disk: { freeBytes: 11 * GIB, totalBytes: 1_000 * GIB } })).toEqual([])
  for (const publicUrl of ['http://localhost:8080', 'http://127.0.0.1:8080', 'http://[::1]:8080'])
    expect(judgeHealth({ ...well, publicUrl, media: { ...well.media, turn: [] } })).toEqual([])
})

test('the worst comes first', () => {
  const troubles = judgeHealth({
    ...well,
    ffmpeg: { available: false, howTo: 'Install it.' },
    database: { ...well.database, clockAheadMs: 60_000 },
    disk: { freeBytes: 9 * GIB, totalBytes: 100 * GIB },
  })
  expect(troubles.map(({ severity }) => severity)).toEqual(['bad', 'attention', 'attention'])
})
