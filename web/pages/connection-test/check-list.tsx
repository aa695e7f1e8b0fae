/** Each check with how it came out and what to do about it; the microphone's level moves, the loudspeaker is asked about. */
import { Button, Group, Text } from '@mantine/core'
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconMinus,
  IconVolume,
} from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { watchLevel } from '../room/devices/sound-level.ts'
import { useTrackElement } from '../room/devices/use-track-element.ts'
import classes from './check-list.module.css'
import { type Check, type CheckName, CHECKS, type Checks, type TestedTracks } from './checks.ts'

interface CheckListProps {
  checks: Checks
  tracks: TestedTracks
  onPlay: () => void
  onHeard: (isHeard: boolean) => void
}

const ICON_PX = 22
const icons = {
  waiting: IconMinus,
  running: IconCircleDashed,
  good: IconCircleCheck,
  poor: IconAlertTriangle,
  bad: IconCircleX,
  skipped: IconMinus,
} as const

export function CheckList({ checks, tracks, onPlay, onHeard }: CheckListProps) {
  return (
    <ul className={classes['list']}>
      {CHECKS.map((name) => (
        <CheckItem key={name} name={name} check={checks[name]}>
          {name === 'microphone' && tracks.microphone && <Level track={tracks.microphone} />}
          {name === 'camera' && tracks.camera && <Picture track={tracks.camera} />}
          {name === 'speaker' && <SpeakerQuestion onPlay={onPlay} onHeard={onHeard} />}
        </CheckItem>
      ))}
    </ul>
  )
}

interface CheckItemProps {
  name: CheckName
  check: Check
  children: React.ReactNode
}

function CheckItem({ name, check: { state, advice, detail }, children }: CheckItemProps) {
  const { t } = useTranslation()
  const Icon = icons[state]
  return (
    <li className={classes['check']} data-check={name} data-state={state}>
      <Icon size={ICON_PX} aria-hidden />
      <div className={classes['words']}>
        <Group justify="space-between" gap="xs">
          <Text fw={600}>{t(`connection.checks.${name}`)}</Text>
          <Text size="sm">{t(`connection.states.${state}`)}</Text>
        </Group>
        {detail && (
          <Text size="sm" c="dimmed" className={classes['detail']}>
            {detail}
          </Text>
        )}
        {advice && <Text size="sm">{t(`connection.advice.${advice}`)}</Text>}
        {children}
      </div>
    </li>
  )
}

function SpeakerQuestion({ onPlay, onHeard }: Pick<CheckListProps, 'onPlay' | 'onHeard'>) {
  const { t } = useTranslation()
  return (
    <Group gap="xs" mt={6}>
      <Button variant="default" size="xs" leftSection={<IconVolume size={16} aria-hidden />} onClick={onPlay}>
        {t('connection.speaker.play')}
      </Button>
      <Button variant="default" size="xs" onClick={() => onHeard(true)}>
        {t('connection.speaker.yes')}
      </Button>
      <Button variant="default" size="xs" onClick={() => onHeard(false)}>
        {t('connection.speaker.no')}
      </Button>
    </Group>
  )
}

function Picture({ track }: { track: MediaStreamTrack }) {
  const { t } = useTranslation()
  const video = useTrackElement<HTMLVideoElement>(track)
  return (
    <video
      ref={video}
      className={classes['picture']}
      autoPlay
      playsInline
      muted
      aria-label={t('connection.preview')}
    />
  )
}

function Level({ track }: { track: MediaStreamTrack }) {
  const { t } = useTranslation()
  const meter = useRef<HTMLDivElement>(null)
  useEffect(
    () =>
      watchLevel(track, (level) => {
        // Not through React: ten times a second.
        meter.current?.style.setProperty('--level', String(level))
        meter.current?.setAttribute('aria-valuenow', String(Math.round(level * 100)))
      }),
    [track],
  )
  return (
    <div
      ref={meter}
      className={classes['meter']}
      role="meter"
      aria-label={t('connection.level')}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={0}
    />
  )
}
