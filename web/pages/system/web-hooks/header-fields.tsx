/** Custom headers. A stored value is a mask, and stays what it is until another one is typed. */
import { ActionIcon, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { FieldsProps } from './web-hook-values.ts'

export function HeaderFields({ fields }: FieldsProps) {
  const { t } = useTranslation()
  const { headers } = fields.values
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {t('webHooks.hints.headers')}
      </Text>
      {headers.map((_, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a row has no other identity
        <Group key={index} gap="xs" align="flex-start" wrap="nowrap">
          <TextInput
            flex={1}
            aria-label={t('webHooks.headerName', { number: index + 1 })}
            placeholder="Authorization"
            autoComplete="off"
            {...fields.getInputProps(`headers.${index}.name`)}
          />
          <TextInput
            flex={2}
            aria-label={t('webHooks.headerValue', { number: index + 1 })}
            autoComplete="off"
            {...fields.getInputProps(`headers.${index}.value`)}
          />
          <ActionIcon
            variant="default"
            size="input-sm"
            aria-label={t('webHooks.removeHeader', { number: index + 1 })}
            onClick={() => fields.removeListItem('headers', index)}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      <div>
        <Button
          variant="default"
          size="sm"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => fields.insertListItem('headers', { name: '', value: '' })}
        >
          {t('webHooks.addHeader')}
        </Button>
      </div>
    </Stack>
  )
}
