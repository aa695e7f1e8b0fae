/** Signing in, and on to where one wanted to go. */
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { speak } from '../../i18n/index.ts'
import { Door } from '../../shell/door.tsx'
import { SignInForm } from '../../shell/sign-in-form.tsx'

const route = getRouteApi('/sign-in')

export function SignInPage() {
  const { t } = useTranslation()
  const { next = '/' } = route.useSearch()
  const router = useRouter()
  return (
    <Door title={t('signIn.title')}>
      <SignInForm
        onSignedIn={({ user }) => {
          void speak(user.language).then(() => router.history.replace(next))
        }}
      />
    </Door>
  )
}
