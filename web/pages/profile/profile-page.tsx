/** What people change about themselves: name and language, password, second factor. */
import { Stack, TextInput } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { updateProfile } from '../../api/profile.ts'
import { type SessionUser, sessionQuery } from '../../api/session.ts'
import { FormShell } from '../../components/form-shell.tsx'
import { LanguageSelect } from '../../components/language-select.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { toastDone } from '../../components/toast.tsx'
import { useApiForm } from '../../components/use-api-form.ts'
import { chooseLanguage, known } from '../../i18n/index.ts'
import { PasswordForm } from './password-form.tsx'
import { SecondFactor } from './second-factor.tsx'

export function ProfilePage() {
  const { t } = useTranslation()
  const { data } = useSuspenseQuery(sessionQuery)
  return (
    <>
      <PageHeader title={t('profile.title')} purpose={data.user.email ?? ''} />
      <Stack gap="lg">
        <PersonForm user={data.user} />
        <PasswordForm />
        <SecondFactor isOn={data.user.totpEnabled === true} />
      </Stack>
    </>
  )
}

function PersonForm({ user }: { user: SessionUser }) {
  const { t } = useTranslation()
  const form = useApiForm({
    initialValues: { username: user.username, language: known(user.language)[0] ?? 'en' },
    save: async (values) => {
      await updateProfile(values)
      await chooseLanguage(values.language)
    },
    onSaved: () => toastDone(t('profile.saved')),
  })
  return (
    <FormShell form={form} submitLabel={t('common.save')}>
      <Stack maw={640}>
        <TextInput
          label={t('setUp.yourName')}
          autoComplete="name"
          {...form.fields.getInputProps('username')}
        />
        <LanguageSelect label={t('shell.language')} {...form.fields.getInputProps('language')} />
      </Stack>
    </FormShell>
  )
}
