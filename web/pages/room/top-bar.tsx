/** What this meeting is, whether it is recorded, and the way for others to come in. */
import {
  IconLock,
  IconPlayerPause,
  IconPlayerRecord,
  IconPlayerStop,
  IconShieldLock,
} from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RecordingState } from '../../../shared/room-messages.ts'
import { type Store, useStored } from '../../store.ts'
import { CopyLink } from './stage/copy-link.tsx'
import { rightsOf } from './connection/rights.ts'
import classes from './styles/room-view.module.css'
import type { Room } from './connection/room.ts'
import { useRecordedState } from './connection/use-recorded-state.ts'
import { SecretDialog } from './secret/secret-dialog.tsx'
import { ViewButtons } from './stage/view-buttons.tsx'

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
        {room.secretCode && <SecretCode code={room.secretCode} />}
        <Recording room={room} />
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

/** Off the record: who reads the same code on another page knows that nobody sits between the two. */
function SecretCode({ code }: { code: Store<string | null> }) {
  const { t } = useTranslation()
  const text = useStored(code)
  const [isExplained, setExplained] = useState(false)
  return (
    <>
      <button
        type="button"
        className={classes['textButton']}
        aria-label={text === null ? t('room.secret.waiting') : t('room.secret.code', { code: text })}
        aria-haspopup="dialog"
        onClick={() => setExplained(true)}
      >
        <IconShieldLock size={18} aria-hidden />
        <span className={classes['code']}>{text ?? '…'}</span>
      </button>
      {isExplained && <SecretDialog code={text} onClose={() => setExplained(false)} />}
    </>
  )
}

/** Everybody sees whether it is recorded; hosts start, pause and stop it. */
function Recording({ room }: { room: Room }) {
  const { t } = useTranslation()
  const recording = useRecordedState(room)
  const state = useStored(room.state)
  const { role } = useStored(room.self)
  const isPaused = recording === 'paused'
  return (
    <>
      {recording !== 'off' && (
        <span className={classes['recording']} data-paused={isPaused || undefined}>
          {isPaused ? (
            <IconPlayerPause size={14} aria-hidden />
          ) : (
            <i className={classes['dot']} aria-hidden />
          )}
          {t(isPaused ? 'room.recording.paused' : 'room.recording.on')}
        </span>
      )}
      {role !== 'participant' && state && state.meetingType !== 'offTheRecord' && (
        <>
          {recording === 'off' && <RecordingButton room={room} to="on" label={t('room.recording.start')} />}
          {isPaused && <RecordingButton room={room} to="on" label={t('room.recording.resume')} />}
          {recording === 'on' && (
            <RecordingButton room={room} to="paused" label={t('room.recording.pause')} />
          )}
          {recording !== 'off' && <RecordingButton room={room} to="off" label={t('room.recording.stop')} />}
        </>
      )}
    </>
  )
}

const RECORDING_ICONS = { on: IconPlayerRecord, paused: IconPlayerPause, off: IconPlayerStop }

function RecordingButton({ room, to, label }: { room: Room; to: RecordingState; label: string }) {
  const Icon = RECORDING_ICONS[to]
  return (
    <button
      type="button"
      className={classes['textButton']}
      onClick={() => void room.hosting.change({ recording: to })}
      aria-label={label}
      title={label}
    >
      <Icon size={18} aria-hidden />
    </button>
  )
}
