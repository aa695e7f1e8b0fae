/** A new password, with the old one beside it; it ends all other sessions. */
import { PasswordInput, Stack, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { updateProfile } from '../../api/profile.ts'
import { FormShell } from '../../components/form-shell.tsx'
import { NewPasswordInput } from '../../components/new-password-input.tsx'
import { toastDone } from '../../components/toast.tsx'
import { useApiForm } from '../../components/use-api-form.ts'

export function PasswordForm() {
  const { t } = useTranslation()
  const form = useApiForm({
    initialValues: { currentPassword: '', password: '' },
    save: updateProfile,
    onSaved: () => {
      form.fields.reset()
      toastDone(t('profile.passwordSaved'))
    },
  })
  return (
    <FormShell form={form} submitLabel={t('profile.changePassword')}>
      <Stack maw={640}>
        <Title order={2}>{t('signIn.password')}</Title>
        <PasswordInput
          label={t('profile.currentPassword')}
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }}
          {...form.fields.getInputProps('currentPassword')}
        />
        <NewPasswordInput label={t('profile.newPassword')} {...form.fields.getInputProps('password')} />
      </Stack>
    </FormShell>
  )
}
