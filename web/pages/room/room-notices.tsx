/** What everybody has to know now: a lost or slow connection, a recording, and that one ended by itself. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStored } from '../../store.ts'
import { chosenSpeaker } from './devices/speaker-choice.ts'
import { EndNotice } from './end-notice.tsx'
import { WaitingNotice } from './host/who-waits.tsx'
import { givesFloor, rightsOf } from './connection/rights.ts'
import classes from './styles/room-view.module.css'
import type { Room } from './connection/room.ts'
import { useRecordedState } from './connection/use-recorded-state.ts'

interface RoomNoticesProps {
  room: Room
  onLeave: () => void
  /** Opens the list of people. */
  onPeople: () => void
}

export function RoomNotices({ room, onLeave, onPeople }: RoomNoticesProps) {
  const { t } = useTranslation()
  const connection = useStored(room.connection)
  const live = useStored(room.live.state)
  const quality = useStored(room.live.quality)
  const state = useStored(room.state)
  const { screen } = useStored(room.media.state)
  return (
    <div className={classes['notices']}>
      {connection === 'lost' && (
        <p className={classes['notice']} data-tone="warning" role="alert">
          {t('room.lost')}
        </p>
      )}
      {connection !== 'lost' && live === 'lost' && (
        <p className={classes['notice']} data-tone="warning" role="alert">
          {t('room.mediaLost')}{' '}
          <a href="/test-connection" target="_blank" rel="noreferrer">
            {t('room.testConnection')}
          </a>
        </p>
      )}
      {live === 'connected' && quality !== 'good' && <Notice text={t('room.slow')} />}
      <NewDeviceNotice room={room} />
      <WaitingNotice room={room} onShow={onPeople} />
      <ActingNotice room={room} />
      <FloorNotice room={room} />
      <EndNotice room={room} />
      <RecordedNotice room={room} onLeave={onLeave} />
      {state?.recordingStopped === 'disk-full' && <Notice text={t('room.recording.diskFull')} />}
      {state?.recordingStopped === 'too-large' && <Notice text={t('room.recording.tooLarge')} />}
      {screen && (
        <div className={classes['notice']} role="status">
          <span>{t('room.sharing')}</span>
          <button
            type="button"
            className={classes['textButton']}
            onClick={() => void room.media.setScreen(false)}
          >
            {t('room.stopSharing')}
          </button>
        </div>
      )}
    </div>
  )
}

/** A headset that was connected in the middle. */
function NewDeviceNotice({ room }: { room: Room }) {
  const { t } = useTranslation()
  const { newMicrophone, devices } = useStored(room.media.state)
  if (!newMicrophone) return null
  const { deviceId, groupId, label } = newMicrophone

  function use(): void {
    void room.media.chooseMicrophone(deviceId)
    // Its own loudspeaker, where the browser can choose one.
    const speaker = devices.find((device) => device.kind === 'audiooutput' && device.groupId === groupId)
    if (speaker) chosenSpeaker.set(speaker.deviceId)
  }

  return (
    <div className={classes['notice']} role="status">
      <span>{t('room.newDevice.connected', { label })}</span>
      <span className={classes['noticeButtons']}>
        <button type="button" className={classes['textButton']} onClick={use}>
          {t('room.newDevice.use')}
        </button>
        <button type="button" className={classes['textButton']} onClick={room.media.ignoreNewMicrophone}>
          {t('room.newDevice.ignore')}
        </button>
      </span>
    </div>
  )
}

/** A co-host who acts for the host is told so. */
function ActingNotice({ room }: { room: Room }) {
  const { t } = useTranslation()
  const { id } = useStored(room.self)
  const state = useStored(room.state)
  return state?.actingHostId === id && <Notice text={t('room.controls.acting')} />
}

/** Who gets the floor is not heard before they unmute. */
function FloorNotice({ room }: { room: Room }) {
  const { t } = useTranslation()
  const self = useStored(room.self)
  const state = useStored(room.state)
  const { microphone, isMuted } = useStored(room.media.state)
  const rights = rightsOf(state, self)
  if (rights.isAudience) {
    return (
      <p className={classes['notice']} role="status">
        {t('room.floor.audience')}
      </p>
    )
  }
  if (!givesFloor(state) || !self.hasFloor || (microphone && !isMuted)) return null
  return (
    <div className={classes['notice']} role="status">
      <span>{t(state?.meetingType === 'classroom' ? 'room.floor.onStage' : 'room.floor.yours')}</span>
      <button type="button" className={classes['textButton']} onClick={() => void room.media.setMuted(false)}>
        {t('room.unmute')}
      </button>
    </div>
  )
}

function Notice({ text }: { text: string }) {
  return (
    <p className={classes['notice']} data-tone="warning" role="status">
      {text}
    </p>
  )
}

/** Once, when it begins: anyone who does not want it can leave. */
function RecordedNotice({ room, onLeave }: { room: Room; onLeave: () => void }) {
  const { t } = useTranslation()
  const state = useRecordedState(room)
  const [isUnderstood, setUnderstood] = useState(false)
  if (state !== 'on' || isUnderstood) return null
  return (
    <div
      className={classes['notice']}
      data-tone="recorded"
      role="region"
      aria-label={t('room.recording.noticeTitle')}
    >
      <span>
        <strong>{t('room.recording.noticeTitle')}</strong>. {t('room.recording.notice')}
      </span>
      <span className={classes['noticeButtons']}>
        <button type="button" className={classes['textButton']} onClick={() => setUnderstood(true)}>
          {t('room.recording.understood')}
        </button>
        <button type="button" className={classes['textButton']} onClick={onLeave}>
          {t('room.leave')}
        </button>
      </span>
    </div>
  )
}
