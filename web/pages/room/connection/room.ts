/**
 * Being in a meeting's room: who else is there, what comes from them, what goes to them, and what is said. It lives outside the components, which only show it.
 *
 * The room's socket says who is inside; picture and sound have a connection of their own. Each comes back by itself
 * where it is lost, and the other goes on meanwhile.
 */
import type { Joined } from '../../../api/join.ts'
import { create, type Store } from '../../../store.ts'
import { chime } from './chime.ts'
import { createHosting, type Hosting } from './hosting.ts'
import type { LocalMedia } from './local-media.ts'
import { createMediaConnection, type Kind, type Media, type MediaConnection } from './media-connection.ts'
import type { Person } from './people.ts'
import { createReactions, type Reactions } from './reactions.ts'
import { rightsOf } from './rights.ts'
import type {
  ClientMessage,
  Reaction,
  RoomState,
  RosterEntry,
  ServerMessage,
} from '../../../../shared/room-messages.ts'
import { createRoomPeople } from './room-people.ts'
import { openRoomSocket, type RoomSocketOptions } from './room-socket.ts'
import { createSecrecy } from '../secret/secrecy.ts'
import { createTalk, type Talk } from './talk.ts'

/** What screen readers are told. */
export type News =
  | { kind: 'joined' | 'left' | 'away' | 'back' | 'waits' | 'hand'; name: string }
  | { kind: 'chat' | 'question' | 'answer'; name: string; text: string }

export interface Room {
  me: Pick<RosterEntry, 'id' | 'name'>
  /** The same person, with what the server says of them now. */
  self: Store<RosterEntry>
  /** Null: not connected yet. */
  state: Store<RoomState | null>
  topic: string
  /** Off the record: to be compared with the other pages, null: no key yet. Null: it is not encrypted. */
  secretCode: Store<string | null> | null
  /** A host's powers; nothing of it works for others. */
  hosting: Hosting
  media: LocalMedia
  connection: Store<'connecting' | 'connected' | 'lost'>
  /** In the lobby, until a host decides. */
  isWaiting: Store<boolean>
  /** What a host said who did not let one in; empty: nothing. */
  refusalWord: Store<string>
  /** The others. */
  people: Store<Person[]>
  talk: Talk
  /** Picture and sound. */
  live: Pick<MediaConnection, 'state' | 'speakers' | 'quality'>
  news: Store<News | null>
  reactions: Reactions['shown']
  raiseHand: (isRaised: boolean) => boolean
  react: (reaction: Reaction) => boolean
  /** These answer whether it was sent. */
  say: (text: string) => boolean
  ask: (question: string) => boolean
  answer: (questionId: string, answer: string) => boolean
  /** Tells the others, and ends all. */
  leave: () => void
  /** The same without a word: the server has ended it. */
  end: () => void
}

export interface RoomOptions {
  number: string
  name: string
  joined: Joined
  media: LocalMedia
  /** Joins again, for another token. */
  renewMedia: () => Promise<Media>
  onEnd: RoomSocketOptions['onEnd']
}

