/** Whether and how it repeats: choices in plain words that follow from the day, and the whole in a sentence. */
import { Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { IconRepeat } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { NumberField } from '../../components/number-field.tsx'
import { locale } from '../../i18n/index.ts'
import { type MeetingValues, recurringOf, repeatChoices, startOf } from './meeting-values.ts'
import { recurrenceWords } from './recurrence-words.ts'
import type { FieldsProps } from './when-fields.tsx'

export function RecurrenceFields({ fields }: FieldsProps) {
  const { t } = useTranslation()
  const { values } = fields
  const words = useWords()
  const choices = repeatChoices.map((repeats) => ({
    value: repeats,
    label: words({ ...values, repeats, every: 1, ends: 'never' }) ?? t('meetings.repeats.never'),
  }))
  return (
    <Stack gap="sm">
      <NativeSelect
        maw={420}
        label={t('meetings.repeats.label')}
        data={choices}
        {...fields.getInputProps('repeats')}
      />
      {values.repeats !== 'never' && (
        <>
          <Group align="flex-start" gap="sm">
            <NumberField
              w={160}
              label={t(`meetings.repeats.every.${values.repeats}`)}
              {...fields.getInputProps('every')}
            />
            <NativeSelect
              label={t('meetings.repeats.ends')}
              data={(['never', 'on', 'after'] as const).map((ends) => ({
                value: ends,
                label: t(`meetings.repeats.endings.${ends}`),
              }))}
              {...fields.getInputProps('ends')}
            />
            {values.ends === 'on' && (
              <TextInput
                type="date"
                label={t('meetings.repeats.lastDay')}
                {...fields.getInputProps('endsOn')}
              />
            )}
            {values.ends === 'after' && (
              <NumberField
                w={160}
                label={t('meetings.repeats.count')}
                {...fields.getInputProps('endsAfter')}
              />
            )}
          </Group>
          <Text size="sm" c="dimmed" role="status">
            <IconRepeat size={14} aria-hidden /> {words(values)}
          </Text>
        </>
      )}
    </Stack>
  )
}

/** Null where it does not repeat, or where that cannot be said yet. */
function useWords(): (values: MeetingValues) => string | null {
  const { t } = useTranslation()
  return (values) => {
    const start = startOf(values)
    const recurring = recurringOf(values)
    if (!start || Number.isNaN(Date.parse(recurring.endsOn || start.toISOString()))) return null
    return recurrenceWords({ recurring, start, timeZone: values.timezone }, t, locale())
  }
}
