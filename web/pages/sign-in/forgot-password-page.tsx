/** Somebody forgot their password: they say who they are, and get a link by mail if the address is a user's. */
import { Alert, Button, Stack, TextInput } from '@mantine/core'
import { IconMail } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { requestPasswordReset } from '../../api/session.ts'
import { TextLink } from '../../components/links.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Door } from '../../shell/door.tsx'

export function ForgotPasswordPage() {
  const { t } = useTranslation()
  const [email, setEmail] = useState('')
  const request = useMutation({ mutationFn: () => requestPasswordReset(email.trim()) })

  function submit(event: FormEvent): void {
    event.preventDefault()
    request.mutate()
  }

  return (
    <Door title={t('signIn.forgotTitle')} text={t('signIn.forgotText')}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label={t('signIn.email')}
            type="email"
            autoComplete="username"
            required
            withAsterisk={false}
            data-autofocus
            value={email}
            onChange={({ currentTarget }) => setEmail(currentTarget.value)}
          />
          <div aria-live="polite">
            {request.error && <ProblemNotice error={request.error} />}
            {request.isSuccess && (
              <Alert color="teal" variant="light" icon={<IconMail aria-hidden />}>
                {t('signIn.forgotSent')}
              </Alert>
            )}
          </div>
          <Button type="submit" loading={request.isPending}>
            {t('signIn.forgotSubmit')}
          </Button>
          <TextLink to="/sign-in" size="sm">
            {t('signIn.back')}
          </TextLink>
        </Stack>
      </form>
    </Door>
  )
}
