/** Where picture and sound go: the engine that comes with the server, or a LiveKit server of the operator's. */
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../../components/page-header.tsx'
import { PasswordSetting, TextSetting } from './setting-inputs.tsx'
import { SettingGroup } from './setting-group.tsx'
import { SettingsForm } from './settings-form.tsx'

export function MediaPage() {
  const { t } = useTranslation()
  return (
    <>
      <PageHeader title={t('shell.places.media')} purpose={t('settings.media.purpose')} />
      <SettingsForm names={['liveKitUrl', 'liveKitApiKey', 'liveKitApiSecret']}>
        <SettingGroup title="LiveKit">
          <TextSetting name="liveKitUrl" />
          <TextSetting name="liveKitApiKey" />
          <PasswordSetting name="liveKitApiSecret" />
        </SettingGroup>
      </SettingsForm>
    </>
  )
}
