/**
 * Everybody's picture. With one other person theirs fills the place and one's own is small in a corner; among more all
 * are of one size, nine on a page; a screen that somebody shows is large, with the people beside it, the presenter
 * first; two screens stand side by side until one of them is pinned. Who wants to sees the speaker large, or pins
 * somebody. Only pictures that are shown are sent here.
 */
import { useElementSize } from '@mantine/hooks'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { useStored } from '../../../store.ts'
import { AloneNotice } from './alone-notice.tsx'
import { isMirrored } from '../devices/media-buttons.tsx'
import { useHandPlaces } from '../people/hands.tsx'
import { layOutTiles, TILE_GAP_PX } from './lay-out-tiles.ts'
import { rightsOf } from '../connection/rights.ts'
import type { Room } from '../connection/room.ts'
import { smallWindow } from './small-window.ts'
import classes from './stage.module.css'
import { Tile, type TileProps } from './tile.tsx'
import type { PlayedTrack } from '../devices/use-track-element.ts'
import { view } from './view.ts'

/** On one page of the grid, and beside a screen. */
const TILES_PER_PAGE = 9
/** Further ones are small, until they are pinned. */
const SCREENS_SIDE_BY_SIDE = 2

export function Stage({ room, number }: { room: Room; number: string }) {
  const { own, others, screens } = useTiles(room)
  const isAlone = useStored(room.people).length === 0
  const { layout, pinned, isOwnHidden } = useStored(view)
  const speaker = useSpeaker(others)
  const shown = own && !isOwnHidden ? [...others, own] : others
  const chosen = [...screens, ...shown].find(({ id }) => id === pinned)
  const led = layout === 'speaker' && others.length > 1 ? speaker : undefined
  const large = chosen
    ? [chosen]
    : screens.length > 0
      ? screens.slice(0, SCREENS_SIDE_BY_SIDE)
      : led
        ? [led]
        : []
  return (
    <>
      <StageLayout {...{ number, large, screens, own, others, shown, isAlone }} />
      <SmallWindow tile={large[0] ?? speaker ?? own} />
    </>
  )
}

interface StageLayoutProps extends Tiles {
  number: string
  /** Empty: all are of one size. */
  large: TileProps[]
  /** The people who have a tile. */
  shown: TileProps[]
  isAlone: boolean
}

function StageLayout({ number, large, screens, own, others, shown, isAlone }: StageLayoutProps) {
  const { t } = useTranslation()
  if (large.length > 0) return <Spotlight large={large} screens={screens} people={shown} />
  const [only] = others
  if (only && others.length === 1) {
    return (
      <section className={classes['pair']} aria-label={t('room.view')}>
        <Tile {...only} />
        {own && shown.includes(own) && (
          <div className={classes['own']}>
            <Tile {...own} />
          </div>
        )}
      </section>
    )
  }
  return (
    <section className={classes['all']} aria-label={t('room.view')}>
      {isAlone && <AloneNotice number={number} />}
      {!own && others.length === 0 && <p className={classes['nobody']}>{t('room.floor.nobody')}</p>}
      <Pages tiles={shown} />
    </section>
  )
}

interface SpotlightProps {
  large: TileProps[]
  screens: TileProps[]
  people: TileProps[]
}

