/**
 * The key that goes out as X-API-KEY: none, one that is typed or made up here, or the stored one, which nobody can
 * see any more. A key that was made up is shown until it is saved, to be copied into the receiver.
 */
import { Button, Group, Radio, Stack, TextInput } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { CopyIcon } from '../../../components/secret-once.tsx'
import type { FieldsProps } from './web-hook-values.ts'

const KEY_BYTES = 32

export function ApiKeyField({ fields, hasStoredKey }: FieldsProps & { hasStoredKey: boolean }) {
  const { t } = useTranslation()
  const { apiKeyChoice, apiKey } = fields.values
  return (
    <Stack gap="xs">
      <Radio.Group
        label={t('webHooks.fields.apiKey')}
        description={t('webHooks.hints.apiKey')}
        {...fields.getInputProps('apiKeyChoice')}
      >
        <Stack gap="xs" mt="xs">
          {hasStoredKey && <Radio value="kept" label={t('webHooks.keyChoices.kept')} />}
          <Radio value="none" label={t('webHooks.keyChoices.none')} />
          <Radio
            value="given"
            label={t(hasStoredKey ? 'webHooks.keyChoices.another' : 'webHooks.keyChoices.given')}
          />
        </Stack>
      </Radio.Group>
      {apiKeyChoice === 'given' && (
        <Group gap="xs" align="flex-end" wrap="nowrap">
          <TextInput
            label={t('webHooks.keyValue')}
            autoComplete="off"
            spellCheck={false}
            flex={1}
            {...fields.getInputProps('apiKey')}
          />
          <Button
            variant="default"
            leftSection={<IconRefresh size={16} aria-hidden />}
            onClick={() => fields.setFieldValue('apiKey', randomKey())}
          >
            {t('webHooks.generate')}
          </Button>
          {apiKey !== '' && <CopyIcon value={apiKey} label={t('webHooks.keyValue')} />}
        </Group>
      )}
    </Stack>
  )
}

/** As the server makes its own: random bytes, in characters that every header takes. */
function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(KEY_BYTES))
  return btoa(String.fromCodePoint(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
}