export function createRoom({ number, name, joined, media, renewMedia, onEnd }: RoomOptions): Room {
  const { participantId, roomToken, roomUrl, role } = joined
  const connection = create<'connecting' | 'connected' | 'lost'>('connecting')
  const isWaiting = create(joined.state === 'waiting')
  const refusalWord = create('')
  const news = create<News | null>(null)
  const self = create<RosterEntry>({
    id: participantId,
    name,
    role,
    hand: null,
    hasFloor: false,
    isMuted: false,
  })
  const reactions = createReactions()
  const state = create<RoomState | null>(null)
  const hosting = createHosting({
    number,
    roomToken,
    onWaiting(names) {
      chime()
      news.set({ kind: 'waits', name: names.join(', ') })
    },
  })
  const talk = createTalk(participantId)
  const isEncrypted = joined.meetingType === 'offTheRecord'
  const live = createMediaConnection({
    renew: renewMedia,
    onTaken: followHost,
    isEncrypted,
    onUndecryptable: () => secrecy?.askAgain(),
  })
  const secrecy = isEncrypted
    ? createSecrecy({
        ownId: participantId,
        send: (body, to) => void socket.send({ type: 'secret', body, ...(to !== undefined && { to }) }),
        onKey: live.addKey,
        onSwitch: live.useKey,
      })
    : null
  let revealing = Promise.resolve()
  const people = createRoomPeople({
    ownId: participantId,
    onChange: (kind, who) => news.set({ kind, name: who }),
  })

  /** What is sent follows what there is. */
  function followMedia(): void {
    live.send(media.state.get())
  }

  /** A host muted or stopped it: the buttons show it, and one may send again as far as one is allowed to. */
  function followHost(kind: Kind): void {
    const sent = media.state.get()
    if (kind === 'microphone' && !sent.isMuted) void media.setMuted(true)
    if (kind === 'camera' && sent.camera) void media.setCamera(false)
    if (kind === 'screen' && sent.screen) void media.setScreen(false)
  }

  function nameOf(id: string): string {
    return id === participantId ? name : (people.list.get().find((person) => person.id === id)?.name ?? '')
  }

  function followRemote(): void {
    people.takeMedia(live.remote.get())
  }

  /** What would not be taken is not sent, and its light goes out; nobody is heard because they get the floor. */
  function followRights(): void {
    const rights = rightsOf(state.get(), self.get())
    const sent = media.state.get()
    if (!rights.microphone && !sent.isMuted) void media.setMuted(true)
    if (!rights.camera && sent.camera) void media.setCamera(false)
    if (!rights.screen && sent.screen) void media.setScreen(false)
  }

  function takeSelf(entry: RosterEntry | undefined): void {
    if (!entry) return
    self.set(entry)
    followRights()
    hosting.setActive(entry.role !== 'participant')
  }

  function take(message: ServerMessage): void {
    switch (message.type) {
      case 'welcome':
        people.takeRoster(message.participants)
        if (message.state === 'inside') secrecy?.takePeople(message.participants.map(({ id }) => id))
        if (message.room) state.set(message.room)
        isWaiting.set(message.state === 'waiting')
        takeSelf(message.self ?? undefined)
        if (message.room && message.room.meetingType !== 'offTheRecord') talk.takeHistory(message.chat)
        hosting.look()
        return connection.set('connected')
      case 'admitted':
        return live.begin(message.media)
      case 'participants':
        takeSelf(message.participants.find(({ id }) => id === participantId))
        secrecy?.takePeople(message.participants.map(({ id }) => id).filter((id) => id !== participantId))
        return people.takeRoster(message.participants)
      case 'participant-changed':
        if (message.participant.id === participantId) return takeSelf(message.participant)
        if (message.participant.hand !== null && people.handOf(message.participant.id) === null)
          news.set({ kind: 'hand', name: message.participant.name })
        return people.takeChange(message.participant)
      case 'reaction':
        return reactions.take(nameOf(message.from), message.reaction)
      case 'room':
        return state.set(message.room)
      case 'room-changed':
        return hosting.look()
      case 'participant-joined':
        secrecy?.arrive(message.participant.id)
        return people.takeArrival(message.participant)
      case 'participant-away':
        return people.takeAway(message.participantId)
      case 'participant-left':
        secrecy?.depart(message.participantId)
        return people.remove(message.participantId)
      case 'secret':
        return void secrecy?.take(message.from, message.body)
      case 'chat':
        return reveal(message.text, (text) => {
          talk.takeMessage({ ...message, text })
          if (message.from !== participantId) news.set({ kind: 'chat', name: message.name, text })
        })
      case 'chat-hidden':
        return talk.hideMessage(message.id)
      case 'refused':
        return refusalWord.set(message.word)
      case 'question':
        return reveal(message.question, (question) => {
          talk.takeQuestion({ ...message, question })
          news.set({ kind: 'question', name: message.askedBy, text: question })
        })
      case 'answer':
        return reveal(message.answer, (answer) => {
          talk.takeAnswer({ ...message, answer })
          news.set({ kind: 'answer', name: message.answeredBy, text: answer })
        })
      case 'ping':
      case 'error':
    }
  }

  /** Off the record what is in clear, or sealed by a stranger, is not shown. One after the other, as it came. */
  function reveal(text: string, show: (text: string) => void): void {
    if (!secrecy) return show(text)
    const before = revealing
    revealing = (async () => {
      await before
      const opened = await secrecy.open(text)
      if (opened !== null) show(opened)
    })()
  }

  /** @returns false: it cannot be sent now */
  function write(text: string, message: (text: string) => ClientMessage): boolean {
    if (!secrecy) return socket.send(message(text))
    if (connection.get() !== 'connected' || secrecy.code.get() === null) return false
    void secrecy.seal(text).then((sealed) => sealed !== null && socket.send(message(sealed)))
    return true
  }

  function end(): void {
    secrecy?.stop()
    for (const stop of subscriptions) stop()
    hosting.stop()
    socket.close()
    live.close()
  }

  const subscriptions = [media.state.subscribe(followMedia), live.remote.subscribe(followRemote)]
  const socket = openRoomSocket({
    url: roomUrl,
    onMessage: take,
    onLost: () => connection.set('lost'),
    onEnd,
  })
  followMedia()
  if (joined.media) live.begin(joined.media)

  return {
    me: { id: participantId, name },
    self,
    state,
    secretCode: secrecy?.code ?? null,
    hosting,
    topic: joined.topic,
    media,
    connection,
    isWaiting,
    refusalWord,
    people: people.list,
    talk,
    live,
    news,
    reactions: reactions.shown,
    raiseHand: (isRaised) => socket.send({ type: 'hand', isRaised }),
    react: (reaction) => socket.send({ type: 'reaction', reaction }),
    say: (text) => write(text, (sealed) => ({ type: 'chat', text: sealed })),
    ask: (question) => write(question, (sealed) => ({ type: 'question', question: sealed })),
    answer: (questionId, answer) =>
      write(answer, (sealed) => ({ type: 'answer', questionId, answer: sealed })),
    leave() {
      socket.send({ type: 'leave' })
      talk.forget()
      end()
    },
    end,
  }
}
