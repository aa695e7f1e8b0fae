/** How a try ended, in one line: the answer's status and how long it took, or why there was none. */
import { Alert, Text } from '@mantine/core'
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Attempt } from '../../../api/deliveries.ts'
import { millisecondWords } from '../../../components/duration-words.ts'
import { adviceFor } from './answer-advice.ts'
import { ReasonDetail } from './reason-detail.tsx'
import { reasonWords } from './reason-words.ts'

export function AttemptOutcome({ attempt }: { attempt: Attempt }) {
  const { t } = useTranslation()
  const { status, durationMs, error, errorCode } = attempt
  const isGood = status !== null && status >= 200 && status < 300
  const took = durationMs === null ? '' : ` · ${millisecondWords(durationMs)}`
  const title = status === null ? t('deliveries.noAnswer') : t('deliveries.answered', { status })
  return (
    <Alert
      color={isGood ? 'teal' : 'red'}
      variant="light"
      icon={isGood ? <IconCircleCheck aria-hidden /> : <IconCircleX aria-hidden />}
      title={`${title}${took}`}
    >
      <Text size="sm">
        {isGood
          ? t('deliveries.taken')
          : (adviceFor(attempt, t) ?? reasonWords(errorCode, attempt, t) ?? t('deliveries.notTaken'))}
      </Text>
      {status === null && error && <ReasonDetail text={error} isAlone={false} />}
    </Alert>
  )
}
