/** A password that is being chosen, with what the server asks of it. */
import { PasswordInput, type PasswordInputProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** What the server asks for; it has the last word. */
const PASSWORD_MIN_LENGTH = 8

export function NewPasswordInput(props: PasswordInputProps) {
  const { t } = useTranslation()
  return (
    <PasswordInput
      autoComplete="new-password"
      description={t('setUp.passwordHint', { limit: PASSWORD_MIN_LENGTH })}
      visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }}
      {...props}
    />
  )
}
