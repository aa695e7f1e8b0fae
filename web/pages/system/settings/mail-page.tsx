/** Which server sends the mails of this instance and as whom, and whether it does. */
import { Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../../components/page-header.tsx'
import { MailTest } from './mail-test.tsx'
import { ChoiceSetting, NumberSetting, PasswordSetting, TextSetting } from './setting-inputs.tsx'
import { SettingGroup } from './setting-group.tsx'
import { SettingsForm } from './settings-form.tsx'

const names = ['mailFrom', 'smtpHost', 'smtpPort', 'smtpSecurity', 'smtpUser', 'smtpPassword'] as const

export function MailPage() {
  const { t } = useTranslation()
  return (
    <>
      <PageHeader title={t('shell.places.mail')} purpose={t('settings.mail.purpose')} />
      <Stack gap="lg">
        <SettingsForm names={names}>
          <SettingGroup title={t('settings.groups.sender')}>
            <TextSetting name="mailFrom" />
          </SettingGroup>
          <SettingGroup title={t('settings.groups.mailServer')}>
            <TextSetting name="smtpHost" />
            <NumberSetting name="smtpPort" />
            <ChoiceSetting
              name="smtpSecurity"
              choices={{
                starttls: t('settings.security.starttls'),
                tls: t('settings.security.tls'),
                optional: t('settings.security.optional'),
                none: t('settings.security.none'),
              }}
            />
            <TextSetting name="smtpUser" />
            <PasswordSetting name="smtpPassword" />
          </SettingGroup>
        </SettingsForm>
        <MailTest />
      </Stack>
    </>
  )
}
