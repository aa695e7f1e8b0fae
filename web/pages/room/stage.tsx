/**
 * Everybody's picture. With one other person theirs fills the place and one's own is small in a corner; among more all
 * are of one size, nine on a page; a screen that somebody shows is large, with the people beside it, the presenter
 * first. Only pictures that are shown are sent here.
 */
import { useElementSize } from '@mantine/hooks'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStored } from '../../store.ts'
import { AloneNotice } from './alone-notice.tsx'
import { useHandPlaces } from './hands.tsx'
import { layOutTiles, TILE_GAP_PX } from './lay-out-tiles.ts'
import { rightsOf } from './rights.ts'
import type { Room } from './room.ts'
import classes from './stage.module.css'
import { Tile, type TileProps } from './tile.tsx'
import type { PlayedTrack } from './use-track-element.ts'

/** On one page of the grid, and beside a screen. */
const TILES_PER_PAGE = 9

export function Stage({ room, number }: { room: Room; number: string }) {
  const { t } = useTranslation()
  const { own, others, screens } = useTiles(room)
  const isAlone = useStored(room.people).length === 0
  const [only] = others
  const [presented] = screens
  if (presented) {
    const people = own ? [own, ...others] : others
    const presenter = people.filter(({ participantId }) => participantId === presented.participantId)
    const beside = [...presenter, ...screens.slice(1), ...people.filter((tile) => !presenter.includes(tile))]
    return (
      <section className={classes['spotlight']} aria-label={t('room.view')}>
        <div className={classes['main']}>
          <Tile {...presented} />
        </div>
        <ul className={classes['strip']}>
          {beside.slice(0, TILES_PER_PAGE).map((tile) => (
            <li key={tile.id}>
              <Tile {...tile} />
            </li>
          ))}
        </ul>
      </section>
    )
  }
  if (own && only && others.length === 1) {
    return (
      <section className={classes['pair']} aria-label={t('room.view')}>
        <Tile {...only} />
        <div className={classes['own']}>
          <Tile {...own} />
        </div>
      </section>
    )
  }
  return (
    <section className={classes['all']} aria-label={t('room.view')}>
      {isAlone && <AloneNotice number={number} />}
      {!own && others.length === 0 && <p className={classes['nobody']}>{t('room.floor.nobody')}</p>}
      <Pages tiles={own ? [...others, own] : others} />
    </section>
  )
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
  const plain = { isScreen: false, isMirrored: false, isAway: false, isConnecting: false, isPoor: false }
  const own: TileProps = {
    ...plain,
    id: me.id,
    participantId: me.id,
    name: me.name,
    label: t('room.me', { name: me.name }),
    picture: camera,
    isMirrored: true,
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
              isMuted: false,
            },
          ],
    ),
  }
}
