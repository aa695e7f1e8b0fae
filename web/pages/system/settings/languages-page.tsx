/** The languages that people can choose, and the one that they get while they have chosen none. */
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../../components/page-header.tsx'
import { LanguageSetting, LanguagesSetting } from './setting-inputs.tsx'
import { SettingsForm } from './settings-form.tsx'

export function LanguagesPage() {
  const { t } = useTranslation()
  return (
    <>
      <PageHeader title={t('shell.places.languages')} purpose={t('settings.languages.purpose')} />
      <SettingsForm names={['language', 'languages']}>
        <LanguageSetting name="language" />
        <LanguagesSetting name="languages" />
      </SettingsForm>
    </>
  )
}
