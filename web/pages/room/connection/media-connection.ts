/**
 * Picture and sound: what goes from here to the others, and what comes from each of them. The only place that knows
 * `livekit-client`; its events become the stores that the pages show.
 *
 * LiveKit's client comes back by itself after most troubles of the network, and when the media engine was started
 * again. Where it gives up (the engine is gone, the room's media moved to another server, the token has expired) the
 * page asks for media again (`renew`) and connects again, later each time, for as long as somebody is in the room.
 *
 * A host may mute what is sent from here, or take it away: that is told by `onTaken`, so that one's own buttons show it.
 * What one may not send is not tried.
 *
 * Only what is seen is sent: pictures are attached to elements by LiveKit's client, which asks for the size that is
 * shown and for nothing of what is hidden.
 */
import type {
  LocalTrackPublication,
  Participant,
  RemoteParticipant,
  RemoteTrack,
  Room as LiveKitRoom,
  Track,
} from 'livekit-client'
import type { Joined } from '../../../api/join.ts'
import { create, type Store } from '../../../store.ts'
import { backOffMs } from './back-off.ts'
import type { LocalMediaState } from './local-media.ts'
import type { MeetingKey } from '../secret/ciphers.ts'
import type { MediaKeys } from '../secret/media-keys.ts'
import { reloadWhereForbidden } from './reload-for-media.ts'

export type Media = NonNullable<Joined['media']>
export type Quality = 'good' | 'poor' | 'lost'

/** What comes from one person. */
export interface RemoteMedia {
  microphone: RemoteTrack | null
  camera: RemoteTrack | null
  screen: RemoteTrack | null
  screenSound: RemoteTrack | null
  hasMicrophone: boolean
  hasCamera: boolean
  hasScreen: boolean
  quality: Quality
}

/** What is sent from here. */
export type SentTracks = Pick<LocalMediaState, 'microphone' | 'isMuted' | 'camera' | 'screen' | 'screenSound'>

export interface MediaConnection {
  state: Store<'connecting' | 'connected' | 'lost'>
  /** By participant; who is missing is not connected. */
  remote: Store<ReadonlyMap<string, RemoteMedia>>
  /** Participants who speak, oneself among them. */
  speakers: Store<ReadonlySet<string>>
  /** One's own. */
  quality: Store<Quality>
  /** With what the server gave: at once, or when somebody who waited was let in. */
  begin: (media: Media) => void
  send: (tracks: SentTracks) => void
  /** A key of the meeting: what comes with it is decrypted. */
  addKey: (key: MeetingKey) => void
  /** What is sent is encrypted with it. */
  useKey: (key: MeetingKey) => void
  close: () => void
}

export interface MediaConnectionOptions {
  /** Off the record: nothing is sent before there is a key, and nothing shown that is not encrypted. */
  isEncrypted: boolean
  /** Something that came could not be decrypted. */
  onUndecryptable: () => void
  /** Asks the server for media again. */
  renew: () => Promise<Media>
  /** A host muted it, or took it away. */
  onTaken: (kind: Kind) => void
}

/** Of those that were in use before. */
const KEYS_KEPT = 4
/** As if they had failed so often: two to four seconds pass. */
const FAILURES_OF_REMOVED = 3
/**
 * livekit-client keeps events back while it connects again, and those of a second attempt that turned out to be needless
 * until the next time. So for a while after it is back, its state is looked at, not only its events.
 */
const LOOK_AGAIN_INTERVAL_MS = 1_000
const LOOKS_AFTER_RECONNECT = 20
/** Sources in the order in which they are published: values of LiveKit's `Track.Source`, which is fetched later. */
const SOURCES = {
  microphone: 'microphone',
  camera: 'camera',
  screen: 'screen_share',
  screenSound: 'screen_share_audio',
} as const
/** LiveKit's numbers for them, as permissions name them. */
const SOURCE_NUMBERS = { camera: 1, microphone: 2, screen: 3, screenSound: 4 } as const
export type Kind = keyof typeof SOURCES
const KINDS = Object.keys(SOURCES) as Kind[]

