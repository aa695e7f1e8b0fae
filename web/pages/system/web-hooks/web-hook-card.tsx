/** One configured web hook, in short: where it calls, with what proof of who calls, how that goes. Leads to its page. */
import { Badge, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { statisticsQuery, type WebHook } from '../../../api/web-hooks.ts'
import { Sparkline } from '../../../components/sparkline.tsx'
import { Backlog } from './backlog.tsx'
import { UrlText } from '../../../components/url-text.tsx'
import { HealthBadge } from './health-badge.tsx'
import classes from './web-hook-card.module.css'

export function WebHookCard({ webHook }: { webHook: WebHook }) {
  const { t } = useTranslation()
  const { data: statistics } = useQuery(statisticsQuery(webHook.id))
  const { method, url, apiKeySet, signed, name, health } = webHook
  return (
    <div className={classes['card']}>
      <div className={classes['words']}>
        <Group gap="xs" wrap="nowrap">
          <Badge variant="default" radius="sm" flex="none">
            {method}
          </Badge>
          <Link to="/system/web-hooks/$id" params={{ id: webHook.id }} className={classes['link']}>
            <UrlText url={url} />
          </Link>
        </Group>
        <Group gap="sm" mt={6}>
          <HealthBadge health={health} />
          <Text size="xs" c="dimmed">
            {apiKeySet ? t('webHooks.keySet') : t('webHooks.noKey')}
          </Text>
          <Text size="xs" c="dimmed">
            {signed ? t('webHooks.signed') : t('webHooks.unsigned')}
          </Text>
          {name && (
            <Text size="xs" c="dimmed">
              {name}
            </Text>
          )}
        </Group>
        <Backlog health={health} />
      </div>
      {statistics && <Sparkline hours={statistics.hours} label={t('webHooks.last24Hours')} />}
    </div>
  )
}
