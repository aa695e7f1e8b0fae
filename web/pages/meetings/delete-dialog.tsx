/**
 * Before meetings are deleted: what that will cause, whom it tells, and what goes with them. It is not asked whether
 * one is sure: for a few seconds it can be taken back.
 */
import { Button, Group, List, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Change, Meeting } from '../../api/meetings.ts'
import { deleteSoon } from './delete-with-undo.ts'
import { firstChange, ScopeChoice } from './scope-choice.tsx'
import { useConsequences } from './use-consequences.ts'
import { Dialog } from '../../components/dialog.tsx'

interface DeleteDialogProps {
  meetings: readonly Meeting[]
  /** Of the occurrence that is shown. */
  start?: string
  onClose: () => void
  /** It is on its way. */
  onDelete: (change: Change) => void
}

export function DeleteDialog({ meetings, start, onClose, onDelete }: DeleteDialogProps) {
  const { t } = useTranslation()
  const [first] = meetings
  const single = meetings.length === 1 ? first : undefined
  const [change, setChange] = useState<Change>(() => (single ? firstChange(single, start) : {}))
  const consequences = useConsequences(meetings, change)
  const count = meetings.length
  return (
    <Dialog
      onClose={onClose}
      title={
        single
          ? t('meetings.delete.titleOne', { topic: single.topic })
          : t('meetings.delete.title', { count })
      }
      size="lg"
    >
      <Stack>
        {single?.isRecurring && (
          <ScopeChoice
            label={t('meetings.delete.scope')}
            meeting={single}
            value={change}
            onChange={setChange}
          />
        )}
        {!single && (
          <List size="sm">
            {meetings.map(({ id, topic }) => (
              <List.Item key={id}>{topic}</List.Item>
            ))}
          </List>
        )}
        <div>
          <Text fw={600} mb={4}>
            {t('meetings.delete.causes')}
          </Text>
          <List size="sm" aria-live="polite">
            {consequences.map((consequence) => (
              <List.Item key={consequence}>{consequence}</List.Item>
            ))}
          </List>
        </div>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            color="red"
            data-autofocus
            onClick={() => {
              deleteSoon(meetings, change)
              onDelete(change)
              onClose()
            }}
          >
            {t('common.delete')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}
