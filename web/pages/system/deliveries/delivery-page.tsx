/** One delivery: what is told to whom, what happens next, and every try with its times, its request and its answer. */
import { Button, Group, Paper, Skeleton, Stack, Text, Title } from '@mantine/core'
import { IconBan, IconRefresh } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type DeliveryDetail,
  deliveryQuery,
  giveUp,
  isFinished,
  resend,
  tryNow,
} from '../../../api/deliveries.ts'
import { meetingQuery } from '../../../api/meetings.ts'
import { webHookQuery } from '../../../api/web-hooks.ts'
import { Facts } from '../../../components/facts.tsx'
import { LocalTime } from '../../../components/local-time.tsx'
import { TextLink } from '../../../components/links.tsx'
import { PageHeader } from '../../../components/page-header.tsx'
import { ProblemNotice } from '../../../components/problem-notice.tsx'
import { ObjectId } from '../../../components/object-id.tsx'
import { toastDone, toastProblem } from '../../../components/toast.tsx'
import { AttemptList } from './attempt-list.tsx'
import { DeliveryStateBadge } from './delivery-state-badge.tsx'
import { WhatNext } from './what-next.tsx'

const route = getRouteApi('/signed-in/system/deliveries/$id')
const ConfirmDialog = lazy(async () => ({
  default: (await import('../../../components/confirm-dialog.tsx')).ConfirmDialog,
}))

export function DeliveryPage() {
  const { t } = useTranslation()
  const { id } = route.useParams()
  const { data: delivery, error } = useQuery(deliveryQuery(id))
  if (error && !delivery) return <ProblemNotice error={error} />
  if (!delivery) return <Skeleton height={480} />
  const back = (
    <TextLink to="/system/deliveries" size="sm">
      {t('deliveries.title')}
    </TextLink>
  )
  return (
    <>
      <PageHeader
        title={delivery.event}
        windowTitle={`${delivery.event} ${delivery.id}`}
        trail={[back]}
        actions={<Actions delivery={delivery} />}
      />
      <Stack gap="lg">
        <Paper withBorder p="lg" component="section" aria-labelledby="state">
          <Group gap="sm" mb="xs">
            <Title order={2} size="h3" id="state">
              {t('deliveries.now')}
            </Title>
            <DeliveryStateBadge state={delivery.state} />
          </Group>
          <WhatNext delivery={delivery} />
        </Paper>
        <DeliveryFacts delivery={delivery} />
        <AttemptList delivery={delivery} />
      </Stack>
    </>
  )
}

function DeliveryFacts({ delivery }: { delivery: DeliveryDetail }) {
  const { t } = useTranslation()
  const { webHookId, eventId, meetingIds, isTest, resendOf, createdAt, finishedAt } = delivery
  return (
    <Paper withBorder p="lg" component="section" aria-labelledby="facts">
      <Title order={2} size="h3" id="facts" mb="sm">
        {t('deliveries.about')}
      </Title>
      <Facts
        facts={[
          [
            t('deliveries.to'),
            webHookId ? <WebHookLink id={webHookId} called={calledAt(delivery)} /> : t('deliveries.unsaved'),
          ],
          ['webhook-id', eventId ? <ObjectId id={eventId} /> : t('deliveries.testCall')],
          [
            t('deliveries.meeting'),
            meetingIds.length > 0 ? meetingIds.map((each) => <MeetingLink key={each} id={each} />) : '–',
          ],
          [t('deliveries.madeAt'), <LocalTime key="made" at={createdAt} />],
          [t('deliveries.finishedAt'), finishedAt ? <LocalTime at={finishedAt} /> : '–'],
          ...(isTest ? ([[t('deliveries.kind'), t('deliveries.testCall')]] as const) : []),
          ...(resendOf
            ? ([
                [
                  t('deliveries.repeats'),
                  <TextLink key="repeats" to="/system/deliveries/$id" params={{ id: resendOf }} size="sm">
                    {resendOf}
                  </TextLink>,
                ],
              ] as const)
            : []),
        ]}
      />
    </Paper>
  )
}

