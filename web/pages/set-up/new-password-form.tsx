/** An invited person, or one who forgot their password: name, password, in. */
import { Button, Stack, TextInput } from '@mantine/core'
import { useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { setUp, type SetUpLink } from '../../api/set-up.ts'
import { NewPasswordInput } from '../../components/new-password-input.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { useApiForm } from '../../components/use-api-form.ts'
import { currentLanguage } from '../../i18n/index.ts'

export function NewPasswordForm({ token, link }: { token: string; link: SetUpLink }) {
  const { t } = useTranslation()
  const router = useRouter()
  const form = useApiForm({
    initialValues: { username: link.username, password: '' },
    save: (values) => setUp(token, { ...values, language: currentLanguage() }),
    onSaved: () => router.navigate({ to: '/' }),
  })
  const { fields, submit, formRef, problem, otherFaults, isSaving } = form
  const hasFieldErrors = Object.keys(fields.errors).length > 0
  return (
    <form ref={formRef} onSubmit={submit} noValidate>
      <Stack>
        {problem !== null && !hasFieldErrors && <ProblemNotice error={problem} faults={otherFaults} />}
        <TextInput label={t('setUp.yourName')} autoComplete="name" {...fields.getInputProps('username')} />
        <NewPasswordInput label={t('signIn.password')} {...fields.getInputProps('password')} />
        <Button type="submit" loading={isSaving}>
          {t('setUp.savePassword')}
        </Button>
      </Stack>
    </form>
  )
}
