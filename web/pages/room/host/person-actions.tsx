/** What a host or co-host can do with one person who is inside, below that person's row. */
import { Button } from '@mantine/core'
import {
  IconHandOff,
  IconMicrophone2,
  IconMicrophone2Off,
  IconMicrophoneOff,
  IconScreenShareOff,
  IconShield,
  IconShieldOff,
  IconUserX,
  IconVideoOff,
  type TablerIcon,
} from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStored } from '../../../store.ts'
import type { Person } from '../connection/people.ts'
import { actsAsHost, givesFloor } from '../connection/rights.ts'
import type { Room } from '../connection/room.ts'
import classes from '../styles/side-panel.module.css'
import type { HostAction } from '../../../../shared/host-actions.ts'

const ConfirmDialog = lazy(async () => ({
  default: (await import('../../../components/confirm-dialog.tsx')).ConfirmDialog,
}))

interface PersonActionsProps {
  room: Room
  person: Person
  /** Something was chosen. */
  onDone: () => void
}

interface Action {
  action: HostAction
  label: string
  icon: TablerIcon
  /** It can be done with this person now. */
  isOffered: boolean
}

const ICON_PX = 18

export function PersonActions({ room, person, onDone }: PersonActionsProps) {
  const { t } = useTranslation()
  const self = useStored(room.self)
  const [isRemoving, setRemoving] = useState(false)
  const state = useStored(room.state)
  const isLeading = actsAsHost(state, self)
  const isClassroom = state?.meetingType === 'classroom'
  const { id, name, role, media, hand, hasFloor } = person
  const actions: Action[] = [
    {
      action: 'mute',
      label: t('room.person.mute'),
      icon: IconMicrophoneOff,
      isOffered: media?.hasMicrophone ?? false,
    },
    {
      action: 'stop-camera',
      label: t('room.person.stopCamera'),
      icon: IconVideoOff,
      isOffered: media?.hasCamera ?? false,
    },
    {
      action: 'stop-screen',
      label: t('room.person.stopScreen'),
      icon: IconScreenShareOff,
      isOffered: media?.hasScreen ?? false,
    },
    {
      action: 'give-floor',
      label: t(isClassroom ? 'room.floor.bring' : 'room.floor.give'),
      icon: IconMicrophone2,
      isOffered: givesFloor(state) && role === 'participant' && !hasFloor,
    },
    {
      action: 'take-floor',
      label: t(isClassroom ? 'room.floor.fetch' : 'room.floor.take'),
      icon: IconMicrophone2Off,
      isOffered: hasFloor,
    },
    {
      action: 'lower-hand',
      label: t('room.hand.lowerTheirs'),
      icon: IconHandOff,
      isOffered: hand !== null,
    },
    {
      action: 'make-co-host',
      label: t('room.person.makeCoHost'),
      icon: IconShield,
      isOffered: isLeading && role === 'participant',
    },
    {
      action: 'unmake-co-host',
      label: t('room.person.unmakeCoHost'),
      icon: IconShieldOff,
      isOffered: isLeading && role === 'co-host',
    },
    {
      action: 'remove',
      label: t('room.person.remove'),
      icon: IconUserX,
      isOffered: role !== 'host',
    },
  ]

  function choose(action: HostAction): void {
    if (action === 'remove') return setRemoving(true)
    onDone()
    void room.hosting.act(id, action)
  }

  const offered = actions.filter(({ isOffered }) => isOffered)
  return (
    <div className={classes['actions']} role="group" aria-label={t('room.person.menu', { name })}>
      {offered.length === 0 && <span>{t('room.person.nothing')}</span>}
      {offered.map(({ action, label, icon: Icon }) => (
        <Button
          key={action}
          variant="default"
          size="compact-sm"
          color={action === 'remove' ? 'red' : undefined}
          leftSection={<Icon size={ICON_PX} aria-hidden />}
          onClick={() => choose(action)}
        >
          {label}
        </Button>
      ))}
      <Suspense>
        {isRemoving && (
          <ConfirmDialog
            title={t('room.person.removeQuestion', { name })}
            consequences={[t('room.person.removeText'), t('room.person.removeStrangers')]}
            action={t('room.person.removeNow')}
            isDestructive
            onConfirm={() => {
              onDone()
              void room.hosting.act(id, 'remove')
            }}
            onClose={() => setRemoving(false)}
          />
        )}
      </Suspense>
    </div>
  )
}
