/** Signing in, and on to where one wanted to go. */
import { Alert, Text } from '@mantine/core'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { wordProblemCode } from '../../api/problem.ts'
import { chooseLanguage } from '../../i18n/index.ts'
import { TextLink } from '../../components/links.tsx'
import { Door } from '../../shell/door.tsx'
import { instance } from '../../shell/instance.ts'
import { SignInByProvider } from '../../shell/sign-in-by-provider.tsx'
import { SignInForm } from '../../shell/sign-in-form.tsx'

const route = getRouteApi('/sign-in')

export function SignInPage() {
  const { t } = useTranslation()
  const { next = '/', problem } = route.useSearch()
  const router = useRouter()
  return (
    <Door title={t('signIn.title')}>
      {problem !== undefined && <NotSignedIn problem={problem} />}
      {instance.get().needsSetUp && (
        <Alert color="brand" variant="light" mb="md" title={t('signIn.notSetUp')}>
          {t('signIn.notSetUpText')}
        </Alert>
      )}
      <SignInForm
        onSignedIn={({ user }) => {
          void chooseLanguage(user.language).then(() => router.history.replace(next))
        }}
      />
      {instance.get().mailsLinks && (
        <Text mt="md">
          <TextLink to="/forgot-password" size="sm">
            {t('signIn.forgot')}
          </TextLink>
        </Text>
      )}
      <SignInByProvider next={next} />
    </Door>
  )
}

/** How the way through the OpenID provider ended. */
function NotSignedIn({ problem }: { problem: string }) {
  const { t } = useTranslation()
  const title = wordProblemCode(problem, t)
  if (title === null) return null
  return (
    <Alert color="red" variant="light" role="alert" mb="md" title={title}>
      {problem === 'openid-not-invited'
        ? t('signIn.askForInvitation', { name: instance.get().signInBy ?? '' })
        : t('signIn.notSignedIn')}
    </Alert>
  )
}
