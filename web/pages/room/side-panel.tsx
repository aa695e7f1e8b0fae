/** The conversation: chat, questions and people as tabs. It takes the whole window where that is narrow. */
import { ActionIcon, Badge, Tabs } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { ChatPanel } from './talk/chat-panel.tsx'
import { PeoplePanel } from './people/people-panel.tsx'
import { QuestionsPanel } from './talk/questions-panel.tsx'
import type { Room } from './connection/room.ts'
import classes from './styles/side-panel.module.css'
import type { PanelName, Unread } from './talk/use-unread.ts'

interface SidePanelProps {
  room: Room
  panel: PanelName
  unread: Unread
  onSwitch: (panel: PanelName) => void
  /** Opens the host's controls. */
  onHost: () => void
  onClose: () => void
}

const names: PanelName[] = ['chat', 'questions', 'people']

export function SidePanel({ room, panel, unread, onSwitch, onHost, onClose }: SidePanelProps) {
  const { t } = useTranslation()

  function closeByKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') onClose()
  }

  return (
    <aside className={classes['panel']} aria-label={t('room.panel')} onKeyDown={closeByKey}>
      <Tabs
        value={panel}
        onChange={(value) => onSwitch(names.find((name) => name === value) ?? 'chat')}
        classNames={{ root: classes['tabs'], list: classes['list'], panel: classes['body'] }}
        keepMounted={false}
      >
        <div className={classes['top']}>
          <Tabs.List>
            {names.map((name) => (
              <Tabs.Tab
                key={name}
                value={name}
                rightSection={
                  unread[name] > 0 && (
                    <Badge size="sm" circle aria-hidden>
                      {unread[name]}
                    </Badge>
                  )
                }
              >
                {t(`room.${name}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <ActionIcon
            variant="subtle"
            color="gray"
            className={classes['close']}
            aria-label={t('common.close')}
            onClick={onClose}
          >
            <IconX size={20} aria-hidden />
          </ActionIcon>
        </div>
        <Tabs.Panel value="chat">
          <ChatPanel room={room} />
        </Tabs.Panel>
        <Tabs.Panel value="questions">
          <QuestionsPanel room={room} />
        </Tabs.Panel>
        <Tabs.Panel value="people">
          <PeoplePanel room={room} onHost={onHost} />
        </Tabs.Panel>
      </Tabs>
    </aside>
  )
}
