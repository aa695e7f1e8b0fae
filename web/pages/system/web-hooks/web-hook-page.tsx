/** One web hook: how it is doing, what can be done about it, its keys, and what it was told. */
import { Button, Group, Skeleton, Stack, Switch } from '@mantine/core'
import { IconPencil, IconTrash } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { deleteWithUndo } from '../../../api/undo.tsx'
import {
  changeWebHook,
  deleteWebHook,
  testSaved,
  type WebHook,
  webHookQuery,
} from '../../../api/web-hooks.ts'
import { LinkButton, TextLink } from '../../../components/links.tsx'
import { PageHeader } from '../../../components/page-header.tsx'
import { ProblemNotice } from '../../../components/problem-notice.tsx'
import { toastProblem } from '../../../components/toast.tsx'
import { UrlText } from '../../../components/url-text.tsx'
import { HookHealth } from './hook-health.tsx'
import { KeyRotation } from './key-rotation.tsx'
import { ReplayPanel } from './replay-panel.tsx'
import { TestCall } from './test-call.tsx'
import { WebHookFacts } from './web-hook-facts.tsx'

const route = getRouteApi('/signed-in/system/web-hooks/$id')
const ConfirmDialog = lazy(async () => ({
  default: (await import('../../../components/confirm-dialog.tsx')).ConfirmDialog,
}))

export function WebHookPage() {
  const { t } = useTranslation()
  const { id } = route.useParams()
  const { data: answer, error } = useQuery(webHookQuery(id))
  if (error && !answer) return <ProblemNotice error={error} />
  if (!answer) return <Skeleton height={480} />
  const webHook = answer.data
  const back = (
    <TextLink to="/system/web-hooks" size="sm">
      {t('webHooks.title')}
    </TextLink>
  )
  return (
    <>
      <PageHeader
        title={webHook.event}
        purpose={
          <>
            {webHook.method} <UrlText url={webHook.url} />
          </>
        }
        trail={[back]}
        actions={<Actions webHook={webHook} />}
      />
      <Stack gap="lg">
        <HookHealth webHook={webHook} />
        <WebHookFacts webHook={webHook} />
        <TestCall form={null} call={() => testSaved(id)} text={t('webHooks.testSavedText')} />
        <KeyRotation webHook={webHook} />
        <ReplayPanel id={id} />
      </Stack>
    </>
  )
}

function Actions({ webHook }: { webHook: WebHook }) {
  const { t } = useTranslation()
  const { id, enabled } = webHook
  const [isDeleting, setDeleting] = useState(false)
  const change = useMutation({
    mutationFn: (isOn: boolean) => changeWebHook(id, { enabled: isOn }),
    onError: toastProblem,
  })
  return (
    <Group gap="sm">
      <Switch
        label={enabled ? t('common.on') : t('common.off')}
        aria-label={t('webHooks.fields.enabled')}
        checked={change.isPending ? change.variables : enabled}
        onChange={({ currentTarget }) => change.mutate(currentTarget.checked)}
      />
      <LinkButton
        to="/system/web-hooks/$id/edit"
        params={{ id }}
        variant="default"
        leftSection={<IconPencil size={16} aria-hidden />}
      >
        {t('common.edit')}
      </LinkButton>
      <Button
        variant="default"
        leftSection={<IconTrash size={16} aria-hidden />}
        onClick={() => setDeleting(true)}
      >
        {t('common.delete')}
      </Button>
      {isDeleting && <DeleteQuestion webHook={webHook} onClose={() => setDeleting(false)} />}
    </Group>
  )
}

/** What waits for it is lost; and for a few seconds it can be taken back. */
function DeleteQuestion({ webHook, onClose }: { webHook: WebHook; onClose: () => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { id, event, url, health } = webHook
  const { backlog } = health
  return (
    <Suspense>
      <ConfirmDialog
        title={t('webHooks.delete.title', { event })}
        consequences={[
          t('webHooks.delete.noMore', { event, url }),
          ...(backlog > 0 ? [t('webHooks.delete.waiting', { count: backlog })] : []),
          t('common.canUndo'),
        ]}
        action={t('common.delete')}
        isDestructive
        onClose={onClose}
        onConfirm={() => {
          deleteWithUndo({
            ids: [id],
            message: t('webHooks.deletedWhat', { event }),
            send: (isLeaving) => deleteWebHook(id, isLeaving),
          })
          void navigate({ to: '/system/web-hooks' })
        }}
      />
    </Suspense>
  )
}
