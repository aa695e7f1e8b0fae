/** Who is inside: their role, who speaks, whose connection is lost, and what they send. */
import { ActionIcon, Badge, Button } from '@mantine/core'
import {
  IconDotsVertical,
  IconMicrophone,
  IconMicrophoneOff,
  IconShieldCog,
  IconVideo,
  IconVideoOff,
} from '@tabler/icons-react'
import { type CSSProperties, type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { initialsOf, shadeOf } from '../../../../shared/initials.ts'
import { useStored } from '../../../store.ts'
import { HandList } from './hands.tsx'
import { PersonActions } from '../host/person-actions.tsx'
import { RemovedList, WaitingList } from '../host/who-waits.tsx'
import type { RosterEntry } from '../../../../shared/room-messages.ts'
import type { Room } from '../connection/room.ts'
import classes from '../styles/side-panel.module.css'

export function PeoplePanel({ room, onHost }: { room: Room; onHost: () => void }) {
  const { t } = useTranslation()
  const { me, media } = room
  const people = useStored(room.people)
  const speaking = useStored(room.live.speakers)
  const { microphone, isMuted, camera } = useStored(media.state)
  const self = useStored(room.self)
  const isHosting = self.role !== 'participant'
  return (
    <div className={classes['scroll']}>
      {isHosting && (
        <Button
          variant="default"
          fullWidth
          mb="md"
          leftSection={<IconShieldCog size={18} aria-hidden />}
          onClick={onHost}
        >
          {t('room.controls.title')}
        </Button>
      )}
      <WaitingList room={room} />
      <HandList room={room} />
      <ul className={classes['entries']} aria-label={t('room.view')}>
        <PersonRow
          {...self}
          label={t('room.me', { name: me.name })}
          hasMicrophone={microphone !== null && !isMuted}
          hasCamera={camera !== null}
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
            isSpeaking={speaking.has(person.id) && !person.isAway}
            actions={isHosting ? (onDone) => <PersonActions {...{ room, person, onDone }} /> : undefined}
          />
        ))}
      </ul>
      <RemovedList room={room} />
    </div>
  )
}

interface PersonRowProps extends SentIconsProps {
  id: string
  name: string
  role: RosterEntry['role']
  label: string
  isAway: boolean
  isSpeaking: boolean
  hasFloor: boolean
  /** What can be done with them. */
  actions?: (onDone: () => void) => ReactNode
}

function PersonRow({
  id,
  name,
  role,
  label,
  isAway,
  isSpeaking,
  hasFloor,
  actions,
  ...sent
}: PersonRowProps) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const toggle = useRef<HTMLButtonElement>(null)

  function close(): void {
    setOpen(false)
    toggle.current?.focus()
  }

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
      {role !== 'participant' && (
        <Badge variant="light" size="sm">
          {t(role === 'host' ? 'room.host' : 'room.coHost')}
        </Badge>
      )}
      {hasFloor && (
        <Badge variant="light" color="teal" size="sm">
          {t('room.floor.badge')}
        </Badge>
      )}
      <SentIcons {...sent} />
      {actions && (
        <ActionIcon
          ref={toggle}
          variant="subtle"
          color="gray"
          aria-label={t('room.person.menu', { name })}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          <IconDotsVertical size={18} aria-hidden />
        </ActionIcon>
      )}
      {isOpen && actions?.(close)}
    </li>
  )
}

interface SentIconsProps {
  hasMicrophone: boolean
  hasCamera: boolean
}

function SentIcons({ hasMicrophone, hasCamera }: SentIconsProps) {
  const { t } = useTranslation()
  const Microphone = hasMicrophone ? IconMicrophone : IconMicrophoneOff
  const Camera = hasCamera ? IconVideo : IconVideoOff
  return (
    <span className={classes['icons']}>
      <Microphone size={18} role="img" aria-label={t(hasMicrophone ? 'room.microphoneIsOn' : 'room.muted')} />
      <Camera size={18} role="img" aria-label={t(hasCamera ? 'room.cameraIsOn' : 'room.cameraIsOff')} />
    </span>
  )
}
