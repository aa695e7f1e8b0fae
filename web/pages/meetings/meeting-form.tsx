/**
 * The one form in which meetings are scheduled and edited. Of a single occurrence only what it can have for itself is
 * shown: topic, agenda and times.
 */
import { Checkbox, NativeSelect, SimpleGrid, Stack, Textarea, TextInput, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { roomsQuery } from '../../api/rooms.ts'
import { FormShell } from '../../components/form-shell.tsx'
import type { ConflictLabels, ConflictWords } from '../../components/conflict-notice.tsx'
import { Fold } from '../../components/fold.tsx'
import type { ApiForm } from '../../components/use-api-form.ts'
import { InviteeFields } from './invitee-fields.tsx'
import type { MeetingValues } from './meeting-values.ts'
import { RecurrenceFields } from './recurrence-fields.tsx'
import type { PastedInvitees } from './use-pasted-invitees.ts'
import { type FieldsProps, WhenFields } from './when-fields.tsx'

interface MeetingFormProps {
  form: ApiForm<MeetingValues>
  pasted: PastedInvitees
  submitLabel: string
  cancel: ReactNode
  /** Whose rooms there are to choose from. */
  accountId: string
  /** It is about one occurrence of a series. */
  isOccurrence?: boolean
}

export function MeetingForm(props: MeetingFormProps) {
  const { form, pasted, submitLabel, cancel, accountId, isOccurrence = false } = props
  const { t } = useTranslation()
  const { fields } = form
  return (
    <FormShell form={form} submitLabel={submitLabel} cancel={cancel} labels={useLabels()} words={useWords()}>
      <TextInput
        label={t('meetings.topic')}
        maxLength={500}
        autoComplete="off"
        data-autofocus
        {...fields.getInputProps('topic')}
      />
      <Section title={t('meetings.when')}>
        <WhenFields fields={fields} isZoneFixed={isOccurrence} />
        {!isOccurrence && <RecurrenceFields fields={fields} />}
      </Section>
      {!isOccurrence && (
        <Section title={t('meetings.invited')}>
          <InviteeFields fields={fields} pasted={pasted} />
        </Section>
      )}
      <Textarea
        label={t('meetings.agenda')}
        autosize
        minRows={3}
        maxRows={16}
        {...fields.getInputProps('agenda')}
      />
      {!isOccurrence && <KindFields fields={fields} accountId={accountId} />}
    </FormShell>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <Title order={2} size="h3" id={id} mb="xs">
        {title}
      </Title>
      <Stack gap="md">{children}</Stack>
    </section>
  )
}

const types = ['standard', 'boardroom', 'classroom', 'offTheRecord'] as const
const resolutions = ['low', 'standard', 'hd'] as const

function KindFields({ fields, accountId }: FieldsProps & { accountId: string }) {
  const { t } = useTranslation()
  const isOffTheRecord = fields.values.type === 'offTheRecord'
  const type = fields.getInputProps('type')
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <NativeSelect
          label={t('meetings.type')}
          description={t(`meetings.typeHints.${fields.values.type}`)}
          data={types.map((value) => ({ value, label: t(`meetings.types.${value}`) }))}
          {...type}
          onChange={(event) => {
            type.onChange(event)
            if (event.currentTarget.value === 'offTheRecord') fields.setFieldValue('isRecorded', false)
          }}
        />
        <Checkbox
          mt={{ sm: 28 }}
          label={t('meetings.isRecorded')}
          description={t(isOffTheRecord ? 'meetings.neverRecorded' : 'meetings.recordedHint')}
          disabled={isOffTheRecord}
          {...fields.getInputProps('isRecorded', { type: 'checkbox' })}
        />
      </SimpleGrid>
      <Fold title={t('meetings.more')}>
        <Stack>
          <RoomSelect fields={fields} accountId={accountId} />
          <NativeSelect
            maw={420}
            label={t('meetings.resolution')}
            data={resolutions.map((value) => ({ value, label: t(`meetings.resolutions.${value}`) }))}
            {...fields.getInputProps('videoResolution')}
          />
          <Checkbox
            label={t('meetings.isDialin')}
            description={t('meetings.dialinHint')}
            {...fields.getInputProps('isDialin', { type: 'checkbox' })}
          />
        </Stack>
      </Fold>
    </>
  )
}

/** Most accounts have one room, and no choice. */
function RoomSelect({ fields, accountId }: FieldsProps & { accountId: string }) {
  const { t } = useTranslation()
  const { data: rooms = [] } = useQuery(roomsQuery(accountId))
  if (rooms.length < 2) return null
  const isAny = fields.values.roomId === ''
  return (
    <NativeSelect
      maw={420}
      label={t('meetings.room')}
      data={rooms.map(({ id, name }) =>
        name === '' ? { value: isAny ? '' : id, label: t('meetings.ownRoom') } : { value: id, label: name },
      )}
      {...fields.getInputProps('roomId')}
    />
  )
}

function useLabels(): ConflictLabels<MeetingValues> {
  const { t } = useTranslation()
  return {
    topic: t('meetings.topic'),
    date: t('meetings.date'),
    time: t('meetings.time'),
    timezone: t('meetings.timezone'),
    duration: t('meetings.duration'),
    repeats: t('meetings.repeats.label'),
    every: t('meetings.repeats.label'),
    ends: t('meetings.repeats.ends'),
    endsOn: t('meetings.repeats.lastDay'),
    endsAfter: t('meetings.repeats.count'),
    agenda: t('meetings.agenda'),
    type: t('meetings.type'),
    isRecorded: t('meetings.isRecorded'),
    isDialin: t('meetings.isDialin'),
    videoResolution: t('meetings.resolution'),
    roomId: t('meetings.room'),
    invitedParticipants: t('meetings.invited'),
  }
}

function useWords(): ConflictWords<MeetingValues> {
  const { t } = useTranslation()
  return {
    repeats: (repeats) => t(repeats === 'never' ? 'meetings.repeats.never' : `meetings.rhythms.${repeats}`),
    ends: (ends) => t(`meetings.repeats.endings.${ends}`),
    type: (type) => t(`meetings.types.${type}`),
    videoResolution: (resolution) => t(`meetings.resolutions.${resolution}`),
    invitedParticipants: (people) => people.map(({ name, email }) => name || email).join(', '),
  }
}
