/** What this meeting is, whether it is recorded, and the way for others to come in. */
import { IconLock, IconPlayerPause, IconPlayerRecord } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useStored } from '../../store.ts'
import { CopyLink } from './copy-link.tsx'
import { rightsOf } from './rights.ts'
import classes from './room-view.module.css'
import type { Room } from './room.ts'
import { useRecordedState } from './use-recorded-state.ts'
import { ViewButtons } from './view-buttons.tsx'

export function TopBar({ room, title, number }: { room: Room; title: string; number: string }) {
  const { t } = useTranslation()
  const others = useStored(room.people)
  const state = useStored(room.state)
  const self = useStored(room.self)
  const audience = [self, ...others].filter((person) => rightsOf(state, person).isAudience).length
  return (
    <header className={classes['top']}>
      <h1 className={classes['title']}>{title}</h1>
      <div className={classes['topEnd']}>
        {state?.meetingType === 'classroom' && (
          <span className={classes['locked']}>{t('room.audience', { number: audience })}</span>
        )}
        {state?.isLocked && (
          <span className={classes['locked']}>
            <IconLock size={16} aria-hidden />
            {t('room.locked')}
          </span>
        )}
        <RecordingBadge room={room} />
        <ViewButtons />
        {others.length > 0 && (
          <span className={classes['wideOnly']}>
            <CopyLink number={number} />
          </span>
        )}
      </div>
    </header>
  )
}

function RecordingBadge({ room }: { room: Room }) {
  const { t } = useTranslation()
  const state = useRecordedState(room)
  const { role } = useStored(room.self)
  if (state === 'off') return null
  const isPaused = state === 'paused'
  return (
    <>
      <span className={classes['recording']} data-paused={isPaused || undefined}>
        {isPaused ? <IconPlayerPause size={14} aria-hidden /> : <i className={classes['dot']} aria-hidden />}
        {t(isPaused ? 'room.recording.paused' : 'room.recording.on')}
      </span>
      {role === 'host' && (
        <button
          type="button"
          className={classes['textButton']}
          onClick={() => room.pauseRecording(!isPaused)}
          aria-label={t(isPaused ? 'room.recording.resume' : 'room.recording.pause')}
          title={t(isPaused ? 'room.recording.resume' : 'room.recording.pause')}
        >
          {isPaused ? <IconPlayerRecord size={18} aria-hidden /> : <IconPlayerPause size={18} aria-hidden />}
        </button>
      )}
    </>
  )
}
