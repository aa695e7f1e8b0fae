/** What is configured, to be read at a glance. */
import { Paper, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { WebHook } from '../../../api/web-hooks.ts'
import { Facts } from '../../../components/facts.tsx'
import { LocalTime } from '../../../components/local-time.tsx'
import { ObjectId } from '../../../components/object-id.tsx'
import { UrlText } from '../../../components/url-text.tsx'

export function WebHookFacts({ webHook }: { webHook: WebHook }) {
  const { t } = useTranslation()
  const headers = Object.keys(webHook.headers)
  const yesNo = (is: boolean) => (is ? t('common.yes') : t('common.no'))
  return (
    <Paper withBorder p="lg" component="section" aria-labelledby="configuration">
      <Title order={2} size="h3" id="configuration" mb="sm">
        {t('webHooks.configuration')}
      </Title>
      <Facts
        facts={[
          [t('webHooks.fields.url'), <UrlText key="url" url={webHook.url} />],
          [t('webHooks.method'), webHook.method],
          [t('webHooks.fields.apiKey'), webHook.apiKeySet ? t('webHooks.keySet') : t('webHooks.noKey')],
          [t('webHooks.signature'), webHook.signed ? t('webHooks.signed') : t('webHooks.unsigned')],
          [t('webHooks.customHeaders'), headers.length > 0 ? headers.join(', ') : t('common.none')],
          [
            t('webHooks.fields.accountId'),
            webHook.accountId ? <ObjectId id={webHook.accountId} /> : t('webHooks.allAccounts'),
          ],
          [t('webHooks.fields.catchUpAutomatically'), yesNo(webHook.catchUpAutomatically)],
          [t('webHooks.fields.maxInFlight'), webHook.maxInFlight],
          [t('webHooks.fields.ratePerSecond'), webHook.ratePerSecond ?? t('webHooks.noLimit')],
          [t('webHooks.fields.timeoutSeconds'), webHook.timeoutSeconds],
          [t('webHooks.fields.holdSeconds'), webHook.holdSeconds],
          [
            t('webHooks.fields.retrySchedule'),
            webHook.retrySchedule?.join(', ') ?? t('webHooks.instanceSchedule'),
          ],
          ...(webHook.name ? ([[t('webHooks.fields.name'), webHook.name]] as const) : []),
          [t('webHooks.changedAt'), <LocalTime key="changed" at={webHook.updatedAt} />],
        ]}
      />
    </Paper>
  )
}
