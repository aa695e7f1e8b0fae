/**
 * New keys without a gap. The signing secret: calls carry signatures by both until the old one retires, so the
 * receiver changes at any time within. The API key: a call carries one, so a moment is named from which the new one is
 * sent, and the receiver accepts both around it.
 */
import { Button, Group, NativeSelect, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { rotateApiKey, rotateSecret, type WebHook } from '../../../api/web-hooks.ts'
import { durationWords } from '../../../components/duration-words.ts'
import { LocalTime } from '../../../components/local-time.tsx'
import { ProblemNotice } from '../../../components/problem-notice.tsx'
import { SecretOnce } from '../../../components/secret-once.tsx'

const ConfirmDialog = lazy(async () => ({
  default: (await import('../../../components/confirm-dialog.tsx')).ConfirmDialog,
}))

/** At once, an hour, a day, a week. */
const OVERLAPS_SECONDS = [0, 3_600, 86_400, 604_800]
const DAY_SECONDS = 86_400

export function KeyRotation({ webHook }: { webHook: WebHook }) {
  const { t } = useTranslation()
  return (
    <Paper withBorder p="lg" component="section" aria-labelledby="keys">
      <Title order={2} size="h3" id="keys" mb="sm">
        {t('webHooks.keys')}
      </Title>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl">
        <SecretRotation webHook={webHook} />
        <ApiKeyRotation webHook={webHook} />
      </SimpleGrid>
    </Paper>
  )
}

function SecretRotation({ webHook: { id, signed, oldSecretRetiresAt } }: { webHook: WebHook }) {
  const { t } = useTranslation()
  const [overlap, setOverlap] = useState(DAY_SECONDS)
  const rotation = useMutation({ mutationFn: () => rotateSecret(id, overlap) })
  return (
    <Stack gap="sm">
      <Title order={3} size="h4">
        {t('webHooks.signingSecret')}
      </Title>
      <Text size="sm">{signed ? t('webHooks.secretRotationText') : t('webHooks.unsigned')}</Text>
      {oldSecretRetiresAt && (
        <Text size="sm" fw={600}>
          {t('webHooks.oldSecretUntil')} <LocalTime at={oldSecretRetiresAt} />
        </Text>
      )}
      {rotation.error && <ProblemNotice error={rotation.error} />}
      {rotation.data && (
        <SecretOnce
          title={t('webHooks.newSecret')}
          secret={rotation.data.signingSecret}
          text={t('webHooks.secretText')}
        />
      )}
      <Rotate
        label={t('webHooks.oldSecretFor')}
        action={t('webHooks.rotateSecret')}
        cut={signed ? t('webHooks.cut.secret') : null}
        overlap={overlap}
        onOverlap={setOverlap}
        isBusy={rotation.isPending}
        onRotate={() => rotation.mutate()}
      />
    </Stack>
  )
}

function ApiKeyRotation({ webHook: { id, apiKeySet, apiKeyRotation } }: { webHook: WebHook }) {
  const { t } = useTranslation()
  const [overlap, setOverlap] = useState(DAY_SECONDS)
  const rotation = useMutation({ mutationFn: () => rotateApiKey(id, { overlapSeconds: overlap }) })
  return (
    <Stack gap="sm">
      <Title order={3} size="h4">
        {t('webHooks.fields.apiKey')}
      </Title>
      <Text size="sm">{apiKeySet ? t('webHooks.keyRotationText') : t('webHooks.noKeyText')}</Text>
      {apiKeyRotation?.oldKey === 'sent' && (
        <Text size="sm" fw={600}>
          {t('webHooks.newKeyFrom')} <LocalTime at={apiKeyRotation.from} />
        </Text>
      )}
      {rotation.error && <ProblemNotice error={rotation.error} />}
      {rotation.data && (
        <SecretOnce
          title={t('webHooks.newKey')}
          secret={rotation.data.apiKey}
          text={t('webHooks.newKeyText')}
        />
      )}
      <Rotate
        label={t('webHooks.oldKeyFor')}
        action={apiKeySet ? t('webHooks.rotateKey') : t('webHooks.makeKey')}
        cut={apiKeySet ? t('webHooks.cut.key') : null}
        overlap={overlap}
        onOverlap={setOverlap}
        isBusy={rotation.isPending}
        onRotate={() => rotation.mutate()}
      />
    </Stack>
  )
}

interface RotateProps {
  label: string
  action: string
  /** What happens without an overlap; null: nothing that would have to be asked about. */
  cut: string | null
  overlap: number
  onOverlap: (seconds: number) => void
  isBusy: boolean
  onRotate: () => void
}

function Rotate({ label, action, cut, overlap, onOverlap, isBusy, onRotate }: RotateProps) {
  const { t } = useTranslation()
  const [isAsking, setAsking] = useState(false)
  return (
    <Group align="flex-end" gap="sm">
      <NativeSelect
        label={label}
        value={overlap}
        onChange={({ currentTarget }) => onOverlap(Number(currentTarget.value))}
        data={OVERLAPS_SECONDS.map((seconds) => ({
          value: String(seconds),
          label: seconds === 0 ? t('webHooks.notAtAll') : durationWords(seconds),
        }))}
      />
      <Button
        variant="default"
        loading={isBusy}
        onClick={() => (overlap === 0 && cut !== null ? setAsking(true) : onRotate())}
      >
        {action}
      </Button>
      {isAsking && cut !== null && (
        <Suspense>
          <ConfirmDialog
            title={t('webHooks.cut.title')}
            consequences={[cut, t('webHooks.cut.instead')]}
            action={action}
            isDestructive
            onClose={() => setAsking(false)}
            onConfirm={() => {
              setAsking(false)
              onRotate()
            }}
          />
        </Suspense>
      )}
    </Group>
  )
}
