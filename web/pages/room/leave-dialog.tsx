/** For hosts: the others go on, or it is over for everybody. */
import { Button, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Dialog } from '../../components/dialog.tsx'
import type { Room } from './connection/room.ts'

interface LeaveDialogProps {
  room: Room
  onLeave: () => void
  onStay: () => void
}

export function LeaveDialog({ room, onLeave, onStay }: LeaveDialogProps) {
  const { t } = useTranslation()
  const [isClosing, setClosing] = useState(false)
  const [problem, setProblem] = useState<unknown>(null)

  function close(): void {
    setClosing(true)
    // The server ends the room, and with it this dialog.
    room.hosting.closeMeeting().catch((error: unknown) => {
      setProblem(error)
      setClosing(false)
    })
  }

  return (
    <Dialog onClose={onStay} title={t('room.leaveQuestion')}>
      <Stack>
        {problem !== null && <ProblemNotice error={problem} />}
        <Text size="sm">{t('room.leaveText')}</Text>
        <Button data-autofocus variant="default" onClick={onLeave}>
          {t('room.leaveOnly')}
        </Button>
        <Text size="sm">{t('room.closeText')}</Text>
        <Button color="red" loading={isClosing} onClick={close}>
          {t('room.close')}
        </Button>
      </Stack>
    </Dialog>
  )
}