/** By topic and number; a deleted meeting has only its id left. */
function MeetingLink({ id }: { id: string }) {
  const { data: answer } = useQuery({ ...meetingQuery(id), refetchInterval: false, retry: false })
  if (!answer) return <ObjectId id={id} />
  const { topic, meetingId } = answer.data
  return (
    <TextLink to="/meetings/$id" params={{ id }} size="sm" display="block">
      {topic} ({meetingId})
    </TextLink>
  )
}

/** Where the latest attempt went; null where there was none. */
function calledAt({ attempts }: DeliveryDetail): string | null {
  const last = attempts.findLast(({ url }) => url !== null)
  return last ? `${last.method ?? ''} ${last.url}` : null
}

/** A web hook may point somewhere else by now than where the call went. */
function WebHookLink({ id, called }: { id: string; called: string | null }) {
  const { t } = useTranslation()
  const { data: answer, error } = useQuery({ ...webHookQuery(id), refetchInterval: false })
  if (error)
    return called === null ? t('deliveries.deletedWebHook') : `${called} (${t('deliveries.deletedWebHook')})`
  const configured = answer ? `${answer.data.method} ${answer.data.url}` : id
  return (
    <>
      <TextLink to="/system/web-hooks/$id" params={{ id }} size="sm">
        {called ?? configured}
      </TextLink>
      {called !== null && answer && called !== configured && (
        <Text size="xs" c="dimmed">
          {t('deliveries.nowAt', { url: configured })}
        </Text>
      )}
    </>
  )
}

function Actions({ delivery }: { delivery: DeliveryDetail }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const again = useMutation({
    mutationFn: () => resend(delivery.id),
    onSuccess: ({ id }) => {
      toastDone(t('deliveries.resending'))
      return navigate({ to: '/system/deliveries/$id', params: { id } })
    },
    onError: toastProblem,
  })
  if (isFinished(delivery)) {
    return (
      !delivery.isTest && (
        <Button
          leftSection={<IconRefresh size={16} aria-hidden />}
          loading={again.isPending}
          onClick={() => again.mutate()}
        >
          {t('deliveries.resend')}
        </Button>
      )
    )
  }
  return (
    <>
      {delivery.state === 'pending' && <TryNowButton id={delivery.id} />}
      <CancelButton delivery={delivery} />
    </>
  )
}

function TryNowButton({ id }: { id: string }) {
  const { t } = useTranslation()
  const attempt = useMutation({
    mutationFn: () => tryNow(id),
    onSuccess: () => toastDone(t('deliveries.tryingNow')),
    onError: toastProblem,
  })
  return (
    <Button
      leftSection={<IconRefresh size={16} aria-hidden />}
      loading={attempt.isPending}
      onClick={() => attempt.mutate()}
    >
      {t('deliveries.tryNow')}
    </Button>
  )
}

function CancelButton({ delivery: { id } }: { delivery: DeliveryDetail }) {
  const { t } = useTranslation()
  const [isAsking, setAsking] = useState(false)
  const end = useMutation({ mutationFn: () => giveUp(id), onSuccess: () => setAsking(false) })
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconBan size={16} aria-hidden />}
        onClick={() => setAsking(true)}
      >
        {t('deliveries.giveUp')}
      </Button>
      {isAsking && (
        <Suspense>
          <ConfirmDialog
            title={t('deliveries.cancel.title')}
            consequences={[
              t('deliveries.cancel.noMore'),
              t('deliveries.cancel.next'),
              t('deliveries.cancel.resend'),
            ]}
            action={t('deliveries.giveUp')}
            isDestructive
            isBusy={end.isPending}
            error={end.error}
            onClose={() => setAsking(false)}
            onConfirm={() => end.mutate()}
          />
        </Suspense>
      )}
    </>
  )
}
