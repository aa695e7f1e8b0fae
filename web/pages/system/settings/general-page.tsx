/** What the instance is called, where it lives, and whether its hooks carry personal data. */
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../../components/page-header.tsx'
import { TimezoneInput } from '../../../components/timezone-input.tsx'
import { SwitchSetting, TextSetting } from './setting-inputs.tsx'
import { SettingsForm, useSetting } from './settings-form.tsx'

export function GeneralPage() {
  const { t } = useTranslation()
  return (
    <>
      <PageHeader title={t('shell.places.general')} purpose={t('settings.general.purpose')} />
      <SettingsForm names={['productName', 'timezone', 'privateDataVisible']}>
        <TextSetting name="productName" />
        <TimezoneSetting />
        <SwitchSetting name="privateDataVisible" />
      </SettingsForm>
    </>
  )
}

function TimezoneSetting() {
  return <TimezoneInput {...useSetting('timezone')} />
}
