/** Which camera, microphone and loudspeaker, with the loudness of the microphone below it. */
import { NativeSelect, Text } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Store, useStored } from '../../../store.ts'
import type { LocalMedia } from '../connection/local-media.ts'
import classes from '../styles/lobby.module.css'
import { watchLevel } from './sound-level.ts'
import { canChooseSpeaker, chosenSpeaker } from './speaker-choice.ts'

export function DeviceChoice({ media, isSideBySide = false }: { media: LocalMedia; isSideBySide?: boolean }) {
  const { t } = useTranslation()
  const { camera, microphone, devices } = useStored(media.state)
  const speakers = devices.filter(({ kind }) => kind === 'audiooutput')
  return (
    <div className={classes['devices']} data-side-by-side={isSideBySide || undefined}>
      <DeviceSelect
        label={t('room.camera')}
        devices={devices.filter(({ kind }) => kind === 'videoinput')}
        value={camera?.getSettings().deviceId}
        onChange={(id) => void media.setCamera(true, id)}
      />
      <div>
        <DeviceSelect
          label={t('room.microphone')}
          devices={devices.filter(({ kind }) => kind === 'audioinput')}
          value={microphone?.getSettings().deviceId}
          onChange={(id) => void media.chooseMicrophone(id)}
        />
        {microphone && <LevelMeter track={microphone} />}
      </div>
      {canChooseSpeaker && speakers.length > 0 && (
        <SpeakerSelect speakers={speakers} chosen={chosenSpeaker} />
      )}
    </div>
  )
}

interface DeviceSelectProps {
  label: string
  devices: MediaDeviceInfo[]
  value: string | undefined
  onChange: (deviceId: string) => void
}

/** Devices have names only once one of them may be used. */
function DeviceSelect({ label, devices, value, onChange }: DeviceSelectProps) {
  const { t } = useTranslation()
  const usable = devices.filter(({ deviceId }) => deviceId !== '')
  const data = usable.map(({ deviceId, label }, index) => ({
    value: deviceId,
    label: label || t('room.defaultDevice', { number: index + 1 }),
  }))
  return (
    <NativeSelect
      label={label}
      data={data.length > 0 ? data : [{ value: '', label: t('room.noDevice') }]}
      disabled={data.length === 0}
      value={value ?? ''}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  )
}

function SpeakerSelect({ speakers, chosen }: { speakers: MediaDeviceInfo[]; chosen: Store<string> }) {
  const { t } = useTranslation()
  const value = useStored(chosen)
  return (
    <DeviceSelect
      label={t('room.speaker')}
      devices={speakers}
      value={value || speakers[0]?.deviceId}
      onChange={chosen.set}
    />
  )
}

/** A microphone that is on and gives less than this, of full scale, for so long, is pointed out. */
const SILENT_LEVEL = 0.004
const SILENT_MS = 6_000

function LevelMeter({ track }: { track: MediaStreamTrack }) {
  const { t } = useTranslation()
  const [isSilent, setSilent] = useState(false)
  const bar = useRef<HTMLDivElement>(null)
  const meter = useRef<HTMLDivElement>(null)
  useEffect(() => {
    let heardAt = performance.now()
    return watchLevel(track, (level) => {
      // Not through React: ten times a second.
      if (bar.current) bar.current.style.transform = `scaleX(${level})`
      meter.current?.setAttribute('aria-valuenow', String(Math.round(level * 100)))
      if (level > SILENT_LEVEL || !track.enabled) heardAt = performance.now()
      setSilent(performance.now() - heardAt > SILENT_MS)
    })
  }, [track])
  return (
    <>
      <div
        ref={meter}
        className={classes['meter']}
        role="meter"
        aria-label={t('room.level')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={0}
      >
        <div ref={bar} className={classes['level']} style={{ transform: 'scaleX(0)' }} />
      </div>
      <Text size="sm" mt={6} role="status" hidden={!isSilent}>
        {isSilent ? t('room.door.silent') : ''}
      </Text>
    </>
  )
}
