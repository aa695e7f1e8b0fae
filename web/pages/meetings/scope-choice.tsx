/**
 * Of a series: what is meant, one occurrence, it and all that follow, or everything. Which occurrence is chosen from
 * those that come.
 */
import { NativeSelect, Radio, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import {
  type Change,
  comingOccurrencesQuery,
  type Meeting,
  type Occurrence,
  type Scope,
} from '../../api/meetings.ts'
import { absolute } from '../../components/local-time.tsx'

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
  const { data: occurrences = [] } = useQuery(comingOccurrencesQuery(meeting))
  const { scope = 'series', start = meeting.startTime } = value
  const offered = occurrences.filter(({ state }) => state !== 'cancelled')
  const chosen = offered.find((each) => isNamed(each, start))
  const choices = offered.map(({ originalStart, startTime }) => ({
    value: originalStart,
    label: absolute(new Date(startTime), 'date-time', meeting.timezone),
  }))
  // One that lies further ahead, or that was not read yet.
  if (!chosen) {
    choices.push({ value: start, label: absolute(new Date(start), 'date-time', meeting.timezone) })
  }

  function choose(next: Scope): void {
    onChange(next === 'series' ? { scope: 'series' } : { scope: next, start })
  }

  return (
    <Stack gap="sm">
      <Radio.Group
        label={label}
        value={scope}
        onChange={(next) => choose(scopes.find((known) => known === next) ?? 'series')}
      >
        <Stack gap="xs" mt="xs">
          {scopes.map((known) => (
            <Radio key={known} value={known} label={t(`meetings.scopes.${known}`)} />
          ))}
        </Stack>
      </Radio.Group>
      {scope !== 'series' && (
        <NativeSelect
          maw={320}
          label={t('meetings.whichDay')}
          data={choices}
          value={chosen?.originalStart ?? start}
          onChange={({ currentTarget }) => onChange({ scope, start: currentTarget.value })}
        />
      )}
    </Stack>
  )
}

/** By the start that the rule gives it, or by the one that it was moved to. */
export function isNamed({ originalStart, startTime }: Occurrence, start: string): boolean {
  const at = Date.parse(start)
  return Date.parse(originalStart) === at || Date.parse(startTime) === at
}
