/** Why one is not inside (any more), and what can be done next. */
import { Alert, Button, Stack, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LinkButton } from '../../../components/links.tsx'
import { Door } from '../../../shell/door.tsx'
import { useStored } from '../../../store.ts'
import type { Room } from '../connection/room.ts'
import type { Ending } from './visit.ts'

interface FarewellProps {
  ending: Ending
  /** Where one was. */
  room: Room | null
  number: string
  /** By a link of one's own. */
  isLinked: boolean
  /** The meeting's id, for those who can read about it on its page. */
  meetingId: string | null
  onBack: () => void
  onHere: () => void
}

export function Farewell({ ending, room, number, isLinked, meetingId, onBack, onHere }: FarewellProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  return (
    <Door title={t(`room.over.${ending}`)} text={t(`room.over.${ending}Text`)}>
      <Stack>
        {ending === 'refused' && room && <RefusalWord room={room} />}
        {(ending === 'left' || ending === 'removed' || ending === 'refused') && (
          <Button onClick={onBack}>{t('room.over.back')}</Button>
        )}
        {ending === 'replaced' && <Button onClick={onHere}>{t('room.over.here')}</Button>}
        {ending === 'closed' && meetingId !== null && (
          <LinkButton to="/meetings/$id" params={{ id: meetingId }}>
            {t('room.over.toSummary')}
          </LinkButton>
        )}
        {ending === 'unknown' && <NumberForm number={number} />}
        {ending === 'dead-link' && isLinked && (
          <Button
            variant="default"
            onClick={() => void navigate({ to: '/join/$number', params: { number }, search: {} })}
          >
            {t('room.over.withNumber')}
          </Button>
        )}
      </Stack>
    </Door>
  )
}

/** What the host said with it. */
function RefusalWord({ room }: { room: Room }) {
  const { t } = useTranslation()
  const word = useStored(room.refusalWord)
  if (word === '') return null
  return (
    <Alert color="gray" variant="light" title={t('room.over.word')}>
      {word}
    </Alert>
  )
}

function NumberForm({ number }: { number: string }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [typed, setTyped] = useState(number)

  function submit(event: FormEvent): void {
    event.preventDefault()
    const wanted = typed.trim()
    if (wanted !== '') void navigate({ to: '/join/$number', params: { number: wanted }, search: {} })
  }

  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label={t('room.number')}
          description={t('room.checkNumberHint')}
          inputMode="numeric"
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        <Button type="submit" disabled={typed.trim() === number}>
          {t('room.over.tryNumber')}
        </Button>
      </Stack>
    </form>
  )
}
