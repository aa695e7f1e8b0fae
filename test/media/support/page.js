/**
 * What a test page does: joins with the unmodified livekit-client, shows everybody, and counts. Runs in the browser.
 */
/* global LivekitClient */
const { Room, RoomEvent, Track } = LivekitClient
const events = []
const LOOK_INTERVAL_MS = 500
const startedAt = performance.now()

/** Of the room, in order: what happened, to whom, when. */
function note(type, who, detail) {
  events.push({ type, who, detail, atMs: Math.round(performance.now() - startedAt) })
}

function sourceOf(publication) {
  return publication?.source ?? 'unknown'
}

window.media = {
  room: null,
  events,

  async join(url, token, options = {}) {
    const room = new Room({
      adaptiveStream: options.adaptiveStream ?? false,
      dynacast: options.dynacast ?? false,
      ...options.room,
    })
    window.media.room = room
    watch(room, options.tile ?? { width: 320, height: 180 })
    await room.connect(url, token, { autoSubscribe: options.autoSubscribe ?? true })
    if (options.publish !== false) await window.media.publish(options)
    return { sid: room.localParticipant.sid, server: room.serverInfo?.version }
  },

  async publish(options = {}) {
    const me = window.media.room.localParticipant
    const { width = 320, height = 180, frameRate = 10 } = options.resolution ?? {}
    // Tracks of our own, as our pages have them: when it connects again, livekit-client then leaves the camera open.
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: true,
      video: { width, height, frameRate },
    })
    const [[microphone], [camera]] = [stream.getAudioTracks(), stream.getVideoTracks()]
    await me.publishTrack(microphone, { source: Track.Source.Microphone })
    await me.publishTrack(camera, { source: Track.Source.Camera, simulcast: true, videoCodec: 'vp8' })
  },

  /** A moving picture as a shared screen, so that nobody has to choose one. */
  async share() {
    const canvas = document.createElement('canvas')
    canvas.width = 1280
    canvas.height = 720
    const context = canvas.getContext('2d')
    let count = 0
    window.media.shareTimer = setInterval(() => {
      context.fillStyle = count++ % 2 ? '#204060' : '#604020'
      context.fillRect(0, 0, canvas.width, canvas.height)
    }, 100)
    const [track] = canvas.captureStream(10).getVideoTracks()
    const publication = await window.media.room.localParticipant.publishTrack(track, {
      source: Track.Source.ScreenShare,
      simulcast: false,
      videoCodec: 'vp8',
    })
    return publication.trackSid
  },

  async unshare() {
    clearInterval(window.media.shareTimer)
    const me = window.media.room.localParticipant
    await me.unpublishTrack(me.getTrackPublication(Track.Source.ScreenShare).track)
  },

  /** Of each track that is received, by `identity/source`. */
  async received() {
    const found = {}
    for (const participant of window.media.room?.remoteParticipants.values() ?? []) {
      for (const publication of participant.trackPublications.values()) {
        const stats = await publication.track?.receiver?.getStats()
        for (const one of stats?.values() ?? []) {
          if (one.type !== 'inbound-rtp') continue
          found[`${participant.identity}/${publication.source}`] = {
            frames: one.framesDecoded ?? 0,
            width: one.frameWidth ?? 0,
            energy: one.totalAudioEnergy ?? 0,
            samples: one.totalSamplesReceived ?? 0,
            concealed: (one.concealedSamples ?? 0) - (one.silentConcealedSamples ?? 0),
            packets: one.packetsReceived,
            freezeS: one.totalFreezesDuration ?? 0,
            muted: publication.isMuted,
            paused: publication.track?.streamState === Track.StreamState.Paused,
          }
        }
      }
    }
    return found
  },

  /** Of each layer that is sent, by `source/rid`. */
  async sent() {
    const found = {}
    for (const publication of window.media.room.localParticipant.trackPublications.values()) {
      const stats = await publication.track?.sender?.getStats()
      for (const one of stats?.values() ?? []) {
        if (one.type !== 'outbound-rtp') continue
        found[`${publication.source}/${one.rid ?? ''}`] = {
          active: one.active !== false,
          frames: one.framesEncoded ?? 0,
          width: one.frameWidth ?? 0,
          bytes: one.bytesSent,
          resent: one.retransmittedPacketsSent ?? 0,
        }
      }
    }
    return found
  },

  people() {
    return [...(window.media.room?.remoteParticipants.values() ?? [])]
      .map(({ identity }) => identity)
      .sort((a, b) => (a < b ? -1 : 1))
  },

  /** Frame times of a remote picture: the longest pause between two frames since `watchFrames` was called. */
  gaps: {},
  watchFrames(key) {
    const state = { last: performance.now(), longestMs: 0, frames: 0 }
    window.media.gaps[key] = state
    const element = document.querySelector(`[data-key="${key}"]`)
    const tick = () => {
      const now = performance.now()
      state.longestMs = Math.max(state.longestMs, now - state.last)
      state.last = now
      state.frames++
      element.requestVideoFrameCallback(tick)
    }
    element.requestVideoFrameCallback(tick)
  },
  longestGapMs(key) {
    const state = window.media.gaps[key]
    return Math.max(state.longestMs, performance.now() - state.last)
  },

  resize(key, width, height) {
    const element = document.querySelector(`[data-key="${key}"]`)
    element.style.width = `${width}px`
    element.style.height = `${height}px`
  },
}