export function createMediaConnection(options: MediaConnectionOptions): MediaConnection {
  const { renew, onTaken, isEncrypted, onUndecryptable } = options
  const state = create<'connecting' | 'connected' | 'lost'>('connecting')
  const remote = create<ReadonlyMap<string, RemoteMedia>>(new Map())
  const speakers = create<ReadonlySet<string>>(new Set())
  const quality = create<Quality>('good')
  let wanted: SentTracks | null = null
  let isClosed = false
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let lookTimer: ReturnType<typeof setTimeout> | undefined
  let room: LiveKitRoom | null = null
  let mediaKeys: MediaKeys | null = null
  /** In the order in which they came; the last one used is repeated when the connection is made. */
  let keys: MeetingKey[] = []
  let usedKey: MeetingKey | null = null
  let encryptionWorker: Worker | null = null
  let onFirstKey = () => {}
  const firstKey = isEncrypted ? new Promise<void>((resolve) => (onFirstKey = resolve)) : Promise.resolve()
  let stopWatching = () => {}
  /** One change of what is sent after the other. */
  let work: Promise<unknown> = Promise.resolve()

  async function open(): Promise<LiveKitRoom> {
    const { DisconnectReason, Room, RoomEvent, setLogLevel } = await import('livekit-client')
    setLogLevel('error')
    const created = new Room({
      adaptiveStream: true,
      dynacast: true,
      disconnectOnPageLeave: false,
      // They are sent again by the next connection.
      stopLocalTrackOnUnpublish: false,
      publishDefaults: { videoCodec: 'vp8', red: false, stopMicTrackOnMute: false },
      ...(isEncrypted && { encryption: await prepareEncryption() }),
    })
    if (isEncrypted) {
      created.on(RoomEvent.EncryptionError, onUndecryptable)
      await created.setE2EEEnabled(true)
      for (const key of keys) await mediaKeys?.add(key)
      if (usedKey) await mediaKeys?.use(usedKey)
    }
    const look = () => remote.set(readRemote(created, isEncrypted))
    for (const event of [
      RoomEvent.ParticipantConnected,
      RoomEvent.ParticipantDisconnected,
      RoomEvent.TrackPublished,
      RoomEvent.TrackUnpublished,
      RoomEvent.TrackSubscribed,
      RoomEvent.TrackUnsubscribed,
      RoomEvent.TrackMuted,
      RoomEvent.TrackUnmuted,
    ] as const) {
      created.on(event, look)
    }
    created.on(RoomEvent.TrackMuted, ({ source }, participant) => {
      if (participant === created.localParticipant) noteTaken(source)
    })
    created.on(RoomEvent.LocalTrackUnpublished, ({ source, track }) => {
      // The client does the same where it gives the connection up, which is known after this task.
      queueMicrotask(() => {
        const kind = kindOf(source)
        if (!kind || !track || state.get() !== 'connected') return
        // What was taken away here is not wanted any more.
        if (wanted?.[kind] === track.mediaStreamTrack) noteTaken(source)
      })
    })
    created.on(RoomEvent.ParticipantPermissionsChanged, (_before, participant) => {
      if (participant === created.localParticipant) publish()
    })
    created.on(RoomEvent.ActiveSpeakersChanged, (speaking) =>
      speakers.set(new Set(speaking.map(({ identity }) => identity))),
    )
    created.on(RoomEvent.ConnectionQualityChanged, (_quality, participant) => {
      if (participant === created.localParticipant) quality.set(qualityOf(participant))
      else look()
    })
    created.on(RoomEvent.Reconnecting, () => state.set('lost'))
    created.on(RoomEvent.Reconnected, () => {
      state.set('connected')
      look()
      lookAgain(look, LOOKS_AFTER_RECONNECT)
    })
    created.on(RoomEvent.Disconnected, (reason) => {
      if (isClosed) return
      lose()
      // Who was removed by a host is told so on the room's socket in a moment. To ask for media before would be to join
      // again, and to wait in the lobby without being there.
      if (reason === DisconnectReason.PARTICIPANT_REMOVED) failures = Math.max(failures, FAILURES_OF_REMOVED)
      retry(connectAgain)
    })
    return created
  }

  async function prepareEncryption() {
    const { MediaKeys, startEncryptionWorker } = await import('../secret/media-keys.ts')
    mediaKeys = new MediaKeys()
    encryptionWorker = startEncryptionWorker()
    return { keyProvider: mediaKeys, worker: encryptionWorker }
  }

  function lookAgain(look: () => void, times: number): void {
    clearTimeout(lookTimer)
    if (times === 0 || isClosed) return
    lookTimer = setTimeout(() => {
      look()
      lookAgain(look, times - 1)
    }, LOOK_AGAIN_INTERVAL_MS)
  }

  function noteTaken(source: string): void {
    const kind = kindOf(source)
    if (kind && !isClosed) onTaken(kind)
  }

  function lose(): void {
    state.set('lost')
    remote.set(new Map())
    speakers.set(new Set())
  }

  async function connect({ url, token }: Media): Promise<void> {
    await firstKey
    if (isClosed) return
    room ??= await open()
    stopWatching()
    stopWatching = reloadWhereForbidden(url)
    await room.connect(url, token)
    if (isClosed) return void room.disconnect()
    failures = 0
    state.set('connected')
    remote.set(readRemote(room, isEncrypted))
    publish()
  }

  async function connectAgain(): Promise<void> {
    await connect(await renew())
  }

  function retry(step: () => Promise<void>): void {
    clearTimeout(timer)
    if (isClosed) return
    timer = setTimeout(
      () =>
        void step().catch(() => {
          lose()
          retry(connectAgain)
        }),
      failures === 0 ? 0 : backOffMs(failures, Math.random()),
    )
    failures++
  }

  function publish(): void {
    // A change that fails leaves what was sent as it was; the next one tries again.
    work = work.then(() => bringUpToDate()).catch(() => {})
  }

  async function bringUpToDate(): Promise<void> {
    if (!wanted || !room || state.get() !== 'connected') return
    for (const kind of KINDS) await bringTrackUpToDate(room, kind, wanted[kind])
    await bringMuteUpToDate(room, wanted.isMuted)
  }

  return {
    state,
    remote,
    speakers,
    quality,
    begin: (media) => retry(() => connect(media)),
    send(tracks) {
      wanted = tracks
      publish()
    },
    addKey(key) {
      keys = [...keys, key].slice(-KEYS_KEPT)
      void mediaKeys?.add(key)
    },
    useKey(key) {
      usedKey = key
      void mediaKeys?.use(key)
      onFirstKey()
    },
    close() {
      isClosed = true
      clearTimeout(timer)
      clearTimeout(lookTimer)
      stopWatching()
      void room?.disconnect(false)
      encryptionWorker?.terminate()
    },
  }
}

