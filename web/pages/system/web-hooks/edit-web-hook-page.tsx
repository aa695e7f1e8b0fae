/** Changes a web hook. What is pending for it goes out by the new configuration from its next try on. */
import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Answer } from '../../../api/client.ts'
import {
  changeWebHook,
  readWebHook,
  testUnsaved,
  type WebHook,
  webHookQuery,
} from '../../../api/web-hooks.ts'
import type { ConflictLabels, ConflictWords } from '../../../components/conflict-notice.tsx'
import { FormShell } from '../../../components/form-shell.tsx'
import { TextLink } from '../../../components/links.tsx'
import { PageHeader } from '../../../components/page-header.tsx'
import { ProblemNotice } from '../../../components/problem-notice.tsx'
import { toastDone } from '../../../components/toast.tsx'
import { useApiForm } from '../../../components/use-api-form.ts'
import { HookGuide } from './hook-guide.tsx'
import { TestCall } from './test-call.tsx'
import { WebHookFields } from './web-hook-form.tsx'
import classes from './web-hook-form.module.css'
import { bodyOf, fieldOf, MASK, patchOf, valuesOf, type WebHookValues } from './web-hook-values.ts'

const route = getRouteApi('/signed-in/system/web-hooks/$id/edit')

export function EditWebHookPage() {
  const { t } = useTranslation()
  const { id } = route.useParams()
  const { data: answer, error } = useQuery(webHookQuery(id))
  if (error && !answer) return <ProblemNotice error={error} />
  if (!answer) return <Skeleton height={480} />
  const trail = [
    <TextLink key="list" to="/system/web-hooks" size="sm">
      {t('webHooks.title')}
    </TextLink>,
    <TextLink key="one" to="/system/web-hooks/$id" params={{ id }} size="sm">
      {answer.data.event}
    </TextLink>,
  ]
  return (
    <>
      <PageHeader
        title={t('webHooks.change')}
        purpose={t(`webHooks.purposes.${answer.data.event}`)}
        trail={trail}
      />
      <EditForm answer={answer} />
    </>
  )
}

function EditForm({ answer: { data: stored, etag } }: { answer: Answer<WebHook> }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const page = { to: '/system/web-hooks/$id', params: { id: stored.id } } as const
  const form = useApiForm<WebHookValues, WebHook>({
    initialValues: valuesOf(stored),
    save: (values, version) => changeWebHook(stored.id, patchOf(values, stored), version),
    onSaved: () => {
      toastDone(t('webHooks.saved'))
      return navigate(page)
    },
    fieldOf,
    version: {
      etag,
      reload: async () => {
        const now = await readWebHook(stored.id)
        return { values: valuesOf(now.data), etag: now.etag }
      },
    },
  })
  const { fields } = form
  return (
    <div className={classes['columns']}>
      <FormShell
        form={form}
        submitLabel={t('common.save')}
        cancel={<TextLink {...page}>{t('common.cancel')}</TextLink>}
        labels={useLabels()}
        words={useWords()}
      >
        <WebHookFields fields={fields} hasStoredKey={stored.apiKeySet} />
      </FormShell>
      <HookGuide values={fields.values} />
      <div className={classes['wide']}>
        <TestCall
          form={form}
          call={() => testUnsaved({ ...bodyOf(fields.values), webHookId: stored.id })}
          text={t('webHooks.testStoredText')}
        />
      </div>
    </div>
  )
}

function useLabels(): ConflictLabels<WebHookValues> {
  const { t } = useTranslation()
  const pem = {
    clientCertificate: t('webHooks.fields.clientCertificate'),
    clientKey: t('webHooks.fields.clientKey'),
    extraCa: t('webHooks.fields.extraCa'),
  }
  return {
    event: t('webHooks.fields.event'),
    url: t('webHooks.fields.url'),
    method: t('webHooks.method'),
    enabled: t('webHooks.fields.enabled'),
    signed: t('webHooks.fields.signed'),
    headers: t('webHooks.customHeaders'),
    maxInFlight: t('webHooks.fields.maxInFlight'),
    ratePerSecond: t('webHooks.fields.ratePerSecond'),
    timeoutSeconds: t('webHooks.fields.timeoutSeconds'),
    holdSeconds: t('webHooks.fields.holdSeconds'),
    retrySchedule: t('webHooks.fields.retrySchedule'),
    catchUpAutomatically: t('webHooks.fields.catchUpAutomatically'),
    name: t('webHooks.fields.name'),
    apiKeyChoice: t('webHooks.fields.apiKey'),
    apiKey: t('webHooks.keyValue'),
    signedAsymmetrically: t('webHooks.fields.signedAsymmetrically'),
    accountId: t('webHooks.fields.accountId'),
    ...pem,
  }
}

/** Secrets stay hidden here, too. */
function useWords(): ConflictWords<WebHookValues> {
  const { t } = useTranslation()
  return {
    apiKeyChoice: (choice) => t(`webHooks.keyChoices.${choice}`),
    apiKey: () => MASK,
    clientKey: () => MASK,
    headers: (headers) => headers.map(({ name }) => name).join(', '),
  }
}