function show(track, publication, participant, tile) {
  const element = track.attach()
  element.dataset.key = `${participant.identity}/${publication.source}`
  if (track.kind === 'video') {
    element.style.cssText = `display:inline-block;width:${tile.width}px;height:${tile.height}px`
  }
  document.body.append(element)
}

function watch(room, tile) {
  room.on(RoomEvent.TrackSubscribed, (track, publication, participant) => {
    note('subscribed', participant.identity, sourceOf(publication))
    show(track, publication, participant, tile)
  })
  // As our pages do: livekit-client can keep this event back after it has connected again, and what is received is not
  // decoded where nothing plays it.
  room.on(RoomEvent.Reconnected, () =>
    setInterval(() => {
      for (const participant of room.remoteParticipants.values()) {
        for (const publication of participant.trackPublications.values()) {
          const { track } = publication
          if (track?.attachedElements.length === 0) show(track, publication, participant, tile)
        }
      }
    }, LOOK_INTERVAL_MS),
  )
  room.on(RoomEvent.TrackUnsubscribed, (track, publication, participant) => {
    note('unsubscribed', participant.identity, sourceOf(publication))
    for (const element of track.detach()) element.remove()
  })
  const simple = {
    [RoomEvent.ParticipantConnected]: 'joined',
    [RoomEvent.ParticipantDisconnected]: 'left',
  }
  for (const [event, type] of Object.entries(simple)) room.on(event, (one) => note(type, one.identity))
  room.on(RoomEvent.TrackMuted, (publication, participant) =>
    note('muted', participant.identity, sourceOf(publication)),
  )
  room.on(RoomEvent.TrackUnmuted, (publication, participant) =>
    note('unmuted', participant.identity, sourceOf(publication)),
  )
  room.on(RoomEvent.LocalTrackUnpublished, (publication) => note('withdrawn', 'me', sourceOf(publication)))
  room.on(RoomEvent.ParticipantPermissionsChanged, (_before, participant) =>
    note(
      'permissions',
      participant.identity,
      JSON.stringify({ canPublish: participant.permissions?.canPublish }),
    ),
  )
  room.on(RoomEvent.Disconnected, (reason) => note('disconnected', 'me', reason))
  for (const event of ['Reconnecting', 'SignalReconnecting', 'Reconnected']) {
    room.on(RoomEvent[event], () => note(event, 'me'))
  }
  room.on(RoomEvent.ActiveSpeakersChanged, (speakers) => {
    for (const { identity } of speakers) note('speaks', identity)
  })
  room.on(RoomEvent.DataReceived, (payload, participant, _kind, topic) =>
    note('data', participant?.identity ?? 'server', `${topic ?? ''}:${new TextDecoder().decode(payload)}`),
  )
  room.on(RoomEvent.RoomMetadataChanged, (metadata) => note('metadata', 'room', metadata))
  room.on(RoomEvent.ParticipantAttributesChanged, (changed, participant) =>
    note('attributes', participant.identity, JSON.stringify(changed)),
  )
  room.on(RoomEvent.ConnectionQualityChanged, (quality, participant) =>
    note('quality', participant.identity, quality),
  )
  room.on(RoomEvent.TrackStreamStateChanged, (publication, state, participant) =>
    note('stream', `${participant.identity}/${publication.source}`, state),
  )
}
