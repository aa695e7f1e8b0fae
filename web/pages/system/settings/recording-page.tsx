/** For how long recordings are taken and kept, how their films look, and for how long the log of calls is. */
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../../components/page-header.tsx'
import { ChoiceSetting, DaysOrForeverSetting, DurationSetting, NumberSetting } from './setting-inputs.tsx'
import { SettingGroup } from './setting-group.tsx'
import { SettingsForm } from './settings-form.tsx'

const names = [
  'recordingGraceSeconds',
  'recordingRetentionDays',
  'recordingLayout',
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
          <ChoiceSetting
            name="recordingLayout"
            choices={{
              speaker: t('settings.layouts.speaker'),
              grid: t('settings.layouts.grid'),
            }}
          />
        </SettingGroup>
        <SettingGroup title={t('settings.groups.log')}>
          <NumberSetting name="deliveredRetentionDays" />
          <NumberSetting name="failedRetentionDays" />
        </SettingGroup>
      </SettingsForm>
    </>
  )
}
