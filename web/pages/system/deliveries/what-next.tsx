/** What happens next with a delivery and what a person can do about it, in words; below it, why, in the page's language. */
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { DeliveryDetail } from '../../../api/deliveries.ts'
import { LocalTime } from '../../../components/local-time.tsx'
import { adviceFor } from './answer-advice.ts'
import { ReasonDetail } from './reason-detail.tsx'
import { whyWords } from './reason-words.ts'

export function WhatNext({ delivery }: { delivery: DeliveryDetail }) {
  const { t } = useTranslation()
  const { state, reason, nextAttemptAt, isTest, attempts } = delivery
  const last = attempts.at(-1)
  const why = whyWords(delivery, t)
  const detail = reason ?? (state === 'pending' ? (last?.error ?? null) : null)
  const advice = last && (state === 'pending' || state === 'failed') ? adviceFor(last, t) : null
  return (
    <>
      <Text size="sm">
        {state === 'failed' && isTest ? t('deliveries.testFailed') : t(`deliveries.next.${state}`)}{' '}
        {nextAttemptAt && (
          <>
            {t('deliveries.nextTry')} <LocalTime at={nextAttemptAt} format="until" /> (
            <LocalTime at={nextAttemptAt} />
            ).
          </>
        )}
      </Text>
      {why && (
        <Text size="sm" mt="xs">
          {why}
        </Text>
      )}
      {detail && <ReasonDetail text={detail} isAlone={why === null} />}
      {advice && (
        <Text size="sm" mt="xs">
          {advice}
        </Text>
      )}
    </>
  )
}
