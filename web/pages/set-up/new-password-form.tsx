/** An invited person, or one who forgot their password: name, password, the code of their second factor, in. */
import { Button, Stack, TextInput } from '@mantine/core'
import { useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { setUp, type SetUpLink } from '../../api/set-up.ts'
import { NewPasswordInput } from '../../components/new-password-input.tsx'
import { FormProblem } from '../../components/form-problem.tsx'
import { useApiForm } from '../../components/use-api-form.ts'

export function NewPasswordForm({ token, link }: { token: string; link: SetUpLink }) {
  const { t } = useTranslation()
  const router = useRouter()
  const form = useApiForm({
    initialValues: { username: link.username, password: '', totp: '' },
    save: ({ totp, ...values }) => setUp(token, { ...values, ...(link.totpRequired && { totp }) }),
    onSaved: () => router.navigate({ to: '/' }),
  })
  const { fields, submit, formRef, isSaving } = form
  return (
    <form ref={formRef} onSubmit={submit} noValidate>
      <Stack>
        <TextInput label={t('setUp.yourName')} autoComplete="name" {...fields.getInputProps('username')} />
        <NewPasswordInput label={t('signIn.password')} {...fields.getInputProps('password')} />
        {link.totpRequired && (
          <TextInput
            label={t('signIn.code')}
            description={t('signIn.codeHint')}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={6}
            {...fields.getInputProps('totp')}
          />
        )}
        <FormProblem form={form} />
        <Button type="submit" loading={isSaving}>
          {t('setUp.savePassword')}
        </Button>
      </Stack>
    </form>
  )
}
