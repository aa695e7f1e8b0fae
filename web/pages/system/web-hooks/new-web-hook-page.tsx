/** Sets up a web hook: configure, try, save; then the signing secret, this once. */
import { Group, NativeSelect, Paper, Stack, Text } from '@mantine/core'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { hookNames, isHookName } from '../../../../receiver/src/contract/hook-names.ts'
import { type CreatedWebHook, createWebHook, testUnsaved } from '../../../api/web-hooks.ts'
import { FormShell } from '../../../components/form-shell.tsx'
import { LinkButton, TextLink } from '../../../components/links.tsx'
import { PageHeader } from '../../../components/page-header.tsx'
import { SecretOnce } from '../../../components/secret-once.tsx'
import { useApiForm } from '../../../components/use-api-form.ts'
import { HookGuide } from './hook-guide.tsx'
import { TestCall } from './test-call.tsx'
import { WebHookFields } from './web-hook-form.tsx'
import classes from './web-hook-form.module.css'
import { bodyOf, fieldOf, newValues, type WebHookValues } from './web-hook-values.ts'

const route = getRouteApi('/signed-in/system/web-hooks/new')

export function NewWebHookPage() {
  const { t } = useTranslation()
  const [created, setCreated] = useState<CreatedWebHook | null>(null)
  const trail = [
    <TextLink key="list" to="/system/web-hooks" size="sm">
      {t('webHooks.title')}
    </TextLink>,
  ]
  if (created) return <CreatedNotice created={created} trail={trail} />
  return (
    <>
      <PageHeader title={t('webHooks.new')} trail={trail} />
      <NewWebHookForm onCreated={setCreated} />
    </>
  )
}

function NewWebHookForm({ onCreated }: { onCreated: (created: CreatedWebHook) => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { event } = route.useSearch()
  const form = useApiForm<WebHookValues, CreatedWebHook>({
    initialValues: newValues(event ?? hookNames[0]),
    save: (values) => createWebHook(bodyOf(values)),
    onSaved: (created) => (created.signed ? onCreated(created) : navigate(pageOf(created))),
    fieldOf,
  })
  const { fields } = form
  return (
    <div className={classes['columns']}>
      <FormShell
        form={form}
        submitLabel={t('webHooks.create')}
        cancel={<TextLink to="/system/web-hooks">{t('common.cancel')}</TextLink>}
      >
        <NativeSelect
          label={t('webHooks.fields.event')}
          description={t(`webHooks.purposes.${fields.values.event}`)}
          data={[...hookNames]}
          value={fields.values.event}
          onChange={({ currentTarget: { value } }) =>
            isHookName(value) && fields.setFieldValue('event', value)
          }
        />
        <WebHookFields fields={fields} hasStoredKey={false} />
      </FormShell>
      <HookGuide values={fields.values} />
      <div className={classes['wide']}>
        <TestCall form={form} call={() => testUnsaved(bodyOf(fields.values))} text={t('webHooks.testText')} />
      </div>
    </div>
  )
}

function CreatedNotice({ created, trail }: { created: CreatedWebHook; trail: React.ReactNode[] }) {
  const { t } = useTranslation()
  return (
    <>
      <PageHeader title={t('webHooks.created')} purpose={created.url} trail={trail} />
      <Paper withBorder p="lg">
        <Stack>
          <SecretOnce
            title={t('webHooks.signingSecret')}
            secret={created.signingSecret}
            text={t('webHooks.secretText')}
          />
          <Text size="sm" c="dimmed">
            {t('webHooks.secretWhy')}
          </Text>
          <Group>
            <LinkButton {...pageOf(created)}>{t('secrets.stored')}</LinkButton>
          </Group>
        </Stack>
      </Paper>
    </>
  )
}

function pageOf({ id }: { id: string }) {
  return { to: '/system/web-hooks/$id', params: { id } } as const
}
