/** How the room is set, and what holds for everybody at once. What is changed here holds at once. */
import { Button, Group, NativeSelect, Stack, Switch, Text } from '@mantine/core'
import { IconClockPlus, IconMicrophoneOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../../components/dialog.tsx'
import { LocalTime } from '../../../components/local-time.tsx'
import { toastDone } from '../../../components/toast.tsx'
import { useStored } from '../../../store.ts'
import { actsAsHost } from '../connection/rights.ts'
import type { Room } from '../connection/room.ts'
import { hasChime, setChime } from '../connection/chime.ts'
import { EXTENSION_MINUTES, extended } from './extension.ts'

interface HostDialogProps {
  room: Room
  onEndForAll: () => void
  onClose: () => void
}

const lobbies = ['nobody', 'guests', 'everybody'] as const

export function HostDialog({ room, onEndForAll, onClose }: HostDialogProps) {
  const { t } = useTranslation()
  const { hosting } = room
  const { settings } = useStored(hosting.view)
  const self = useStored(room.self)
  const state = useStored(room.state)
  const isChiming = useStored(hasChime)
  return (
    <Dialog onClose={onClose} title={t('room.controls.title')}>
      {settings && (
        <Stack>
          <Switch
            label={t('room.controls.lock')}
            description={t('room.controls.lockText')}
            checked={settings.locked}
            onChange={({ currentTarget }) => void hosting.change({ locked: currentTarget.checked })}
          />
          <NativeSelect
            label={t('room.controls.lobby')}
            description={t('room.controls.lobbyText')}
            data={lobbies.map((value) => ({ value, label: t(`room.controls.lobbies.${value}`) }))}
            value={settings.lobby}
            onChange={({ currentTarget }) => {
              const lobby = lobbies.find((name) => name === currentTarget.value)
              if (lobby) void hosting.change({ lobby })
            }}
          />
          <Switch
            label={t('room.controls.entryBeforeHost')}
            checked={settings.entryBeforeHost}
            onChange={({ currentTarget }) => void hosting.change({ entryBeforeHost: currentTarget.checked })}
          />
          <Switch
            label={t('room.controls.mayUnmute')}
            description={t('room.controls.mayUnmuteText')}
            checked={settings.mayUnmute}
            onChange={({ currentTarget }) => void hosting.change({ mayUnmute: currentTarget.checked })}
          />
          <Switch
            label={t('room.controls.chime')}
            checked={isChiming}
            onChange={({ currentTarget }) => setChime(currentTarget.checked)}
          />
          <Button
            variant="default"
            leftSection={<IconMicrophoneOff size={18} aria-hidden />}
            onClick={() => void hosting.muteAll().then(() => toastDone(t('room.controls.allMuted')))}
          >
            {t('room.controls.muteAll')}
          </Button>
          {actsAsHost(state, self) && <Ending room={room} onEndForAll={onEndForAll} />}
        </Stack>
      )}
    </Dialog>
  )
}

function Ending({ room, onEndForAll }: { room: Room; onEndForAll: () => void }) {
  const { t } = useTranslation()
  const state = useStored(room.state)
  if (!state) return null
  return (
    <>
      <Group justify="space-between">
        <Text size="sm">
          {t('room.controls.endsAt')} <LocalTime at={state.endTime} />
        </Text>
        <Button
          variant="default"
          size="compact-md"
          leftSection={<IconClockPlus size={18} aria-hidden />}
          onClick={() => void room.hosting.moveEnd(extended(state.endTime))}
        >
          {t('room.controls.extend', { minutes: EXTENSION_MINUTES })}
        </Button>
      </Group>
      <Button color="red" variant="light" onClick={onEndForAll}>
        {t('room.controls.endForAll')}
      </Button>
    </>
  )
}
