/** Who is inside: their role, who speaks, whose connection is lost, and what they send. */
import { Badge } from '@mantine/core'
import {
  IconMicrophone,
  IconMicrophoneOff,
  IconPlayerRecordFilled,
  IconVideo,
  IconVideoOff,
} from '@tabler/icons-react'
import type { CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import { useStored } from '../../store.ts'
import { initialsOf, shadeOf } from './initials.ts'
import type { Room } from './room.ts'
import classes from './side-panel.module.css'

export function PeoplePanel({ room }: { room: Room }) {
  const { t } = useTranslation()
  const { me, media, recording } = room
  const people = useStored(room.people)
  const speaking = useStored(room.live.speakers)
  const { microphone, isMuted, camera } = useStored(media.state)
  const { isRunning } = useStored(recording.state)
  return (
    <div className={classes['scroll']}>
      <ul className={classes['entries']}>
        <PersonRow
          {...me}
          label={t('room.me', { name: me.name })}
          hasMicrophone={microphone !== null && !isMuted}
          hasCamera={camera !== null}
          isRecording={isRunning}
          isAway={false}
          isSpeaking={speaking.has(me.id)}
        />
        {people.map((person) => (
          <PersonRow
            key={person.id}
            {...person}
            label={person.name}
            hasMicrophone={person.media?.hasMicrophone ?? false}
            hasCamera={person.media?.hasCamera ?? false}
            isRecording={person.media?.isRecording ?? false}
            isSpeaking={speaking.has(person.id) && !person.isAway}
          />
        ))}
      </ul>
    </div>
  )
}

interface PersonRowProps extends SentIconsProps {
  id: string
  name: string
  role: 'host' | 'participant'
  label: string
  isAway: boolean
  isSpeaking: boolean
}

function PersonRow({ id, name, role, label, isAway, isSpeaking, ...sent }: PersonRowProps) {
  const { t } = useTranslation()
  return (
    <li className={classes['person']}>
      <span className={classes['avatar']} style={{ '--shade': shadeOf(id) } as CSSProperties} aria-hidden>
        {initialsOf(name)}
      </span>
      <span className={classes['personName']}>
        <span>{label}</span>
        {(isAway || isSpeaking) && (
          <span className={classes['personState']} data-speaking={isSpeaking || undefined}>
            {t(isAway ? 'room.away' : 'room.speaking')}
          </span>
        )}
      </span>
      {role === 'host' && (
        <Badge variant="light" size="sm">
          {t('room.host')}
        </Badge>
      )}
      <SentIcons {...sent} />
    </li>
  )
}

interface SentIconsProps {
  hasMicrophone: boolean
  hasCamera: boolean
  isRecording: boolean
}

function SentIcons({ hasMicrophone, hasCamera, isRecording }: SentIconsProps) {
  const { t } = useTranslation()
  const Microphone = hasMicrophone ? IconMicrophone : IconMicrophoneOff
  const Camera = hasCamera ? IconVideo : IconVideoOff
  return (
    <span className={classes['icons']}>
      {isRecording && (
        <IconPlayerRecordFilled size={16} color="#d6393f" role="img" aria-label={t('room.recording.on')} />
      )}
      <Microphone size={18} role="img" aria-label={t(hasMicrophone ? 'room.microphoneIsOn' : 'room.muted')} />
      <Camera size={18} role="img" aria-label={t(hasCamera ? 'room.cameraIsOn' : 'room.cameraIsOff')} />
    </span>
  )
}
