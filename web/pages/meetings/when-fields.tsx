/** When it takes place: day, time, length and zone, as a calendar asks for them. */
import { Alert, Button, Group, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { IconClockExclamation } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { localZone } from '../../components/local-zone.ts'
import { durationWords } from '../../components/duration-words.ts'
import { NumberField } from '../../components/number-field.tsx'
import { TimezoneInput } from '../../components/timezone-input.tsx'
import type { ApiForm } from '../../components/use-api-form.ts'
import { locale } from '../../i18n/index.ts'
import { type MeetingValues, startOf } from './meeting-values.ts'

const OFTEN_CHOSEN_MINUTES = [15, 30, 45, 60, 90, 120]
const MINUTE_SECONDS = 60

export interface FieldsProps {
  fields: ApiForm<MeetingValues>['fields']
}

export function WhenFields({ fields, isZoneFixed = false }: FieldsProps & { isZoneFixed?: boolean }) {
  const { t } = useTranslation()

  /** Of the day there is one fault for all that makes the start: it is gone when any of it changes. */
  function inputProps(name: 'time' | 'timezone') {
    const { onChange, ...props } = fields.getInputProps(name)
    return {
      ...props,
      onChange(event: React.ChangeEvent<HTMLInputElement>) {
        onChange(event)
        fields.clearFieldError('date')
      },
    }
  }

  return (
    <Stack gap="sm">
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }}>
        <TextInput type="date" label={t('meetings.date')} {...fields.getInputProps('date')} />
        <TextInput type="time" label={t('meetings.time')} {...inputProps('time')} />
        <NumberField label={t('meetings.duration')} {...fields.getInputProps('duration')} />
      </SimpleGrid>
      <Group gap="xs" role="group" aria-label={t('meetings.oftenChosen')}>
        {OFTEN_CHOSEN_MINUTES.map((minutes) => (
          <Button
            key={minutes}
            size="compact-sm"
            variant={fields.values.duration === minutes ? 'light' : 'default'}
            aria-pressed={fields.values.duration === minutes}
            onClick={() => fields.setFieldValue('duration', minutes)}
          >
            {durationWords(minutes * MINUTE_SECONDS)}
          </Button>
        ))}
      </Group>
      {!isZoneFixed && <TimezoneInput maw={420} label={t('meetings.timezone')} {...inputProps('timezone')} />}
      <WhenInWords values={fields.values} />
      {isPast(fields) && (
        <Alert color="yellow" variant="light" role="alert" icon={<IconClockExclamation aria-hidden />}>
          {t('meetings.isPast')}
        </Alert>
      )}
    </Stack>
  )
}

/** Somebody typed a time that is over. */
function isPast(fields: FieldsProps['fields']): boolean {
  const start = startOf(fields.values)
  const isTyped = fields.isDirty('date') || fields.isDirty('time') || fields.isDirty('timezone')
  if (!start || !isTyped) return false
  return start.getTime() + (fields.values.duration ?? 0) * MINUTE_SECONDS * 1000 < Date.now()
}

/** From when to when, and when that is for anyone who schedules it. */
function WhenInWords({ values }: { values: MeetingValues }) {
  const { t } = useTranslation()
  const start = startOf(values)
  if (!start || values.duration === null || values.duration < 1) return null
  const end = new Date(start.getTime() + values.duration * MINUTE_SECONDS * 1000)
  const range = (timeZone: string) =>
    new Intl.DateTimeFormat(locale(), { timeZone, dateStyle: 'full', timeStyle: 'short' }).formatRange(
      start,
      end,
    )
  const isElsewhere = values.timezone !== localZone()
  return (
    <Text size="sm" c="dimmed" role="status">
      {range(values.timezone)}
      {isElsewhere && ` · ${t('meetings.forYou', { time: range(localZone()) })}`}
    </Text>
  )
}
