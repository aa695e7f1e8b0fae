/** What new meetings are like, how many people they take, when meetings open and close by themselves, and when their summary is made. */
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../../components/page-header.tsx'
import { ChoiceSetting, DurationSetting, NumberSetting, SwitchSetting } from './setting-inputs.tsx'
import { SettingGroup } from './setting-group.tsx'
import { SettingsForm } from './settings-form.tsx'

const defaults = [
  'meetingDurationMinutes',
  'meetingType',
  'meetingVideoResolution',
  'meetingIsRecorded',
] as const
const limits = [
  'standardPeopleLimit',
  'boardroomPeopleLimit',
  'classroomPeopleLimit',
  'offTheRecordPeopleLimit',
] as const
const rules = [
  'openBeforeSeconds',
  'closeGraceSeconds',
  'closeEmptySeconds',
  'closeHardMaxSeconds',
  'leaveGraceSeconds',
  'summaryDelaySeconds',
] as const

export function MeetingRulesPage() {
  const { t } = useTranslation()
  return (
    <>
      <PageHeader title={t('shell.places.meetings')} purpose={t('settings.meetings.purpose')} />
      <SettingsForm names={[...defaults, ...limits, ...rules]}>
        <SettingGroup title={t('settings.groups.newMeetings')}>
          <NumberSetting name="meetingDurationMinutes" />
          <ChoiceSetting
            name="meetingType"
            choices={{
              standard: t('meetings.types.standard'),
              boardroom: t('meetings.types.boardroom'),
              classroom: t('meetings.types.classroom'),
              offTheRecord: t('meetings.types.offTheRecord'),
            }}
          />
          <ChoiceSetting
            name="meetingVideoResolution"
            choices={{
              low: t('meetings.resolutions.low'),
              standard: t('meetings.resolutions.standard'),
              hd: t('meetings.resolutions.hd'),
            }}
          />
          <SwitchSetting name="meetingIsRecorded" />
        </SettingGroup>
        <SettingGroup title={t('settings.groups.people')}>
          {limits.map((name) => (
            <NumberSetting key={name} name={name} />
          ))}
        </SettingGroup>
        <SettingGroup title={t('settings.groups.closing')}>
          {rules.map((name) => (
            <DurationSetting key={name} name={name} />
          ))}
        </SettingGroup>
      </SettingsForm>
    </>
  )
}
