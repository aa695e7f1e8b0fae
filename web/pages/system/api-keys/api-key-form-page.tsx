/** Makes an API key: what it is for, how far it reaches, what it may do. The key is shown once, on the same page. */
import { Checkbox, Fieldset, Input, NativeSelect, Paper, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { accountsQuery, type CreatedApiKey, createApiKey } from '../../../api/administration.ts'
import { useList } from '../../../api/list-query.ts'
import table from '../../../components/plain-table.module.css'
import { FormShell } from '../../../components/form-shell.tsx'
import { PageHeader } from '../../../components/page-header.tsx'
import { SecretOnce } from '../../../components/secret-once.tsx'
import { useApiForm } from '../../../components/use-api-form.ts'
import { actions, resources, scopeOf, type Scope } from './scopes.ts'
import { LinkButton, TextLink } from '../../../components/links.tsx'

const WHOLE_INSTANCE = ''

export function ApiKeyFormPage() {
  const { t } = useTranslation()
  const [created, setCreated] = useState<CreatedApiKey | null>(null)
  const trail = [
    <TextLink key="list" to="/system/api-keys" size="sm">
      {t('shell.places.apiKeys')}
    </TextLink>,
  ]
  if (created) {
    return (
      <>
        <PageHeader title={created.name} trail={trail} />
        <Paper withBorder p="lg">
          <Stack>
            <SecretOnce title={t('apiKeys.key')} secret={created.key} text={t('apiKeys.keyText')} />
            <div>
              <LinkButton to="/system/api-keys">{t('secrets.stored')}</LinkButton>
            </div>
          </Stack>
        </Paper>
      </>
    )
  }
  return (
    <>
      <PageHeader title={t('apiKeys.new')} trail={trail} />
      <ApiKeyForm onCreated={setCreated} />
    </>
  )
}

function ApiKeyForm({ onCreated }: { onCreated: (key: CreatedApiKey) => void }) {
  const { t } = useTranslation()
  const accounts = useList(accountsQuery)
  const form = useApiForm({
    initialValues: {
      name: '',
      accountId: WHOLE_INSTANCE,
      scopes: ['meetings:read', 'meetings:write'] as Scope[],
    },
    save: ({ accountId, ...values }) => createApiKey({ ...values, accountId: accountId || null }),
    onSaved: onCreated,
  })
  const { fields } = form
  const choices = [
    { value: WHOLE_INSTANCE, label: t('apiKeys.levels.instance') },
    ...accounts.rows.map(({ id, name }) => ({ value: id, label: t('apiKeys.onlyAccount', { name }) })),
  ]
  return (
    <FormShell
      form={form}
      submitLabel={t('apiKeys.create')}
      cancel={<TextLink to="/system/api-keys">{t('common.cancel')}</TextLink>}
    >
      <Stack maw={640}>
        <TextInput
          label={t('apiKeys.name')}
          description={t('apiKeys.nameHint')}
          {...fields.getInputProps('name')}
        />
        <NativeSelect label={t('apiKeys.reach')} data={choices} {...fields.getInputProps('accountId')} />
        <ScopeFields
          value={fields.values.scopes}
          onChange={(scopes) => fields.setFieldValue('scopes', scopes)}
          error={fields.errors['scopes']}
        />
      </Stack>
    </FormShell>
  )
}

interface ScopeFieldsProps {
  value: readonly Scope[]
  onChange: (scopes: Scope[]) => void
  error: React.ReactNode
}

function ScopeFields({ value, onChange, error }: ScopeFieldsProps) {
  const { t } = useTranslation()
  return (
    <Fieldset legend={t('apiKeys.scopes')} data-path="scopes" tabIndex={-1}>
      {error && <Input.Error mb="xs">{error}</Input.Error>}
      <table className={table['table']}>
        <thead>
          <tr>
            <th scope="col">{t('apiKeys.resource')}</th>
            {actions.map((action) => (
              <th key={action} scope="col">
                {t(`apiKeys.actions.${action}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {resources.map((resource) => (
            <tr key={resource}>
              <th scope="row">{t(`apiKeys.resources.${resource}`)}</th>
              {actions.map((action) => {
                const scope = scopeOf(resource, action)
                if (scope === null) return <td key={action} />
                return (
                  <td key={action}>
                    <Checkbox
                      aria-label={`${t(`apiKeys.resources.${resource}`)}: ${t(`apiKeys.actions.${action}`)}`}
                      checked={value.includes(scope)}
                      onChange={({ currentTarget }) =>
                        onChange(
                          currentTarget.checked
                            ? [...value, scope]
                            : value.filter((other) => other !== scope),
                        )
                      }
                    />
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Fieldset>
  )
}
