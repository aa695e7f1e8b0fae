/**
 * Of a series: what is meant, one occurrence, it and all that follow, or everything. An occurrence that lies further
 * ahead is named by its day.
 */
import { Radio, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Change, Meeting, Scope } from '../../api/meetings.ts'
import { instantOf, wallTimeOf } from './zoned-time.ts'

const scopes: readonly Scope[] = ['occurrence', 'following', 'series']

interface ScopeChoiceProps {
  label: string
  meeting: Meeting
  value: Change
  onChange: (change: Change) => void
}

/** `start`: of the occurrence that is shown, where one was. */
export function firstChange(meeting: Meeting, start?: string): Change {
  if (!meeting.isRecurring) return {}
  return { scope: 'occurrence', start: start ?? meeting.startTime }
}

export function ScopeChoice({ label, meeting, value, onChange }: ScopeChoiceProps) {
  const { t } = useTranslation()
  const { timezone } = meeting
  const { scope = 'series', start = meeting.startTime } = value
  const own = wallTimeOf(new Date(start), timezone)
  const [date, setDate] = useState(own.date)

  function choose(nextScope: Scope, nextDate: string): void {
    setDate(nextDate)
    if (nextScope === 'series') return onChange({ scope: 'series' })
    const next = nextDate === own.date ? new Date(start) : instantOf({ ...own, date: nextDate }, timezone)
    onChange({ scope: nextScope, start: next?.toISOString() ?? start })
  }

  return (
    <Stack gap="sm">
      <Radio.Group
        label={label}
        value={scope}
        onChange={(next) => choose(scopes.find((known) => known === next) ?? 'series', date)}
      >
        <Stack gap="xs" mt="xs">
          {scopes.map((known) => (
            <Radio key={known} value={known} label={t(`meetings.scopes.${known}`)} />
          ))}
        </Stack>
      </Radio.Group>
      {scope !== 'series' && (
        <TextInput
          type="date"
          maw={220}
          label={t('meetings.whichDay')}
          value={date}
          onChange={({ currentTarget }) => choose(scope, currentTarget.value)}
        />
      )}
    </Stack>
  )
}
