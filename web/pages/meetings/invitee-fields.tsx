/**
 * Who is invited. Many addresses are pasted at once, as they come out of a mail program or a spreadsheet; each can
 * then be given a name, a role and a language. What is no address stays in the field, with a word about it.
 */
import {
  ActionIcon,
  Alert,
  Button,
  Group,
  NativeSelect,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core'
import { IconMailOff, IconUserPlus, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { meetingDefaultsQuery } from '../../api/meetings.ts'
import { languages } from '../../i18n/index.ts'
import classes from './invitee-fields.module.css'
import type { PastedInvitees } from './use-pasted-invitees.ts'
import type { FieldsProps } from './when-fields.tsx'

export function InviteeFields({ fields, pasted }: FieldsProps & { pasted: PastedInvitees }) {
  const { t } = useTranslation()
  const invitees = fields.values.invitedParticipants
  const { data: defaults } = useQuery(meetingDefaultsQuery)
  return (
    <Stack gap="sm">
      <Group align="flex-end" gap="sm" wrap="wrap">
        <Textarea
          flex={1}
          miw={220}
          autosize
          minRows={1}
          maxRows={6}
          label={t('meetings.invitees.add')}
          description={t('meetings.invitees.addHint')}
          value={pasted.text}
          error={pasted.fault}
          onChange={({ currentTarget }) => pasted.type(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey) return
            event.preventDefault()
            pasted.take()
          }}
          onPaste={() => pasted.takeSoon()}
        />
        <Button
          variant="default"
          leftSection={<IconUserPlus size={18} aria-hidden />}
          onClick={() => pasted.take()}
        >
          {t('meetings.invitees.addButton')}
        </Button>
      </Group>
      <Text size="sm" c="dimmed" role="status">
        {t('meetings.invitees.count', { count: invitees.length })}
      </Text>
      {invitees.length > 0 && defaults?.mailConfigured === false && (
        <Alert color="yellow" variant="light" icon={<IconMailOff aria-hidden />}>
          {t('meetings.mail.notConfigured')}
        </Alert>
      )}
      {fields.errors['invitedParticipants'] && (
        <Text size="sm" c="var(--mantine-color-error)" data-path="invitedParticipants" tabIndex={-1}>
          {fields.errors['invitedParticipants']}
        </Text>
      )}
      {invitees.length > 0 && (
        <ul className={classes['list']}>
          {invitees.map(({ email }, index) => (
            <Invitee key={email} fields={fields} index={index} email={email} />
          ))}
        </ul>
      )}
    </Stack>
  )
}

function Invitee({ fields, index, email }: FieldsProps & { index: number; email: string }) {
  const { t } = useTranslation()
  const path = `invitedParticipants.${index}` as const
  const of = (what: string) => t('meetings.invitees.of', { what, email })
  return (
    <li className={classes['person']}>
      <TextInput
        size="sm"
        aria-label={of(t('meetings.invitees.name'))}
        placeholder={t('meetings.invitees.name')}
        {...fields.getInputProps(`${path}.name`)}
      />
      <TextInput
        size="sm"
        readOnly
        aria-label={t('meetings.invitees.email')}
        {...fields.getInputProps(`${path}.email`)}
      />
      <NativeSelect
        size="sm"
        aria-label={of(t('meetings.invitees.role'))}
        data={(['participant', 'host'] as const).map((role) => ({
          value: role,
          label: t(`meetings.roles.${role}`),
        }))}
        {...fields.getInputProps(`${path}.role`)}
      />
      <NativeSelect
        size="sm"
        aria-label={of(t('meetings.invitees.language'))}
        data={[
          { value: '', label: t('meetings.invitees.anyLanguage') },
          ...languageChoices(fields.values.invitedParticipants[index]?.language ?? ''),
        ]}
        {...fields.getInputProps(`${path}.language`)}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={t('meetings.invitees.remove', { email })}
        onClick={() => fields.removeListItem('invitedParticipants', index)}
      >
        <IconX size={18} aria-hidden />
      </ActionIcon>
    </li>
  )
}

/** One that came by the API may have a language that the pages do not have. */
function languageChoices(own: string): { value: string; label: string }[] {
  const known = Object.entries(languages).map(([value, label]) => ({ value, label }))
  return own === '' || known.some(({ value }) => value === own)
    ? known
    : [...known, { value: own, label: own }]
}
