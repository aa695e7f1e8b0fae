/**
 * The dialog for a session that ended while a page is open: anyone who signs in again goes on where they were, with all
 * that they had typed. Signing in in another tab does as well. Anyone who closes it keeps the page, and sees what failed.
 */
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Renewal } from '../api/session.ts'
import { SignInByProvider } from './sign-in-by-provider.tsx'
import { SignInForm } from './sign-in-form.tsx'
import { Dialog } from '../components/dialog.tsx'

const ABOVE_OTHER_DIALOGS = 500

export function SignInAgain({ asked }: { asked: Renewal }) {
  const { t } = useTranslation()
  return (
    <Dialog onClose={asked.giveUp} title={t('signIn.againTitle')} zIndex={ABOVE_OTHER_DIALOGS}>
      <Text size="sm" mb="md">
        {t('signIn.againText')}
      </Text>
      <SignInForm email={asked.email} onSignedIn={asked.finish} />
      <SignInByProvider next="/" isElsewhere />
    </Dialog>
  )
}
