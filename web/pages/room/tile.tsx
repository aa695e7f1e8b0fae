/** One person: their picture, or their initials where there is none, with their name and how it is with them. */
import { Loader } from '@mantine/core'
import { IconAntennaBars2, IconHandStop, IconMicrophoneOff, IconWifiOff } from '@tabler/icons-react'
import type { CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import { initialsOf, shadeOf } from '../../../shared/initials.ts'
import classes from './tile.module.css'
import { type PlayedTrack, useTrackElement } from './use-track-element.ts'

export interface TileProps {
  /** Of the tile: a person may have two. */
  id: string
  participantId: string
  /** As it is written on the tile. */
  label: string
  name: string
  /** What is to be seen; null: nothing. */
  picture: PlayedTrack | null
  isScreen: boolean
  /** One's own camera, as in a mirror. */
  isMirrored: boolean
  isMuted: boolean
  isSpeaking: boolean
  isAway: boolean
  isConnecting: boolean
  /** Their connection is poor. */
  isPoor: boolean
  /** Their place in the order of raised hands; null: not raised. */
  handPlace: number | null
}

const ICON_PX = 16

export function Tile(props: TileProps) {
  const {
    participantId,
    label,
    name,
    picture,
    isScreen,
    isMirrored,
    isMuted,
    isSpeaking,
    isAway,
    isConnecting,
    isPoor,
    handPlace,
  } = props
  const { t } = useTranslation()
  const video = useTrackElement<HTMLVideoElement>(picture)
  return (
    <div
      className={classes['tile']}
      data-speaking={isSpeaking || undefined}
      data-away={isAway || undefined}
      data-participant={participantId}
    >
      <video
        ref={video}
        autoPlay
        playsInline
        muted
        hidden={!picture || isAway}
        data-screen={isScreen || undefined}
        data-mirrored={isMirrored || undefined}
        aria-label={isScreen ? t('room.presents', { name }) : name}
      />
      {(!picture || isAway) && (
        <span
          className={classes['initials']}
          style={{ '--shade': shadeOf(participantId) } as CSSProperties}
          aria-hidden
        >
          {initialsOf(name)}
        </span>
      )}
      {(isAway || isConnecting) && (
        <span className={classes['state']}>
          {isAway ? (
            <IconWifiOff size={ICON_PX} aria-hidden />
          ) : (
            <Loader size={14} color="white" aria-hidden />
          )}
          {t(isAway ? 'room.away' : 'room.connecting')}
        </span>
      )}
      {handPlace !== null && !isScreen && (
        <span className={classes['hand']} role="img" aria-label={t('room.hand.place', { place: handPlace })}>
          <IconHandStop size={ICON_PX} aria-hidden /> {handPlace}
        </span>
      )}
      <span className={classes['name']}>
        {isMuted && <IconMicrophoneOff size={ICON_PX} role="img" aria-label={t('room.muted')} />}
        {isPoor && <IconAntennaBars2 size={ICON_PX} role="img" aria-label={t('room.poorConnection')} />}
        <span className={classes['label']}>{label}</span>
      </span>
    </div>
  )
}
