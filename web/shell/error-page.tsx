/** Pages that cannot be shown: something failed, it does not exist, or it is not for this person. */
import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { createContext, type ReactNode, useContext } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem, wordProblem } from '../api/problem.ts'
import { TextLink } from '../components/links.tsx'

/** Whether there is a frame around it, whose main part it stands in. */
export const WithinMain = createContext(false)

export function ErrorPage({ error }: ErrorComponentProps) {
  const { t } = useTranslation()
  const router = useRouter()
  if (error instanceof Problem && error.status === 404) return <NotFoundPage />
  const { title, detail } = wordProblem(error, t)
  return (
    <Apology title={title} detail={detail}>
      <Button onClick={() => void router.invalidate()}>{t('common.tryAgain')}</Button>
    </Apology>
  )
}

export function NotFoundPage() {
  const { t } = useTranslation()
  return <Apology title={t('errors.notFound')} detail={t('errors.notFoundNext')} />
}

export function ForbiddenPage() {
  const { t } = useTranslation()
  return <Apology title={t('errors.forbidden')} detail={t('errors.forbiddenNext')} />
}

function Apology({ title, detail, children }: { title: string; detail: string; children?: ReactNode }) {
  const { t } = useTranslation()
  const isWithinMain = useContext(WithinMain)
  return (
    <Stack component={isWithinMain ? 'div' : 'main'} gap="md" p="xl" maw={640}>
      <Stack gap="md" role="alert">
        <Title order={1}>{title}</Title>
        <Text>{detail}</Text>
      </Stack>
      <Group>
        {children}
        <TextLink to="/">{t('errors.goHome')}</TextLink>
      </Group>
    </Stack>
  )
}
