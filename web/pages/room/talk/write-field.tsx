/** A place to write: Enter sends, Shift and Enter begins a new line. What could not be sent stays. */
import { ActionIcon, Text, Textarea } from '@mantine/core'
import { IconSend } from '@tabler/icons-react'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from '../styles/side-panel.module.css'

interface WriteFieldProps {
  label: string
  submitLabel: string
  maxLength: number
  /** @returns whether it was sent */
  onSend: (text: string) => boolean
}

const ROWS_MAX = 5

export function WriteField({ label, submitLabel, maxLength, onSend }: WriteFieldProps) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [isUnsent, setUnsent] = useState(false)

  function send(event: FormEvent): void {
    event.preventDefault()
    const written = text.trim()
    if (written === '') return
    const isSent = onSend(written)
    setUnsent(!isSent)
    if (isSent) setText('')
  }

  function sendByKey(event: KeyboardEvent<HTMLTextAreaElement>): void {
    // Enter also ends the composing of a character.
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) send(event)
  }

  return (
    <form className={classes['write']} onSubmit={send}>
      <div className={classes['writeRow']}>
        <Textarea
          aria-label={label}
          placeholder={label}
          autosize
          minRows={1}
          maxRows={ROWS_MAX}
          maxLength={maxLength}
          data-autofocus
          autoFocus
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          onKeyDown={sendByKey}
        />
        <ActionIcon type="submit" size={36} aria-label={submitLabel} title={submitLabel}>
          <IconSend size={18} aria-hidden />
        </ActionIcon>
      </div>
      {isUnsent && (
        <Text size="sm" c="red" role="alert" mt={6}>
          {t('room.notSent')}
        </Text>
      )}
    </form>
  )
}
