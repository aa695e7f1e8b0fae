/**
 * How the instance is doing: what is wrong first, each with what to do, then what runs, on what, and how much there is
 * of it. Looks again by itself.
 */
import { Button, Group, Skeleton, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle, IconRefresh } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type Health, healthQuery } from '../../../api/health.ts'
import { LocalTime } from '../../../components/local-time.tsx'
import { PageHeader } from '../../../components/page-header.tsx'
import { ProblemNotice } from '../../../components/problem-notice.tsx'
import { HealthFacts } from './health-facts.tsx'
import classes from './health-page.module.css'
import { MediaQualitySection } from './media-quality.tsx'
import { TroubleList } from './trouble-list.tsx'

export function HealthPage() {
  const { t } = useTranslation()
  const { data: health, error, isFetching, refetch } = useQuery(healthQuery)
  return (
    <>
      <PageHeader
        title={t('shell.places.health')}
        purpose={t('health.purpose')}
        actions={
          <Button
            variant="default"
            loading={isFetching}
            leftSection={<IconRefresh size={18} aria-hidden />}
            onClick={() => void refetch()}
          >
            {t('health.checkAgain')}
          </Button>
        }
      />
      <Stack gap="lg">
        {error ? (
          <>
            <StateLine state="unknown" checkedAt={null} />
            <ProblemNotice error={error} />
          </>
        ) : health ? (
          <>
            <StateLine state={health.state} checkedAt={health.checkedAt} />
            <TroubleList health={health} />
          </>
        ) : (
          <Skeleton height={56} />
        )}
        {health ? <HealthFacts health={health} /> : !error && <Skeleton height={320} />}
        <MediaQualitySection />
        <Text size="sm" c="dimmed">
          {t('health.metrics')}
        </Text>
      </Stack>
    </>
  )
}

const icons = {
  good: IconCircleCheck,
  attention: IconInfoCircle,
  bad: IconAlertTriangle,
  unknown: IconAlertTriangle,
} as const

interface StateLineProps {
  state: Health['state'] | 'unknown'
  checkedAt: string | null
}

function StateLine({ state, checkedAt }: StateLineProps) {
  const { t } = useTranslation()
  const Icon = icons[state]
  return (
    <div className={classes['state']} data-state={state} role="status">
      <Icon size={28} aria-hidden />
      <Text fw={650} size="lg">
        {t(`health.states.${state}`)}
      </Text>
      {checkedAt && (
        <Group gap={4} ml="auto" c="dimmed">
          <Text size="sm">
            {t('health.checked')} <LocalTime at={checkedAt} format="relative" />
          </Text>
        </Group>
      )}
    </div>
  )
}
