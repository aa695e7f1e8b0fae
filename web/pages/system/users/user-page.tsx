/** One person: who they are, what they may do, and what helps where they cannot get in. */
import { Button, Group, Paper, Skeleton, Stack, Text, TextInput, Title } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { renewUserLink, updateUser, type User, userQuery } from '../../../api/administration.ts'
import { FormShell } from '../../../components/form-shell.tsx'
import { LanguageSelect } from '../../../components/language-select.tsx'
import { PageHeader } from '../../../components/page-header.tsx'
import { ProblemNotice } from '../../../components/problem-notice.tsx'
import { SecretOnce } from '../../../components/secret-once.tsx'
import { toastDone } from '../../../components/toast.tsx'
import { useApiForm } from '../../../components/use-api-form.ts'
import { RoleSelect } from './role-select.tsx'
import { TextLink } from '../../../components/links.tsx'

const route = getRouteApi('/signed-in/system/administration/users/$id')

export function UserPage() {
  const { t } = useTranslation()
  const { id } = route.useParams()
  const { data: user, error } = useQuery(userQuery(id))
  if (error) return <ProblemNotice error={error} />
  if (!user) return <Skeleton height={320} />
  const back = (
    <TextLink to="/system/users" size="sm">
      {t('shell.places.users')}
    </TextLink>
  )
  return (
    <>
      <PageHeader title={user.username} trail={[back]} />
      <Stack gap="lg">
        <UserForm user={user} />
        <UserAccess user={user} />
      </Stack>
    </>
  )
}

function UserForm({ user }: { user: User }) {
  const { t } = useTranslation()
  const { username, email, role, language } = user
  const form = useApiForm({
    initialValues: { username, email, role, language },
    save: (values) => updateUser(user.id, values),
    onSaved: () => toastDone(t('users.saved')),
  })
  const { fields } = form
  return (
    <FormShell form={form} submitLabel={t('common.save')}>
      <Stack maw={640}>
        <TextInput label={t('users.name')} autoComplete="off" {...fields.getInputProps('username')} />
        <TextInput
          label={t('signIn.email')}
          type="email"
          autoComplete="off"
          {...fields.getInputProps('email')}
        />
        <RoleSelect {...fields.getInputProps('role')} />
        <LanguageSelect label={t('users.language')} {...fields.getInputProps('language')} />
      </Stack>
    </FormShell>
  )
}

function UserAccess({ user }: { user: User }) {
  const { t } = useTranslation()
  const link = useMutation({ mutationFn: () => renewUserLink(user.id) })
  const change = useMutation({
    mutationFn: (patch: Parameters<typeof updateUser>[1]) => updateUser(user.id, patch),
    onSuccess: () => toastDone(t('users.saved')),
  })
  const isDisabled = user.disabledAt !== null
  return (
    <Paper withBorder p="lg" component="section" aria-labelledby="access">
      <Stack>
        <Title order={2} id="access">
          {t('users.access')}
        </Title>
        {change.error && <ProblemNotice error={change.error} />}
        {link.error && <ProblemNotice error={link.error} />}
        {link.data && (
          <SecretOnce
            title={t('users.link')}
            secret={link.data.url}
            text={link.data.isMailed ? t('users.linkMailed', { email: user.email }) : t('users.linkText')}
          />
        )}
        <Text size="sm" c="dimmed">
          {isDisabled ? t('users.disabledText') : t('users.accessText')}
        </Text>
        <Group>
          {!isDisabled && (
            <Button variant="default" loading={link.isPending} onClick={() => link.mutate()}>
              {user.hasPassword ? t('users.resetPassword') : t('users.inviteAgain')}
            </Button>
          )}
          {user.totpEnabled && (
            <Button variant="default" onClick={() => change.mutate({ totpEnabled: false })}>
              {t('users.removeSecondFactor')}
            </Button>
          )}
          <Button variant="default" onClick={() => change.mutate({ disabled: !isDisabled })}>
            {isDisabled ? t('users.enable') : t('users.disable')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  )
}
