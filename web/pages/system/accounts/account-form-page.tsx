/**
 * Makes an account, or changes its name, whether its hosts share their meetings, how its films look, and whether it
 * is a sandbox.
 */
import { NativeSelect, Skeleton, Switch, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type Account, accountQuery, saveAccount } from '../../../api/administration.ts'
import { FormShell } from '../../../components/form-shell.tsx'
import { PageHeader } from '../../../components/page-header.tsx'
import { ProblemNotice } from '../../../components/problem-notice.tsx'
import { toastDone } from '../../../components/toast.tsx'
import { useApiForm } from '../../../components/use-api-form.ts'
import { TextLink } from '../../../components/links.tsx'

/** It has no layout of its own. */
const INSTANCE = ''

const route = getRouteApi('/signed-in/system/administration/accounts/$id')

export function NewAccountPage() {
  const { t } = useTranslation()
  return <AccountForm account={null} title={t('accounts.new')} />
}

export function AccountPage() {
  const { id } = route.useParams()
  const { data: account, error } = useQuery(accountQuery(id))
  if (error) return <ProblemNotice error={error} />
  if (!account) return <Skeleton height={240} />
  return <AccountForm account={account} title={account.name} />
}

function AccountForm({ account, title }: { account: Account | null; title: string }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const layout: NonNullable<Account['recordingLayout']> | typeof INSTANCE =
    account?.recordingLayout ?? INSTANCE
  const form = useApiForm({
    initialValues: {
      name: account?.name ?? '',
      sharesMeetings: account?.sharesMeetings ?? false,
      isSandbox: account?.isSandbox ?? false,
      recordingLayout: layout,
    },
    save: ({ recordingLayout, ...values }) =>
      saveAccount(account?.id ?? null, {
        ...values,
        recordingLayout: recordingLayout === INSTANCE ? null : recordingLayout,
      }),
    onSaved: () => {
      toastDone(t('accounts.saved'))
      return navigate({ to: '/system/accounts' })
    },
  })
  const back = (
    <TextLink to="/system/accounts" size="sm">
      {t('shell.places.accounts')}
    </TextLink>
  )
  return (
    <>
      <PageHeader title={title} trail={[back]} />
      <FormShell
        form={form}
        submitLabel={account ? t('common.save') : t('accounts.create')}
        cancel={<TextLink to="/system/accounts">{t('common.cancel')}</TextLink>}
      >
        <TextInput maw={640} label={t('accounts.name')} {...form.fields.getInputProps('name')} />
        <Switch
          maw={640}
          label={t('accounts.sharesMeetings')}
          description={t('accounts.sharesMeetingsHint')}
          {...form.fields.getInputProps('sharesMeetings', { type: 'checkbox' })}
        />
        <NativeSelect
          maw={640}
          label={t('settings.names.recordingLayout')}
          description={t('settings.hints.recordingLayout')}
          data={[
            { value: INSTANCE, label: t('accounts.asInstance') },
            { value: 'speaker', label: t('settings.layouts.speaker') },
            { value: 'grid', label: t('settings.layouts.grid') },
          ]}
          {...form.fields.getInputProps('recordingLayout')}
        />
        <Switch
          maw={640}
          label={t('accounts.isSandbox')}
          description={t('accounts.isSandboxHint')}
          {...form.fields.getInputProps('isSandbox', { type: 'checkbox' })}
        />
      </FormShell>
    </>
  )
}
