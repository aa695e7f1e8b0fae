/** One person: their picture, or their initials where there is none, with their name and how it is with them. */
import { Loader } from '@mantine/core'
import {
  IconAntennaBars2,
  IconEyeOff,
  IconHandStop,
  IconPin,
  IconPinnedOff,
  IconMicrophoneOff,
  IconWifiOff,
} from '@tabler/icons-react'
import type { CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import { initialsOf, shadeOf } from '../../../../shared/initials.ts'
import { useStored } from '../../../store.ts'
import classes from './tile.module.css'
import { type PlayedTrack, useTrackElement } from '../devices/use-track-element.ts'
import { changeView, view } from './view.ts'

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
  isOwn: boolean
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

/** Seen where the pointer or the focus is. */
function TileButtons({ id, name, isOwn }: { id: string; name: string; isOwn: boolean }) {
  const { t } = useTranslation()
  const isPinned = useStored(view).pinned === id
  const pinLabel = t(isPinned ? 'room.layout.unpin' : 'room.layout.pin', { name })
  return (
    <span className={classes['buttons']}>
      <button
        type="button"
        aria-label={pinLabel}
        title={pinLabel}
        aria-pressed={isPinned}
        onClick={() => changeView({ pinned: isPinned ? null : id })}
      >
        {isPinned ? <IconPinnedOff size={ICON_PX} aria-hidden /> : <IconPin size={ICON_PX} aria-hidden />}
      </button>
      {isOwn && (
        <button
          type="button"
          aria-label={t('room.layout.hideOwn')}
          title={t('room.layout.hideOwn')}
          onClick={() => changeView({ isOwnHidden: true, ...(isPinned && { pinned: null }) })}
        >
          <IconEyeOff size={ICON_PX} aria-hidden />
        </button>
      )}
    </span>
  )
}

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
      <TileButtons id={props.id} name={name} isOwn={props.isOwn} />
      <span className={classes['name']}>
        {isMuted && <IconMicrophoneOff size={ICON_PX} role="img" aria-label={t('room.muted')} />}
        {isPoor && <IconAntennaBars2 size={ICON_PX} role="img" aria-label={t('room.poorConnection')} />}
        <span className={classes['label']}>{label}</span>
      </span>
    </div>
  )
}