async function bringTrackUpToDate(
  room: LiveKitRoom,
  kind: Kind,
  wanted: MediaStreamTrack | null,
): Promise<void> {
  const { localParticipant } = room
  const published = publicationOf(localParticipant.getTrackPublication(SOURCES[kind] as Track.Source))
  if (published?.track?.mediaStreamTrack === (wanted ?? undefined)) return
  if (!wanted) {
    if (published?.track) await localParticipant.unpublishTrack(published.track, false)
  } else if (published?.track) await published.track.replaceTrack(wanted, { userProvidedTrack: true })
  else if (maySend(room, kind)) {
    await localParticipant.publishTrack(wanted, {
      source: SOURCES[kind] as Track.Source,
      // A screen is sent at one size, so that its text can be read.
      simulcast: kind === 'camera',
    })
  }
}

function maySend({ localParticipant }: LiveKitRoom, kind: Kind): boolean {
  const sources: readonly number[] = localParticipant.permissions?.canPublishSources ?? []
  return sources.length === 0 || sources.includes(SOURCE_NUMBERS[kind])
}

function kindOf(source: string): Kind | undefined {
  return KINDS.find((kind) => SOURCES[kind] === source)
}

async function bringMuteUpToDate(room: LiveKitRoom, isMuted: boolean): Promise<void> {
  const published = publicationOf(
    room.localParticipant.getTrackPublication(SOURCES.microphone as Track.Source),
  )
  if (!published || published.isMuted === isMuted) return
  await (isMuted ? published.mute() : published.unmute())
}

function publicationOf(publication: unknown): LocalTrackPublication | undefined {
  return publication as LocalTrackPublication | undefined
}

function readRemote(room: LiveKitRoom, isEncrypted: boolean): ReadonlyMap<string, RemoteMedia> {
  return new Map(
    [...room.remoteParticipants.values()].map((participant) => [
      participant.identity,
      readParticipant(participant, isEncrypted),
    ]),
  )
}

/** @param isEncrypted what comes in clear is left out: it is from nobody who has the key */
function readParticipant(participant: RemoteParticipant, isEncrypted: boolean): RemoteMedia {
  const find = (kind: Kind) => {
    const publication = participant.getTrackPublication(SOURCES[kind] as Track.Source)
    return isEncrypted && !publication?.isEncrypted ? undefined : publication
  }
  const track = (kind: Kind) => find(kind)?.track ?? null
  const isSent = (kind: Kind) => find(kind)?.isMuted === false
  return {
    microphone: track('microphone'),
    camera: track('camera'),
    screen: track('screen'),
    screenSound: track('screenSound'),
    hasMicrophone: isSent('microphone'),
    hasCamera: isSent('camera'),
    hasScreen: isSent('screen'),
    quality: qualityOf(participant),
  }
}

function qualityOf({ connectionQuality }: Participant): Quality {
  const quality: string = connectionQuality
  return quality === 'poor' || quality === 'lost' ? quality : 'good'
}
