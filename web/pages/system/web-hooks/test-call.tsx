/**
 * One call with what is in the form, before anything is saved: made through the very path of real calls, and shown
 * with the request beside the answer. What the server refuses to call is shown at its field.
 */
import { Button, Group, Paper, Skeleton, Stack, Text, Title } from '@mantine/core'
import { IconSend } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeliveryDetail } from '../../../api/deliveries.ts'
import { ProblemNotice } from '../../../components/problem-notice.tsx'
import type { ApiForm } from '../../../components/use-api-form.ts'
import { Problem } from '../../../api/problem.ts'
import { AttemptOutcome } from '../deliveries/attempt-outcome.tsx'
import { Exchange } from '../deliveries/exchange.tsx'
import type { WebHookValues } from './web-hook-values.ts'

interface TestCallProps {
  /** Gets the faults that the server finds; null where nothing is being edited. */
  form: ApiForm<WebHookValues> | null
  call: () => Promise<DeliveryDetail>
  text: string
}

export function TestCall({ form, call, text }: TestCallProps) {
  const { t } = useTranslation()
  const tested = JSON.stringify(form?.fields.values ?? null)
  const [testedLast, setTestedLast] = useState(tested)
  const test = useMutation({ mutationFn: call, onError: (error) => form?.showProblem(error) })
  const isOld = testedLast !== tested
  const isAtItsField = form !== null && test.error instanceof Problem && test.error.faults.length > 0
  return (
    <Paper withBorder p="lg" component="section" aria-labelledby="test-call">
      <Group justify="space-between" align="flex-start">
        <div>
          <Title order={2} size="h3" id="test-call">
            {t('webHooks.test')}
          </Title>
          <Text size="sm" c="dimmed">
            {text}
          </Text>
        </div>
        <Button
          variant="light"
          leftSection={<IconSend size={16} aria-hidden />}
          loading={test.isPending}
          onClick={() => {
            setTestedLast(tested)
            test.mutate()
          }}
        >
          {t('webHooks.sendTest')}
        </Button>
      </Group>
      <div aria-live="polite">
        {test.isPending && <Skeleton height={180} mt="md" />}
        {test.error && !test.isPending && !isAtItsField && !isOld && <ProblemNotice error={test.error} />}
        {isAtItsField && !test.isPending && !isOld && (
          <Text size="sm" mt="md" c="var(--mantine-color-error)">
            {t('webHooks.testRefused')}
          </Text>
        )}
        {test.data && !test.isPending && !isOld && <TestResult delivery={test.data} />}
        {test.data && !test.isPending && isOld && (
          <Text size="sm" mt="md" c="dimmed">
            {t('webHooks.testOld')}
          </Text>
        )}
      </div>
    </Paper>
  )
}

function TestResult({ delivery: { attempts, body } }: { delivery: DeliveryDetail }) {
  const attempt = attempts.at(-1)
  if (!attempt) return null
  return (
    <Stack gap="md" mt="md">
      <AttemptOutcome attempt={attempt} />
      <Exchange attempt={attempt} body={body} />
    </Stack>
  )
}
