/**
 * The second factor. On: the authenticator app is given a secret and shows by a code that it has it, and the password
 * shows who is there. Off: with the password or with a code, since either may be what was lost.
 */
import {
  Anchor,
  Badge,
  Button,
  Group,
  Paper,
  PasswordInput,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { disableTotp, enableTotp, proposeTotp, type TotpSecret } from '../../api/profile.ts'
import { FormShell } from '../../components/form-shell.tsx'
import { QrCode } from '../../components/qr-code.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { CopyField } from '../../components/secret-once.tsx'
import { toastDone } from '../../components/toast.tsx'
import { useApiForm } from '../../components/use-api-form.ts'

const QR_CODE_PX = 200

export function SecondFactor({ isOn }: { isOn: boolean }) {
  const { t } = useTranslation()
  const proposal = useMutation({ mutationFn: proposeTotp })
  return (
    <Paper withBorder p="lg" component="section" aria-labelledby="second-factor">
      <Stack maw={640}>
        <Group gap="sm">
          <Title order={2} id="second-factor">
            {t('profile.secondFactor')}
          </Title>
          <Badge variant="light" color={isOn ? 'teal' : 'gray'} tt="none">
            {isOn ? t('common.on') : t('common.off')}
          </Badge>
        </Group>
        <Text size="sm" c="dimmed">
          {t('profile.secondFactorText')}
        </Text>
        {proposal.error && <ProblemNotice error={proposal.error} />}
        {isOn && <RemovalForm />}
        {!isOn && proposal.data && <ConfirmationForm proposal={proposal.data} />}
        {!isOn && !proposal.data && (
          <div>
            <Button variant="default" loading={proposal.isPending} onClick={() => proposal.mutate()}>
              {t('profile.enableTotp')}
            </Button>
          </div>
        )}
      </Stack>
    </Paper>
  )
}

function ConfirmationForm({ proposal: { secret, url } }: { proposal: TotpSecret }) {
  const { t } = useTranslation()
  const form = useApiForm({
    initialValues: { code: '', currentPassword: '' },
    save: ({ code, currentPassword }) => enableTotp({ code, ...(currentPassword && { currentPassword }) }),
    onSaved: () => toastDone(t('profile.totpOn')),
  })
  return (
    <FormShell form={form} submitLabel={t('profile.confirmTotp')} framed={false}>
      <Text size="sm">
        {t('profile.totpSecret')} <Anchor href={url}>{t('profile.totpLink')}</Anchor>
      </Text>
      <QrCode text={url} label={t('profile.totpQrCode')} widthPx={QR_CODE_PX} />
      <CopyField value={secret} label={t('profile.secretKey')} />
      <TextInput
        label={t('signIn.code')}
        description={t('signIn.codeHint')}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={6}
        {...form.fields.getInputProps('code')}
      />
      <PasswordInput
        label={t('profile.currentPassword')}
        autoComplete="current-password"
        visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }}
        {...form.fields.getInputProps('currentPassword')}
      />
    </FormShell>
  )
}

function RemovalForm() {
  const { t } = useTranslation()
  const form = useApiForm({
    initialValues: { currentPassword: '', code: '' },
    save: ({ currentPassword, code }) => disableTotp(code ? { code } : { currentPassword }),
    onSaved: () => toastDone(t('profile.totpOff')),
  })
  return (
    <FormShell form={form} submitLabel={t('profile.disableTotp')} framed={false}>
      <Text size="sm">{t('profile.disableTotpText')}</Text>
      <PasswordInput
        label={t('profile.currentPassword')}
        autoComplete="current-password"
        visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }}
        {...form.fields.getInputProps('currentPassword')}
      />
      <TextInput
        label={t('signIn.code')}
        description={t('signIn.codeHint')}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={6}
        {...form.fields.getInputProps('code')}
      />
    </FormShell>
  )
}
