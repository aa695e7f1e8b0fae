/** All that can be configured of a web hook: what everybody needs first, the rest folded away. */
import { Fieldset, Group, NativeSelect, Radio, Stack, Switch, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { accountsQuery } from '../../../api/administration.ts'
import { useList } from '../../../api/list-query.ts'
import { Fold } from '../../../components/fold.tsx'
import { NumberField } from '../../../components/number-field.tsx'
import { ApiKeyField } from './api-key-field.tsx'
import { HeaderFields } from './header-fields.tsx'
import { UrlField } from './url-field.tsx'
import type { FieldsProps } from './web-hook-values.ts'

export function WebHookFields({ fields, hasStoredKey }: FieldsProps & { hasStoredKey: boolean }) {
  const { t } = useTranslation()
  return (
    <Stack gap="lg">
      <UrlField {...fields.getInputProps('url')} />
      <Radio.Group label={t('webHooks.method')} {...fields.getInputProps('method')}>
        <Group mt={6}>
          <Radio value="POST" label="POST" />
          <Radio value="PUT" label="PUT" />
        </Group>
      </Radio.Group>
      <ApiKeyField fields={fields} hasStoredKey={hasStoredKey} />
      <Switch
        label={t('webHooks.fields.signed')}
        description={t('webHooks.hints.signed')}
        {...fields.getInputProps('signed', { type: 'checkbox' })}
      />
      <Switch
        label={t('webHooks.fields.enabled')}
        description={t('webHooks.hints.enabled')}
        {...fields.getInputProps('enabled', { type: 'checkbox' })}
      />
      <Fold title={t('webHooks.customHeaders')} isOpen={fields.values.headers.length > 0}>
        <HeaderFields fields={fields} />
      </Fold>
      <Fold title={t('webHooks.limits')}>
        <LimitFields fields={fields} />
      </Fold>
      <Fold title={t('webHooks.more')}>
        <MoreFields fields={fields} />
      </Fold>
    </Stack>
  )
}

function LimitFields({ fields }: FieldsProps) {
  const { t } = useTranslation()
  const numbers = ['maxInFlight', 'ratePerSecond', 'timeoutSeconds', 'holdSeconds'] as const
  return (
    <Stack>
      {numbers.map((name) => (
        <NumberField
          key={name}
          label={t(`webHooks.fields.${name}`)}
          description={t(`webHooks.hints.${name}`)}
          maw={300}
          {...fields.getInputProps(name)}
        />
      ))}
      <TextInput
        label={t('webHooks.fields.retrySchedule')}
        description={t('webHooks.hints.retrySchedule')}
        inputMode="numeric"
        autoComplete="off"
        maw={480}
        {...fields.getInputProps('retrySchedule')}
      />
      <Switch
        label={t('webHooks.fields.catchUpAutomatically')}
        description={t('webHooks.hints.catchUpAutomatically')}
        {...fields.getInputProps('catchUpAutomatically', { type: 'checkbox' })}
      />
    </Stack>
  )
}

function MoreFields({ fields }: FieldsProps) {
  const { t } = useTranslation()
  const accounts = useList(accountsQuery)
  const pem = ['clientCertificate', 'clientKey', 'extraCa'] as const
  return (
    <Stack>
      <TextInput
        label={t('webHooks.fields.name')}
        description={t('webHooks.hints.name')}
        {...fields.getInputProps('name')}
      />
      {accounts.rows.length > 1 && (
        <NativeSelect
          label={t('webHooks.fields.accountId')}
          data={[
            { value: '', label: t('webHooks.allAccounts') },
            ...accounts.rows.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          {...fields.getInputProps('accountId')}
        />
      )}
      <Switch
        label={t('webHooks.fields.signedAsymmetrically')}
        description={t('webHooks.hints.signedAsymmetrically')}
        {...fields.getInputProps('signedAsymmetrically', { type: 'checkbox' })}
      />
      <Fieldset legend={t('webHooks.certificates')}>
        <Stack>
          {pem.map((name) => (
            <Textarea
              key={name}
              label={t(`webHooks.fields.${name}`)}
              description={t(`webHooks.hints.${name}`)}
              autosize
              minRows={2}
              maxRows={6}
              spellCheck={false}
              {...fields.getInputProps(name)}
            />
          ))}
        </Stack>
      </Fieldset>
    </Stack>
  )
}
