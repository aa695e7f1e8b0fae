/** Whether calls arrive, why not, and what waits; with Catch up where something was kept. */
import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import {
  type Statistics,
  statisticsQuery,
  useCatchUp,
  useTryNow,
  type WebHook,
} from '../../../api/web-hooks.ts'
import { LocalTime } from '../../../components/local-time.tsx'
import { TextLink } from '../../../components/links.tsx'
import { ProblemNotice } from '../../../components/problem-notice.tsx'
import { Sparkline } from '../../../components/sparkline.tsx'
import { toastDone } from '../../../components/toast.tsx'
import { Backlog } from './backlog.tsx'
import { ReasonDetail } from '../deliveries/reason-detail.tsx'
import { HealthBadge } from './health-badge.tsx'

export function HookHealth({ webHook: { id, health, enabled } }: { webHook: WebHook }) {
  const { t } = useTranslation()
  const { data: statistics } = useQuery(statisticsQuery(id))
  const catchUp = useCatchUp(id)
  const tryNow = useTryNow(id)
  // A receiver that is gone is not tried: a person has to say that it is back.
  const isStopped = health.state === 'open' && health.reason !== 'gone'
  const canTry = enabled && health.backlog > health.kept && (health.state === 'failing' || isStopped)
  const canCatchUp = enabled && (health.kept > 0 || health.state === 'open')
  return (
    <Paper withBorder p="lg" component="section" aria-labelledby="health">
      <Group justify="space-between" align="flex-start">
        <Stack gap="xs" maw={640}>
          <Group gap="sm">
            <Title order={2} size="h3" id="health">
              {t('webHooks.now')}
            </Title>
            <HealthBadge health={health} />
          </Group>
          {health.state !== 'delivering' && (
            <Text size="sm">
              {reasonOf(health, t)}{' '}
              {health.since && (
                <>
                  {t('webHooks.since')} <LocalTime at={health.since} />
                </>
              )}
            </Text>
          )}
          {health.nextTryAt && (
            <Text size="sm">
              {t('deliveries.nextTry')}: <LocalTime at={health.nextTryAt} format="until" />
            </Text>
          )}
          {health.reason && health.reason !== 'gone' && health.state !== 'off' && (
            <ReasonDetail text={health.reason} isAlone={false} />
          )}
          {health.state === 'delivering' && health.backlog === 0 && statistics && (
            <Text size="sm">
              <LatestCalls statistics={statistics} />
            </Text>
          )}
          <Backlog health={health} />
          {canTry && (
            <Group gap="sm">
              <Button
                size="sm"
                variant="default"
                loading={tryNow.isPending}
                onClick={() =>
                  tryNow.mutate(undefined, { onSuccess: () => toastDone(t('deliveries.tryingNow')) })
                }
              >
                {t('deliveries.tryNow')}
              </Button>
              <Text size="xs" c="dimmed">
                {t(isStopped ? 'webHooks.tryNowOpen' : 'webHooks.tryNowText')}
              </Text>
            </Group>
          )}
          {tryNow.error && <ProblemNotice error={tryNow.error} />}
          {canCatchUp && (
            <Group gap="sm">
              <Button
                size="sm"
                loading={catchUp.isPending}
                onClick={() =>
                  catchUp.mutate(undefined, {
                    onSuccess: () => toastDone(t(isStopped ? 'webHooks.probing' : 'webHooks.catchingUp')),
                  })
                }
              >
                {t('webHooks.catchUp')}
              </Button>
              <Text size="xs" c="dimmed">
                {t('webHooks.catchUpText')}
              </Text>
            </Group>
          )}
          {catchUp.error && <ProblemNotice error={catchUp.error} />}
        </Stack>
        <Stack gap={4} align="flex-end">
          {statistics && <Sparkline hours={statistics.hours} label={t('webHooks.last24Hours')} />}
          <Text size="xs" c="dimmed">
            {t('webHooks.last24Hours')}
          </Text>
          <TextLink to="/system/deliveries" search={{ webHook: id }} size="sm">
            {t('webHooks.showDeliveries')}
          </TextLink>
        </Stack>
      </Group>
    </Paper>
  )
}

/** Where nothing waits: what became of the calls of the last day. */
function LatestCalls({ statistics: { hours } }: { statistics: Statistics }) {
  const { t } = useTranslation()
  const delivered = hours.reduce((sum, hour) => sum + hour.delivered, 0)
  const failed = hours.reduce((sum, hour) => sum + hour.failed, 0)
  if (failed > 0) return t('webHooks.someFailed', { count: failed })
  return t(delivered === 0 ? 'webHooks.noCalls' : 'webHooks.nothingWaits')
}

/** In the language of the page; the server's own words stand below. */
function reasonOf({ reason, state }: WebHook['health'], t: TFunction): string {
  if (reason === 'gone') return t('webHooks.reasons.gone')
  if (state === 'off') return t('webHooks.reasons.off')
  return t(state === 'open' ? 'deliveries.reasons.failing' : 'webHooks.reasons.failing')
}
