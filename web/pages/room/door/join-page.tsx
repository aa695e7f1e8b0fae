/**
 * Joining a meeting, and being in it: one address for all of it, so that a link leads wherever its bearer stands. The
 * session of anyone who is signed in is asked for first, because it says who comes; nobody has to have one.
 */
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { doorQuery } from '../../../api/join.ts'
import { meetingQuery } from '../../../api/meetings.ts'
import { sessionQuery } from '../../../api/session.ts'
import { currentLanguage, known, speak } from '../../../i18n/index.ts'
import { useStored } from '../../../store.ts'
import { Farewell } from './farewell.tsx'
import { Lobby } from './lobby.tsx'
import { createLocalMedia, isAllowedAlready, type LocalMedia } from '../connection/local-media.ts'
import { nameInLink } from './name-in-link.ts'
import type { Room } from '../connection/room.ts'
import { lastName, readSeat } from './seat.ts'
import { createVisit } from './visit.ts'
import { InLobby, Waiting } from './waiting.tsx'

const route = getRouteApi('/join/$number')
/** It is large, and fetched while people are about to join. */
const loadRoom = () => import('../room-view.tsx')
const RoomView = lazy(async () => ({ default: (await loadRoom()).RoomView }))

export function JoinPage() {
  const { number } = route.useParams()
  const { link, lang } = route.useSearch()
  const isWorded = useLanguage(lang)
  return isWorded && <Joining key={`${number} ${link}`} number={withDashes(number)} link={link} />
}

function Joining({ number, link }: { number: string; link: string | undefined }) {
  const [media] = useState(createLocalMedia)
  const [visit] = useState(() => createVisit({ number, link, media }))
  const stage = useStored(visit.stage)
  const { data: session, isPending } = useQuery(sessionQuery)
  const { data: meeting } = useQuery({
    ...meetingQuery(number),
    enabled: session !== undefined,
    retry: false,
  })
  const isInside = stage.at === 'inside' || stage.at === 'over'
  const { data: door = null } = useQuery({ ...doorQuery(number), enabled: !isInside })
  const topic = door?.topic ?? meeting?.data.topic ?? ''

  useEffect(() => {
    const seat = readSeat(number)
    if (seat?.isInside) void media.setMuted(seat.isMuted)
    if (seat?.isInside) void media.start({ camera: seat.hasCamera })
    else void startIfAllowed(media)
    void loadRoom()
    return () => visit.abandon()
  }, [media, visit, number])

  useEffect(() => {
    if (!isPending) visit.resume()
  }, [isPending, visit])

  const isInFront = stage.at === 'lobby' || stage.at === 'entering'
  if (isInFront) {
    const linked = nameInLink(link)
    return (
      <Lobby
        {...{ number, topic, door, media }}
        linkedName={linked}
        suggestedName={readSeat(number)?.name || session?.user.username || lastName()}
        isEntering={stage.at === 'entering'}
        isReady={!isPending}
        problem={stage.at === 'lobby' ? stage.problem : null}
        onEnter={(name) => {
          const isAsked = media.state.get().wasAsked || door?.state === 'not-open' || door?.state === 'closed'
          void (isAsked ? Promise.resolve() : media.start()).then(() => visit.enter(name))
        }}
      />
    )
  }
  if (stage.at === 'waiting') return <Waiting {...stage} topic={topic} onBack={visit.goToLobby} />
  if (stage.at === 'over') {
    return (
      <Farewell
        {...stage}
        number={number}
        isLinked={link !== undefined}
        meetingId={meeting?.data.id ?? null}
        onBack={() => {
          void media.start()
          visit.goToLobby()
        }}
        onHere={() => {
          void media.start()
          visit.enter(readSeat(number)?.name ?? '')
        }}
      />
    )
  }
  return <Inside room={stage.room} number={number} onLeave={visit.leave} />
}

interface InsideProps {
  room: Room
  number: string
  onLeave: () => void
}

function Inside(props: InsideProps) {
  const { room, number, onLeave } = props
  const isWaiting = useStored(room.isWaiting)
  if (isWaiting) return <InLobby topic={room.topic} number={number} onLeave={onLeave} />
  return (
    <Suspense>
      <RoomView {...props} />
    </Suspense>
  )
}

/** Nobody is asked before they know what for; who allowed it before is not asked again. */
async function startIfAllowed(media: LocalMedia): Promise<void> {
  const isAllowed = await isAllowedAlready()
  if (isAllowed && !media.state.get().wasAsked) await media.start()
}

/** True once the page speaks the language that the link asks for. */
function useLanguage(tag: string | undefined): boolean {
  const [wanted] = known(tag ?? null)
  const [isWorded, setWorded] = useState(wanted === undefined || wanted === currentLanguage())
  useEffect(() => {
    if (!isWorded && wanted) void speak(wanted).finally(() => setWorded(true))
  }, [isWorded, wanted])
  return isWorded
}

/** As it stands in invitations. */
function withDashes(number: string): string {
  return /^\d{16}$/.test(number) ? (number.match(/\d{4}/g) ?? []).join('-') : number
}
