/** A test mail: goes out at once, and shows what the mail server said to it. */
import { Alert, Button, Group, Paper, Stack, Text, TextInput, Title } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconSend } from '@tabler/icons-react'
import { useMutation, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sessionQuery } from '../../../api/session.ts'
import { sendTestMail, settingsQuery, type TestMailOutcome } from '../../../api/settings.ts'
import { ProblemNotice } from '../../../components/problem-notice.tsx'

export function MailTest() {
  const { t } = useTranslation()
  const { data: session } = useSuspenseQuery(sessionQuery)
  const { data: settings } = useQuery(settingsQuery)
  const [to, setTo] = useState(session.user.email ?? '')
  const test = useMutation({ mutationFn: sendTestMail })
  const isReady = settings?.mailConfigured === true

  function submit(event: FormEvent): void {
    event.preventDefault()
    test.mutate(to.trim())
  }

  return (
    <Paper withBorder p="lg" component="section" aria-labelledby="mail-test">
      <form onSubmit={submit}>
        <Stack maw={640}>
          <div>
            <Title order={2} size="h3" id="mail-test">
              {t('settings.mailTest.title')}
            </Title>
            <Text size="sm" c="dimmed">
              {isReady ? t('settings.mailTest.text') : t('settings.mailTest.faults.not-configured')}
            </Text>
          </div>
          <Group align="flex-end" gap="sm">
            <TextInput
              label={t('settings.mailTest.to')}
              type="email"
              required
              withAsterisk={false}
              flex="1 1 220px"
              value={to}
              onChange={({ currentTarget }) => setTo(currentTarget.value)}
            />
            <Button
              type="submit"
              variant="default"
              disabled={!isReady}
              loading={test.isPending}
              leftSection={<IconSend size={18} aria-hidden />}
            >
              {t('settings.mailTest.send')}
            </Button>
          </Group>
          <div aria-live="polite">
            {test.error && <ProblemNotice error={test.error} />}
            {test.data && <Outcome outcome={test.data} />}
          </div>
        </Stack>
      </form>
    </Paper>
  )
}

function Outcome({ outcome: { isSent, to, server, answer, fault } }: { outcome: TestMailOutcome }) {
  const { t } = useTranslation()
  return (
    <Alert
      variant="light"
      color={isSent ? 'teal' : 'red'}
      icon={isSent ? <IconCircleCheck aria-hidden /> : <IconAlertTriangle aria-hidden />}
      title={t(isSent ? 'settings.mailTest.sent' : 'settings.mailTest.notSent')}
    >
      <Stack gap={4}>
        <Text size="sm">
          {fault ? t(`settings.mailTest.faults.${fault}`) : t('settings.mailTest.sentText', { to })}
        </Text>
        <Text size="sm">
          {t('settings.mailTest.answer')} ({server}): {answer}
        </Text>
      </Stack>
    </Alert>
  )
}
