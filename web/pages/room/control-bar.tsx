/** Everything one can do in the room, always at the same place: what is one's own, the conversation, the way out. */
import {
  IconHelpCircle,
  IconKeyboard,
  IconMessage,
  IconPhoneOff,
  IconSettings,
  IconShieldCog,
  IconUsers,
} from '@tabler/icons-react'
import type { TablerIcon } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useStored } from '../../store.ts'
import { ControlButton } from './devices/control-button.tsx'
import { HandButton, ReactionButton } from './talk/gestures.tsx'
import { CameraButton, MicrophoneButton, ScreenButton, TurnButton } from './devices/media-buttons.tsx'
import { rightsOf } from './connection/rights.ts'
import classes from './styles/room-view.module.css'
import type { Room } from './connection/room.ts'
import type { PanelName, Unread } from './talk/use-unread.ts'

interface ControlBarProps {
  room: Room
  panel: PanelName | null
  unread: Unread
  onPanel: (name: PanelName) => void
  onDevices: () => void
  /** Opens the list of shortcuts. */
  onKeys: () => void
  /** Opens the host's controls. */
  onHost: () => void
  onLeave: () => void
}

const panels: { name: PanelName; icon: TablerIcon; isWideOnly: boolean }[] = [
  { name: 'chat', icon: IconMessage, isWideOnly: false },
  { name: 'questions', icon: IconHelpCircle, isWideOnly: true },
  { name: 'people', icon: IconUsers, isWideOnly: true },
]

export function ControlBar({
  room,
  panel,
  unread,
  onPanel,
  onDevices,
  onKeys,
  onHost,
  onLeave,
}: ControlBarProps) {
  const { t } = useTranslation()
  const others = useStored(room.people)
  const self = useStored(room.self)
  const { role } = self
  const state = useStored(room.state)
  const rights = rightsOf(state, self)
  const whyMuted = self.isMuted ? 'room.floor.mutedByHost' : 'room.floor.noMicrophone'
  const { media } = room
  return (
    <div className={classes['bar']} role="toolbar" aria-label={t('room.room')}>
      <span className={classes['count']}>
        {t('room.view')}: {others.length + 1}
      </span>
      <div className={classes['barGroup']}>
        {!rights.isAudience && (
          <>
            <MicrophoneButton media={media} reason={rights.microphone ? undefined : t(whyMuted)} />
            <CameraButton media={media} />
            <TurnButton media={media} />
            <ScreenButton media={media} reason={rights.screen ? undefined : t('room.floor.noScreen')} />
          </>
        )}
        <HandButton room={room} />
        <ReactionButton room={room} />
        <ControlButton
          label={t('room.leave')}
          icon={IconPhoneOff}
          tone="leave"
          onClick={onLeave}
          aria-haspopup="dialog"
        />
      </div>
      <div className={`${classes['barGroup']} ${classes['barEnd']}`}>
        {panels.map(({ name, icon, isWideOnly }) => (
          <ControlButton
            key={name}
            label={t(`room.${name}`)}
            icon={icon}
            tone={panel === name ? 'on' : 'plain'}
            badge={unread[name]}
            badgeLabel={t('room.unread', { count: unread[name] })}
            aria-expanded={panel === name}
            data-opens={name}
            className={isWideOnly ? classes['wideOnly'] : undefined}
            onClick={() => onPanel(name)}
          />
        ))}
        {role !== 'participant' && (
          <ControlButton
            label={t('room.controls.title')}
            icon={IconShieldCog}
            aria-haspopup="dialog"
            className={classes['wideOnly']}
            onClick={onHost}
          />
        )}
        <ControlButton label={t('room.devices')} icon={IconSettings} onClick={onDevices} />
        <ControlButton
          label={t('room.keys.title')}
          icon={IconKeyboard}
          aria-haspopup="dialog"
          className={classes['wideOnly']}
          onClick={onKeys}
        />
      </div>
    </div>
  )
}
