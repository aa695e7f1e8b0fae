/**
 * Sets up a web hook, or one for each event at once where one endpoint takes them all: configure, try, save; then the
 * signing secret, this once.
 */
import { Group, NativeSelect, Paper, Stack, Text } from '@mantine/core'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { hookNames, isHookName } from '../../../../receiver/src/contract/hook-names.ts'
import { createWebHook, createWebHookSet, testUnsaved } from '../../../api/web-hooks.ts'
import { FormShell } from '../../../components/form-shell.tsx'
import { LinkButton, TextLink } from '../../../components/links.tsx'
import { PageHeader } from '../../../components/page-header.tsx'
import { SecretOnce } from '../../../components/secret-once.tsx'
import { useApiForm } from '../../../components/use-api-form.ts'
import { HookGuide } from './hook-guide.tsx'
import { TestCall } from './test-call.tsx'
import { WebHookFields } from './web-hook-form.tsx'
import classes from './web-hook-form.module.css'
import { bodyOf, eventUrl, fieldOf, newValues, setBodyOf, type WebHookValues } from './web-hook-values.ts'

/** What is shown once it is there. */
interface Created {
  url: string
  signingSecret: string
  /** Null: it is one for each event. */
  id: string | null
  signed: boolean
}

const ALL_EVENTS = 'all'
const route = getRouteApi('/signed-in/system/web-hooks/new')

export function NewWebHookPage() {
  const { t } = useTranslation()
  const [created, setCreated] = useState<Created | null>(null)
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

function NewWebHookForm({ onCreated }: { onCreated: (created: Created) => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { event } = route.useSearch()
  const [isSet, setIsSet] = useState(event === undefined)
  const form = useApiForm<WebHookValues, Created>({
    initialValues: newValues(event ?? hookNames[0]),
    save: (values) => create(values, isSet),
    onSaved: (created) => (created.signed ? onCreated(created) : navigate(pageOf(created))),
    fieldOf,
  })
  const { fields } = form
  const { values } = fields
  return (
    <div className={classes['columns']}>
      <FormShell
        form={form}
        submitLabel={t('webHooks.create')}
        cancel={<TextLink to="/system/web-hooks">{t('common.cancel')}</TextLink>}
      >
        <NativeSelect
          label={t('webHooks.fields.event')}
          description={isSet ? t('webHooks.allEventsText') : t(`webHooks.purposes.${values.event}`)}
          data={[{ value: ALL_EVENTS, label: t('webHooks.allEvents') }, ...hookNames]}
          value={isSet ? ALL_EVENTS : values.event}
          onChange={({ currentTarget: { value } }) => {
            setIsSet(value === ALL_EVENTS)
            if (isHookName(value)) fields.setFieldValue('event', value)
          }}
        />
        <WebHookFields fields={fields} hasStoredKey={false} />
      </FormShell>
      <HookGuide values={values} />
      <div className={classes['wide']}>
        <TestCall
          form={form}
          call={() => testUnsaved({ ...bodyOf(values), url: eventUrl(values) })}
          text={t('webHooks.testText')}
        />
      </div>
    </div>
  )
}

function CreatedNotice({ created, trail }: { created: Created; trail: React.ReactNode[] }) {
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

async function create(values: WebHookValues, isSet: boolean): Promise<Created> {
  if (!isSet) return createWebHook(bodyOf(values))
  const { signingSecret } = await createWebHookSet(setBodyOf(values))
  return { id: null, url: values.url, signed: values.signed, signingSecret }
}

function pageOf({ id }: Pick<Created, 'id'>) {
  return id === null
    ? ({ to: '/system/web-hooks' } as const)
    : ({ to: '/system/web-hooks/$id', params: { id } } as const)
}
