/** Refuses somebody who waits, with a word to them where the host wants to say one. */
import { Button, Group, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../../components/dialog.tsx'

const WORD_MAX_LENGTH = 200

interface RefuseDialogProps {
  name: string
  /** @param word empty: none */
  onRefuse: (word: string) => void
  onClose: () => void
}

export function RefuseDialog({ name, onRefuse, onClose }: RefuseDialogProps) {
  const { t } = useTranslation()
  const [word, setWord] = useState('')

  function submit(event: FormEvent): void {
    event.preventDefault()
    onRefuse(word.trim())
    onClose()
  }

  return (
    <Dialog onClose={onClose} title={t('room.waits.refuseQuestion', { name })}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            data-autofocus
            label={t('room.waits.word')}
            description={t('room.waits.wordHint')}
            maxLength={WORD_MAX_LENGTH}
            value={word}
            onChange={({ currentTarget }) => setWord(currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" color="red">
              {t('room.waits.refuse')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
