/**
 * Being in a meeting's room: who else is there, what comes from them, what goes to them, what is said, and what is
 * recorded. It lives outside the components, which only show it.
 *
 * A lost connection to the room comes back by itself; meanwhile what goes from browser to browser goes on. When it is
 * back, every connection to somebody else is begun anew: what was negotiated meanwhile may be lost.
 */
import type { Joined } from '../../api/join.ts'
import { create, type Store } from '../../store.ts'
import type { LocalMedia } from './local-media.ts'
import { createMesh, type Mesh } from './mesh.ts'
import type { Person } from './people.ts'
import { createRecording, type Recording } from './recording.ts'
import type { RosterEntry, ServerMessage, SignalData } from './room-messages.ts'
import { createRoomPeople } from './room-people.ts'
import { openRoomSocket, type RoomSocketOptions } from './room-socket.ts'
import { describeSent, tracksOf } from './sent-media.ts'
import { createSpeakers } from './speakers.ts'
import { createTalk, type Talk } from './talk.ts'

/** What screen readers are told. */
export type News =
  | { kind: 'joined' | 'left' | 'away' | 'back'; name: string }
  | { kind: 'chat' | 'question' | 'answer'; name: string; text: string }

export interface Room {
  me: RosterEntry
  topic: string
  media: LocalMedia
  connection: Store<'connecting' | 'connected' | 'lost'>
  /** The others. */
  people: Store<Person[]>
  talk: Talk
  recording: Recording
  /** Participants who speak, oneself among them. */
  speakers: Store<ReadonlySet<string>>
  news: Store<News | null>
  /** These answer whether it was sent. */
  say: (text: string) => boolean
  ask: (question: string) => boolean
  answer: (questionId: string, answer: string) => boolean
  /** For everybody; hosts only. */
  pauseRecording: (isPaused: boolean) => void
  /** Tells the others, and ends all but the sending of what was recorded. */
  leave: () => void
  /** The same without a word: the server has ended it. */
  end: () => void
}

export interface RoomOptions {
  number: string
  name: string
  joined: Joined
  media: LocalMedia
  onEnd: RoomSocketOptions['onEnd']
}

export function createRoom({ number, name, joined, media, onEnd }: RoomOptions): Room {
  const { participantId, roomToken, roomUrl, role } = joined
  const connection = create<'connecting' | 'connected' | 'lost'>('connecting')
  const news = create<News | null>(null)
  const talk = createTalk(participantId)
  const speakers = createSpeakers()
  const recording = createRecording({ participantId, number, roomToken })
  const people = createRoomPeople({
    ownId: participantId,
    mesh: () => mesh,
    onMet: (id) => {
      if (role === 'host' && recording.state.get().isPaused) tellPause(id, true)
    },
    onChange: (kind, who) => news.set({ kind, name: who }),
  })
  const mesh: Mesh = createMesh({
    id: participantId,
    iceServers: joined.media.iceServers,
    tracks: tracksOf(media),
    media: describeSent(media, recording),
    send: (to, data) => void socket.send({ type: 'signal', to, data }),
    onStream(id, stream) {
      people.change(id, { stream })
      speakers.listenTo(id, stream?.getAudioTracks()[0] ?? null)
    },
    onConnected: (id, isConnected) => people.change(id, { isConnected }),
    onMedia(id, theirs) {
      people.change(id, { media: theirs })
      if (theirs.isRecording) recording.askAgain()
    },
  })

  /** What is sent, told and recorded follows what there is. */
  let told = ''
  function followMedia(): void {
    const tracks = tracksOf(media)
    const sent = describeSent(media, recording)
    const next = JSON.stringify([sent, tracks.audio?.id, tracks.video?.id])
    if (next === told) return
    told = next
    mesh.setTracks(tracks, sent)
    speakers.listenTo(participantId, sent.hasMicrophone ? tracks.audio : null)
    if (connection.get() !== 'connecting') record()
  }

  function record(): void {
    const { audio, video } = tracksOf(media)
    recording.setTracks([video, audio].filter((track) => track !== null))
  }

  function tellPause(to: string, isRecordingPaused: boolean): void {
    socket.send({ type: 'signal', to, data: { isRecordingPaused } })
  }

  function takeSignal(from: string, data: SignalData): void {
    if ('leaves' in data) people.remove(from)
    else if (!('isRecordingPaused' in data)) mesh.receive(from, data)
    else if (people.find(from)?.role === 'host') recording.setPaused(data.isRecordingPaused)
  }

  function take(message: ServerMessage): void {
    switch (message.type) {
      case 'welcome':
        people.takeRoster(message.participants, true)
        connection.set('connected')
        return record()
      case 'participants':
        return people.takeRoster(message.participants, false)
      case 'participant-joined':
        return people.takeArrival(message)
      case 'participant-away':
        return people.takeAway(message.participantId)
      case 'participant-left':
        return people.remove(message.participantId)
      case 'signal':
        return people.find(message.from) && takeSignal(message.from, message.data)
      case 'chat':
        talk.takeMessage(message)
        return news.set({ kind: 'chat', name: message.name, text: message.text })
      case 'question':
        talk.takeQuestion(message)
        return news.set({ kind: 'question', name: message.askedBy, text: message.question })
      case 'answer':
        talk.takeAnswer(message)
        return news.set({ kind: 'answer', name: message.answeredBy, text: message.answer })
      case 'ping':
      case 'error':
    }
  }

  function end(): void {
    for (const stop of subscriptions) stop()
    void recording.finish()
    socket.close()
    mesh.close()
    speakers.close()
  }

  const subscriptions = [media.state.subscribe(followMedia), recording.state.subscribe(followMedia)]
  const socket = openRoomSocket({
    url: roomUrl,
    onMessage: take,
    onLost: () => connection.set('lost'),
    onEnd,
  })
  followMedia()

  return {
    me: { id: participantId, name, role },
    topic: joined.topic,
    media,
    connection,
    people: people.list,
    talk,
    recording,
    speakers: speakers.now,
    news,
    say(text) {
      const isSent = socket.send({ type: 'chat', text })
      if (isSent) talk.takeMessage({ from: null, name, text, sentAt: new Date().toISOString() })
      return isSent
    },
    ask: (question) => socket.send({ type: 'question', question }),
    answer: (questionId, answer) => socket.send({ type: 'answer', questionId, answer }),
    pauseRecording(isPaused) {
      if (role !== 'host') return
      recording.setPaused(isPaused)
      for (const { id } of people.list.get()) tellPause(id, isPaused)
    },
    leave() {
      for (const { id } of people.list.get()) socket.send({ type: 'signal', to: id, data: { leaves: true } })
      talk.forget()
      end()
    },
    end,
  }
}
