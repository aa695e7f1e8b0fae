/** For how long recordings are taken and kept, and for how long the log of calls is. */
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../../components/page-header.tsx'
import { DaysOrForeverSetting, DurationSetting, NumberSetting } from './setting-inputs.tsx'
import { SettingGroup } from './setting-group.tsx'
import { SettingsForm } from './settings-form.tsx'

const names = [
  'recordingGraceSeconds',
  'recordingRetentionDays',
  'deliveredRetentionDays',
  'failedRetentionDays',
] as const

export function RecordingPage() {
  const { t } = useTranslation()
  return (
    <>
      <PageHeader title={t('shell.places.recording')} purpose={t('settings.recording.purpose')} />
      <SettingsForm names={names}>
        <SettingGroup title={t('settings.groups.recordings')}>
          <DurationSetting name="recordingGraceSeconds" />
          <DaysOrForeverSetting name="recordingRetentionDays" />
        </SettingGroup>
        <SettingGroup title={t('settings.groups.log')}>
          <NumberSetting name="deliveredRetentionDays" />
          <NumberSetting name="failedRetentionDays" />
        </SettingGroup>
      </SettingsForm>
    </>
  )
}