/** One large, or two screens, the others beside it: whose screen it is comes first, further screens next. */
function Spotlight({ large, screens, people }: SpotlightProps) {
  const { t } = useTranslation()
  const presenters = people.filter(({ participantId }) =>
    large.some((tile) => tile.isScreen && tile.participantId === participantId),
  )
  const isLarge = ({ id }: TileProps) => large.some((tile) => tile.id === id)
  const otherScreens = screens.filter((tile) => !isLarge(tile))
  const rest = people.filter((tile) => !presenters.includes(tile) && !isLarge(tile))
  return (
    <section className={classes['spotlight']} aria-label={t('room.view')}>
      <div className={classes['main']}>
        {large.map((tile) => (
          <Tile key={tile.id} {...tile} />
        ))}
      </div>
      <ul className={classes['strip']}>
        {[...presenters, ...otherScreens, ...rest].slice(0, TILES_PER_PAGE).map((tile) => (
          <li key={tile.id}>
            <Tile {...tile} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** In front of other programs, for as long as the room is open. */
function SmallWindow({ tile }: { tile: TileProps | null | undefined }) {
  const opened = useStored(smallWindow)
  useEffect(() => () => smallWindow.get()?.close(), [])
  return opened && tile && createPortal(<Tile key={tile.id} {...tile} />, opened.document.body)
}

/** Who spoke last: they stay for as long as they speak, and until somebody else does. */
function useSpeaker(others: TileProps[]): TileProps | undefined {
  const [id, setId] = useState<string | null>(null)
  const current = others.find((tile) => tile.id === id)
  const next = others.find(({ isSpeaking }) => isSpeaking)
  // React takes such a change up before it paints.
  if (next && next.id !== id && !current?.isSpeaking) setId(next.id)
  return current ?? others[0]
}

/** Nobody's tile changes its place because somebody speaks: pages are turned by hand. */
function Pages({ tiles }: { tiles: TileProps[] }) {
  const { t } = useTranslation()
  const [wanted, setPage] = useState(0)
  const pages = Math.max(1, Math.ceil(tiles.length / TILES_PER_PAGE))
  const page = Math.min(wanted, pages - 1)
  return (
    <>
      <Grid tiles={tiles.slice(page * TILES_PER_PAGE, (page + 1) * TILES_PER_PAGE)} />
      {pages > 1 && (
        <nav className={classes['pages']} aria-label={t('room.pages')}>
          <button
            type="button"
            disabled={page === 0}
            onClick={() => setPage(page - 1)}
            aria-label={t('room.pageBefore')}
          >
            <IconChevronLeft size={18} aria-hidden />
          </button>
          <span aria-live="polite">{t('room.page', { page: page + 1, pages })}</span>
          <button
            type="button"
            disabled={page === pages - 1}
            onClick={() => setPage(page + 1)}
            aria-label={t('room.pageAfter')}
          >
            <IconChevronRight size={18} aria-hidden />
          </button>
        </nav>
      )}
    </>
  )
}

function Grid({ tiles }: { tiles: TileProps[] }) {
  const { ref, width, height } = useElementSize()
  const { widthPx, heightPx, columns } = layOutTiles(tiles.length, width, height)
  return (
    <div ref={ref} className={classes['grid']}>
      <ul
        style={{
          width: columns * widthPx + (columns - 1) * TILE_GAP_PX,
          gap: TILE_GAP_PX,
        }}
      >
        {tiles.map((tile) => (
          <li key={tile.id} style={{ width: widthPx, height: heightPx }}>
            <Tile {...tile} />
          </li>
        ))}
      </ul>
    </div>
  )
}

interface Tiles {
  /** Null: in the audience, which has no pictures. */
  own: TileProps | null
  others: TileProps[]
  /** Screens that are shown, whose picture is here. */
  screens: TileProps[]
}

function useTiles(room: Room): Tiles {
  const { me, media, live } = room
  const { t } = useTranslation()
  const { camera, screen, microphone, isMuted } = useStored(media.state)
  const self = useStored(room.self)
  const state = useStored(room.state)
  const places = useHandPlaces(room)
  const others = useStored(room.people).filter((person) => !rightsOf(state, person).isAudience)
  const speaking = useStored(live.speakers)
  const plain = {
    isScreen: false,
    isMirrored: false,
    isOwn: false,
    isAway: false,
    isConnecting: false,
    isPoor: false,
  }
  const own: TileProps = {
    ...plain,
    id: me.id,
    participantId: me.id,
    name: me.name,
    label: t('room.me', { name: me.name }),
    picture: camera,
    isMirrored: isMirrored(camera),
    isOwn: true,
    isMuted: microphone === null || isMuted,
    isSpeaking: speaking.has(me.id),
    handPlace: places.get(me.id) ?? null,
  }
  const theirs = others.map(({ id, name, media, isAway }): TileProps => ({
    ...plain,
    id,
    participantId: id,
    name,
    label: name,
    picture: media?.hasCamera ? media.camera : null,
    isMuted: media !== null && !media.hasMicrophone,
    isSpeaking: speaking.has(id) && !isAway,
    isAway,
    isConnecting: media === null && !isAway,
    isPoor: media !== null && media.quality !== 'good',
    handPlace: places.get(id) ?? null,
  }))
  const shown = [
    { person: own, picture: screen as PlayedTrack | null },
    ...others.map(({ id, media, isAway }) => ({
      person: theirs.find((tile) => tile.id === id)!,
      picture: media?.hasScreen && !isAway ? media.screen : null,
    })),
  ]
  return {
    own: rightsOf(state, self).isAudience ? null : own,
    others: theirs,
    screens: shown.flatMap(({ person, picture }) =>
      picture === null
        ? []
        : [
            {
              ...person,
              id: `${person.id} screen`,
              label: t('room.presents', { name: person.name }),
              picture,
              isScreen: true,
              isMirrored: false,
              isOwn: false,
              isMuted: false,
            },
          ],
    ),
  }
}
