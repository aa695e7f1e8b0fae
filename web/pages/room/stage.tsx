/**
 * Everybody's picture. With one other person theirs fills the place and one's own is small in a corner; among more all
 * are of one size; a screen that somebody shows is large, with the people beside it.
 */
import { useElementSize } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { useStored } from '../../store.ts'
import { AloneNotice } from './alone-notice.tsx'
import { layOutTiles, TILE_GAP_PX } from './lay-out-tiles.ts'
import type { Room } from './room.ts'
import classes from './stage.module.css'
import { Tile, type TileProps } from './tile.tsx'

/** Further people are heard, and stand in the list. */
const TILES_LIMIT = 36

export function Stage({ room, number }: { room: Room; number: string }) {
  const { t } = useTranslation()
  const tiles = useTiles(room)
  const [own] = tiles
  const others = tiles.slice(1)
  const presented = tiles.find(({ isScreen, isAway }) => isScreen && !isAway)
  const [only] = others
  if (presented) {
    const beside = tiles.filter((tile) => tile !== presented)
    return (
      <section className={classes['spotlight']} aria-label={t('room.view')}>
        <div className={classes['main']}>
          <Tile {...presented} />
        </div>
        <ul className={classes['strip']}>
          {beside.slice(0, TILES_LIMIT).map((tile) => (
            <li key={tile.id}>
              <Tile {...tile} />
            </li>
          ))}
        </ul>
      </section>
    )
  }
  if (only && own && others.length === 1) {
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
      {others.length === 0 && <AloneNotice number={number} />}
      <Grid tiles={[...others.slice(0, TILES_LIMIT - 1), ...tiles.slice(0, 1)]} />
    </section>
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

/** One's own is the first. */
function useTiles({ me, media, people, speakers }: Room): TileProps[] {
  const { t } = useTranslation()
  const { camera, screen, microphone, isMuted } = useStored(media.state)
  const others = useStored(people)
  const speaking = useStored(speakers)
  const own: TileProps = {
    id: me.id,
    name: me.name,
    label: t('room.me', { name: me.name }),
    picture: screen ?? camera,
    isScreen: screen !== null,
    isMirrored: screen === null,
    isMuted: microphone === null || isMuted,
    isSpeaking: speaking.has(me.id),
    isAway: false,
    isConnecting: false,
  }
  return [
    own,
    ...others.map(({ id, name, media, stream, isAway, isConnected }) => ({
      id,
      name,
      label: name,
      picture: media.hasCamera || media.hasScreen ? stream : null,
      isScreen: media.hasScreen,
      isMirrored: false,
      isMuted: isConnected && !media.hasMicrophone,
      isSpeaking: speaking.has(id),
      isAway,
      isConnecting: !isConnected && !isAway,
    })),
  ]
}
