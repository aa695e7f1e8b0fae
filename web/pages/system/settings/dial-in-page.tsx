/** How people join by telephone. These values stand in meetings as they are typed here; no telephone is connected. */
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../../components/page-header.tsx'
import { LinesSetting, OptionalTextSetting, TextSetting } from './setting-inputs.tsx'
import { SettingsForm } from './settings-form.tsx'

const optional = [
  'dialInConferenceRoom',
  'dialInPin',
  'sipProxy',
  'sipDomain',
  'meetingPermissionId',
] as const

export function DialInPage() {
  const { t } = useTranslation()
  return (
    <>
      <PageHeader title={t('shell.places.dialIn')} purpose={t('settings.dialIn.purpose')} />
      <SettingsForm names={['dialInNumbers', ...optional, 'sfuHostname']}>
        <LinesSetting name="dialInNumbers" />
        {optional.map((name) => (
          <OptionalTextSetting key={name} name={name} />
        ))}
        <TextSetting name="sfuHostname" />
      </SettingsForm>
    </>
  )
}
