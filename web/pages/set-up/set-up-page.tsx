/**
 * Where a one-time link leads. The first administrator sets up the instance in three short steps; an invited person,
 * or one who forgot their password, says who they are and sets one. Both end signed in.
 */
import { Alert, Skeleton, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { wordProblem } from '../../api/problem.ts'
import { type SetUpLink, setUpLinkQuery } from '../../api/set-up.ts'
import { currentLanguage, known, speak } from '../../i18n/index.ts'
import { Door } from '../../shell/door.tsx'
import { FirstRunForm } from './first-run-form.tsx'
import { NewPasswordForm } from './new-password-form.tsx'
import { TextLink } from '../../components/links.tsx'

const route = getRouteApi('/set-up/$token')
const WIZARD_WIDTH_PX = 560

export function SetUpPage() {
  const { t } = useTranslation()
  const { token } = route.useParams()
  const { data: link, error } = useQuery(setUpLinkQuery(token))
  const isWorded = useLanguageOf(link)
  if (error) return <DeadLink error={error} />
  if (!link || !isWorded) {
    return (
      <Door title={t('setUp.loading')}>
        <Skeleton height={200} />
      </Door>
    )
  }
  if (link.purpose === 'set-up') {
    return (
      <Door title={t('setUp.title')} text={t('setUp.text')} width={WIZARD_WIDTH_PX}>
        <FirstRunForm token={token} link={link} />
      </Door>
    )
  }
  return (
    <Door title={t(titles[link.purpose])} text={t('setUp.passwordText', { email: link.email })}>
      <NewPasswordForm token={token} link={link} />
    </Door>
  )
}

/** True once the page speaks the language in which somebody was invited. The first administrator chooses one here. */
function useLanguageOf(link: SetUpLink | undefined): boolean {
  const [spoken, setSpoken] = useState(currentLanguage)
  const [wanted = spoken] = link && link.purpose !== 'set-up' ? known(link.language) : []
  useEffect(() => {
    if (wanted !== spoken) void speak(wanted).finally(() => setSpoken(wanted))
  }, [wanted, spoken])
  return wanted === spoken
}

const titles = {
  invitation: 'setUp.invitation',
  'password-reset': 'setUp.passwordReset',
} as const satisfies Record<Exclude<SetUpLink['purpose'], 'set-up'>, string>

function DeadLink({ error }: { error: unknown }) {
  const { t } = useTranslation()
  const { title, detail } = wordProblem(error, t)
  return (
    <Door title={t('setUp.deadLink')}>
      <Stack>
        <Alert color="red" variant="light" title={title}>
          {detail}
        </Alert>
        <TextLink to="/sign-in">{t('signIn.title')}</TextLink>
      </Stack>
    </Door>
  )
}
