/** Invites somebody: who they are, what they may do. The link that lets them set a password is shown once, here. */
import { NativeSelect, Paper, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { accountsQuery, type InvitedUser, inviteUser, type NewUser } from '../../../api/administration.ts'
import { useList } from '../../../api/list-query.ts'
import { FormShell } from '../../../components/form-shell.tsx'
import { LanguageSelect } from '../../../components/language-select.tsx'
import { PageHeader } from '../../../components/page-header.tsx'
import { SecretOnce } from '../../../components/secret-once.tsx'
import { useApiForm } from '../../../components/use-api-form.ts'
import { currentLanguage } from '../../../i18n/index.ts'
import { RoleSelect } from './role-select.tsx'
import { LinkButton, TextLink } from '../../../components/links.tsx'

export function InviteUserPage() {
  const { t } = useTranslation()
  const [invited, setInvited] = useState<InvitedUser | null>(null)
  const trail = [
    <TextLink key="list" to="/system/users" size="sm">
      {t('shell.places.users')}
    </TextLink>,
  ]
  if (!invited) {
    return (
      <>
        <PageHeader title={t('users.invite')} trail={trail} />
        <InviteForm onInvited={setInvited} />
      </>
    )
  }
  return (
    <>
      <PageHeader title={invited.user.username} trail={trail} />
      <Paper withBorder p="lg">
        <Stack>
          <SecretOnce
            title={t('users.link')}
            secret={invited.invitation.url}
            text={
              invited.invitation.isMailed
                ? t('users.linkMailed', { email: invited.user.email })
                : t('users.linkText')
            }
          />
          <div>
            <LinkButton to="/system/users">{t('secrets.handedOver')}</LinkButton>
          </div>
        </Stack>
      </Paper>
    </>
  )
}

function InviteForm({ onInvited }: { onInvited: (invited: InvitedUser) => void }) {
  const { t } = useTranslation()
  const accounts = useList(accountsQuery)
  const form = useApiForm<Required<NewUser>, InvitedUser>({
    initialValues: { username: '', email: '', role: 'host', accountId: '', language: currentLanguage() },
    save: ({ accountId, ...values }) => inviteUser({ ...values, ...(accountId && { accountId }) }),
    onSaved: onInvited,
  })
  const { fields } = form
  return (
    <FormShell
      form={form}
      submitLabel={t('users.makeLink')}
      cancel={<TextLink to="/system/users">{t('common.cancel')}</TextLink>}
    >
      <Stack maw={640}>
        <TextInput label={t('users.name')} autoComplete="off" {...fields.getInputProps('username')} />
        <TextInput
          label={t('signIn.email')}
          type="email"
          autoComplete="off"
          {...fields.getInputProps('email')}
        />
        <RoleSelect {...fields.getInputProps('role')} />
        {accounts.rows.length > 1 && (
          <NativeSelect
            label={t('users.account')}
            data={[
              { value: '', label: t('users.ownAccount') },
              ...accounts.rows.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            {...fields.getInputProps('accountId')}
          />
        )}
        <LanguageSelect label={t('users.language')} {...fields.getInputProps('language')} />
      </Stack>
    </FormShell>
  )
}
