/** All tries of a delivery, the latest first and open: outcome, timeline, request and answer. */
import { Paper, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Attempt, DeliveryDetail } from '../../../api/deliveries.ts'
import { LocalTime } from '../../../components/local-time.tsx'
import classes from './attempt-list.module.css'
import { AttemptOutcome } from './attempt-outcome.tsx'
import { AttemptTimeline } from './attempt-timeline.tsx'
import { Exchange } from './exchange.tsx'

export function AttemptList({ delivery: { attempts, body } }: { delivery: DeliveryDetail }) {
  const { t } = useTranslation()
  const latestFirst = attempts.toReversed()
  return (
    <section aria-labelledby="tries">
      <Title order={2} size="h3" id="tries" mb="sm">
        {t('deliveries.tries')}
      </Title>
      {latestFirst.length === 0 && (
        <Paper withBorder p="lg">
          <Text size="sm">{t('deliveries.noTries')}</Text>
        </Paper>
      )}
      <Stack gap="sm">
        {latestFirst.map((attempt, index) => (
          <AttemptPanel
            key={`${attempt.number} ${attempt.startedAt}`}
            attempt={attempt}
            body={body}
            isOpen={index === 0}
          />
        ))}
      </Stack>
    </section>
  )
}

function AttemptPanel({ attempt, body, isOpen }: { attempt: Attempt; body: unknown; isOpen: boolean }) {
  const { t } = useTranslation()
  return (
    <Paper withBorder component="details" open={isOpen} className={classes['attempt']}>
      <summary>
        {t('deliveries.try', { number: attempt.number })}
        {attempt.startedAt && (
          <Text component="span" size="sm" c="dimmed" fw={400}>
            <LocalTime at={attempt.startedAt} />
          </Text>
        )}
        <Text component="span" size="sm" fw={400}>
          {attempt.status === null
            ? t('deliveries.noAnswer')
            : t('deliveries.answered', { status: attempt.status })}
        </Text>
      </summary>
      <Stack gap="md" p="lg" pt="xs">
        <AttemptOutcome attempt={attempt} />
        <AttemptTimeline attempt={attempt} />
        <Exchange attempt={attempt} body={body} />
      </Stack>
    </Paper>
  )
}
