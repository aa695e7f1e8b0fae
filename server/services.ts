/**
 * What works beside the requests: the delivery engine, the rooms, and the reconcilers of each area, in the order in
 * which work flows from one to the next: who is away leaves, what nobody is in closes, what is closed gets its
 * summary, what is merged is announced, what was recorded is delivered.
 */
import type { Registry } from 'prom-client'
import { createAccountReconcilers } from './accounts/forget-expired.ts'
import { deriveKey } from './platform/settings/secret-key.ts'
import type { Context } from './platform/context.ts'
import { createHealthReader, type HealthReader } from './health/read-health.ts'
import { createUserMailer } from './invitations/send-user-mails.ts'
import { createMailSender } from './invitations/send-due-mails.ts'
import { createQualityKeeper } from './media/keep-quality.ts'
import { registerMediaMetrics } from './media/media-metrics.ts'
import { createMediaFollower } from './media/follow-presence.ts'
import { createMediaServer, type MediaServer, type MediaServerOptions } from './media/media-server.ts'
import { createMediaNode, endMediaNode, type MediaNode } from './media/place-room.ts'
import { createAutoClose } from './meetings/close-due-meetings.ts'
import { createCloseDueRefresher } from './meetings/refresh-close-due.ts'
import { once } from './platform/once.ts'
import { createReconciler, type Reconciler } from './platform/reconciler.ts'
import { createRecordingRetention } from './recordings/delete-old-recordings.ts'
import { createRecordingMerger } from './recordings/merge-due-recordings.ts'
import { createRoomRecording, type RoomRecording } from './recordings/record-rooms.ts'
import { registerRecorderMetrics } from './recordings/recorder-metrics.ts'
import { createFileRemover } from './recordings/remove-files.ts'
import { createRooms, type Rooms } from './rooms/rooms.ts'
import { createSummaryMaker } from './summaries/create-due-summaries.ts'
import { createWarningMailer } from './warnings/send-warning-mails.ts'
import { createEngine, type Engine } from './webhooks/engine.ts'
import type { TargetPolicy } from './webhooks/http/parse-target.ts'
import { privateSigningKey } from './webhooks/http/sign.ts'

export interface Services {
  readonly engine: Engine
  readonly media: MediaServer
  readonly mediaNode: MediaNode
  readonly mediaFollower: Reconciler
  readonly rooms: Rooms
  readonly recording: RoomRecording
  readonly health: HealthReader
  /** Other than the engine's and the rooms'. */
  readonly reconcilers: readonly Reconciler[]
  start(): Promise<void>
  stop(): Promise<void>
  /** Does all that is due by now, to the end; what tests call after moving the clock. */
  runDueWork(): Promise<void>
}

const SETTINGS_INTERVAL_MS = 60_000
const SIGNING_KEY_PURPOSE = 'web hook signatures (v1a)'
const MEDIA_KEY_PURPOSE = 'media tokens'
const MEDIA_KEY_NAME = 'simplex-meeting'

export interface ServicesOptions {
  metrics: Registry
  policy: TargetPolicy
  proxyUrl: string | null
  secretKey: string
  userAgent: string
  media: Omit<MediaServerOptions, 'apiKey' | 'apiSecret'>
}

export function createServices(context: Context, options: ServicesOptions): Services {
  const { database, settings, logger } = context
  const { metrics, policy, proxyUrl, secretKey, userAgent } = options
  const engine = createEngine({
    context,
    registry: metrics,
    policy,
    userAgent,
    proxyUrl,
    asymmetricKey: privateSigningKey(`whsk_${deriveKey(secretKey, SIGNING_KEY_PURPOSE).toString('base64')}`),
  })
  const media = createMediaServer(context, {
    ...options.media,
    apiKey: MEDIA_KEY_NAME,
    apiSecret: deriveKey(secretKey, MEDIA_KEY_PURPOSE).toString('base64url'),
  })
  registerMediaMetrics(metrics, media)
  const mediaNode = createMediaNode(context, media)
  const mediaFollower = createMediaFollower(context, media)
  const createdRooms = createRooms(context, { media, onLeft: () => mediaFollower.nudge() })
  // Asked for by the HTTP server, which must not wait for sockets, and by ourselves.
  const rooms = { ...createdRooms, stop: once(createdRooms.stop) }
  const recording = createRoomRecording(context, media)
  registerRecorderMetrics(metrics, recording)
  const closeDueRefresher = createCloseDueRefresher(context)
  const settingsReader = createReconciler({
    name: 'read-settings',
    intervalMs: SETTINGS_INTERVAL_MS,
    logger,
    async run() {
      await settings.reload()
      closeDueRefresher.nudge()
      return 'done'
    },
  })
  const reconcilers = [
    settingsReader,
    mediaNode,
    mediaFollower,
    createQualityKeeper(context, media),
    closeDueRefresher,
    createAutoClose(context),
    createSummaryMaker(context),
    createRecordingMerger(context),
    createRecordingRetention(context),
    createFileRemover(context),
    createMailSender(context),
    ...createUserMailer(context),
    ...createWarningMailer(context),
    ...createAccountReconcilers(context),
  ]
  const subscriptions = [
    database.announcements.on('settings', () => settingsReader.nudge()),
    database.announcements.on('meeting-ended', () => mediaFollower.nudge()),
    database.announcements.on('room-changed', () => mediaFollower.nudge()),
    ...(['meeting-ended', 'meeting-changed', 'room-changed'] as const).map((channel) =>
      database.announcements.on(channel, () => recording.reconciler.nudge()),
    ),
  ]

  return {
    engine,
    media,
    mediaNode,
    mediaFollower,
    rooms,
    recording,
    health: createHealthReader(context, media, recording),
    reconcilers,
    async start() {
      engine.start()
      await media.start()
      await mediaNode.runOnce()
      await rooms.start()
      for (const reconciler of reconcilers) reconciler.start()
      recording.reconciler.start()
    },
    async stop() {
      for (const unsubscribe of subscriptions) unsubscribe()
      await Promise.all([
        ...reconcilers.map((reconciler) => reconciler.stop()),
        recording.stop(),
        rooms.stop(),
        engine.stop(),
      ])
      await endMediaNode(context, media)
      await media.stop()
    },
    async runDueWork() {
      for (const reconciler of [rooms.presence, ...reconcilers, ...engine.reconcilers]) {
        await reconciler.runOnce()
      }
      await engine.dispatcher.settle()
    },
  }
}
