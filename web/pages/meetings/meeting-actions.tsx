/** What can be done with a meeting: join, edit, close, delete. */
import { Button } from '@mantine/core'
import { IconDoorEnter, IconDoorOff, IconPencil, IconTrash } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Meeting } from '../../api/meetings.ts'
import { LinkButton } from '../../components/links.tsx'

const CloseDialog = lazy(() =>
  import('./close-dialog.tsx').then((module) => ({ default: module.CloseDialog })),
)
const DeleteDialog = lazy(() =>
  import('./delete-dialog.tsx').then((module) => ({ default: module.DeleteDialog })),
)

interface MeetingActionsProps {
  meeting: Meeting
  /** Of a held occurrence that is shown. */
  start: string | undefined
}

const ICON_PX = 18

export function MeetingActions({ meeting, start }: MeetingActionsProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [dialog, setDialog] = useState<'close' | 'delete' | null>(null)
  const { id, meetingId, isClosed, isOpen, isRecurring } = meeting
  const isHeld = start !== undefined && start !== meeting.startTime
  return (
    <>
      {!isClosed && !isHeld && (
        <LinkButton
          to="/join/$number"
          params={{ number: meetingId }}
          variant={isOpen ? 'filled' : 'default'}
          leftSection={<IconDoorEnter size={ICON_PX} aria-hidden />}
        >
          {t('meetings.join')}
        </LinkButton>
      )}
      {!isClosed && (
        <LinkButton
          to="/meetings/$id/edit"
          params={{ id }}
          variant="default"
          leftSection={<IconPencil size={ICON_PX} aria-hidden />}
        >
          {t('common.edit')}
        </LinkButton>
      )}
      {isOpen && !isHeld && (
        <Button
          variant="default"
          leftSection={<IconDoorOff size={ICON_PX} aria-hidden />}
          onClick={() => setDialog('close')}
        >
          {t('meetings.close.button')}
        </Button>
      )}
      <Button
        variant="default"
        leftSection={<IconTrash size={ICON_PX} aria-hidden />}
        onClick={() => setDialog('delete')}
      >
        {t('common.delete')}
      </Button>
      <Suspense>
        {dialog === 'close' && <CloseDialog meeting={meeting} onClose={() => setDialog(null)} />}
        {dialog === 'delete' && (
          <DeleteDialog
            meetings={[meeting]}
            onClose={() => setDialog(null)}
            onDelete={({ scope }) => {
              if (!isRecurring || scope === 'series') void navigate({ to: '/meetings' })
            }}
          />
        )}
      </Suspense>
    </>
  )
}
