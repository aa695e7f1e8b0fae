/**
 * Telling the events of a time window again: those that failed, those that were missed, or all. How many calls it
 * would be is said before anything is sent; while it runs it shows how far it is and can be cancelled.
 */
import { Button, Group, NativeSelect, Paper, Progress, Stack, Text, TextInput, Title } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  cancelReplay,
  countReplay,
  type Replay,
  replayQuery,
  type ReplayWindow,
  startReplay,
} from '../../../api/web-hooks.ts'
import { queryClient } from '../../../api/query-client.ts'
import { fromLocalInput, toLocalInput } from '../../../components/local-input.ts'
import { ProblemNotice } from '../../../components/problem-notice.tsx'

const kinds = ['failed', 'missed', 'all'] as const
const DAY_MS = 86_400_000

export function ReplayPanel({ id }: { id: string }) {
  const { t } = useTranslation()
  const [since, setSince] = useState(() => toLocalInput(new Date(Date.now() - DAY_MS)))
  const [until, setUntil] = useState('')
  const [only, setOnly] = useState<ReplayWindow['only']>('failed')
  const [replayId, setReplayId] = useState<string | null>(null)
  const window = windowOf(since, until, only)
  const count = useMutation({ mutationFn: (asked: ReplayWindow) => countReplay(id, asked) })
  const start = useMutation({
    mutationFn: (asked: ReplayWindow) => startReplay(id, asked),
    onSuccess: (replay) => {
      setReplayId(replay.id)
      count.reset()
    },
  })
  const change =
    <Value,>(set: (value: Value) => void) =>
    (value: Value) => {
      set(value)
      count.reset()
    }
  return (
    <Paper withBorder p="lg" component="section" aria-labelledby="replay">
      <Stack gap="sm">
        <Title order={2} size="h3" id="replay">
          {t('webHooks.replay')}
        </Title>
        <Text size="sm" c="dimmed" maw={720}>
          {t('webHooks.replayText')}
        </Text>
        <Group align="flex-end" gap="sm">
          <NativeSelect
            label={t('webHooks.replayWhich')}
            data={kinds.map((value) => ({ value, label: t(`webHooks.replayKinds.${value}`) }))}
            value={only}
            onChange={({ currentTarget }) =>
              change(setOnly)(kinds.find((kind) => kind === currentTarget.value) ?? 'failed')
            }
          />
          <TextInput
            type="datetime-local"
            label={t('webHooks.replaySince')}
            value={since}
            onChange={({ currentTarget }) => change(setSince)(currentTarget.value)}
          />
          <TextInput
            type="datetime-local"
            label={t('webHooks.replayUntil')}
            value={until}
            onChange={({ currentTarget }) => change(setUntil)(currentTarget.value)}
          />
          <Button
            variant="default"
            disabled={!window}
            loading={count.isPending}
            onClick={() => window && count.mutate(window)}
          >
            {t('webHooks.replayCount')}
          </Button>
        </Group>
        {count.error && <ProblemNotice error={count.error} />}
        {start.error && <ProblemNotice error={start.error} />}
        {count.data !== undefined && window && (
          <Group gap="sm" role="status">
            <Text size="sm" fw={600}>
              {t('webHooks.replayWould', { count: count.data })}
            </Text>
            {count.data > 0 && (
              <Button size="sm" loading={start.isPending} onClick={() => start.mutate(window)}>
                {t('webHooks.replayStart')}
              </Button>
            )}
          </Group>
        )}
        {replayId && <ReplayProgress id={replayId} />}
      </Stack>
    </Paper>
  )
}

function ReplayProgress({ id }: { id: string }) {
  const { t } = useTranslation()
  const { data: replay } = useQuery(replayQuery(id))
  const cancel = useMutation({
    mutationFn: () => cancelReplay(id),
    onSuccess: (cancelled: Replay) => queryClient.setQueryData(replayQuery(id).queryKey, cancelled),
  })
  if (!replay) return null
  const { done, total, state } = replay
  const words = t('webHooks.replayDone', { done, total })
  return (
    <Stack gap={6} maw={520}>
      <Group justify="space-between">
        <Text size="sm" role="status">
          {t(`webHooks.replayStates.${state}`)} {words}
        </Text>
        {state === 'running' && (
          <Button
            size="compact-sm"
            variant="default"
            loading={cancel.isPending}
            onClick={() => cancel.mutate()}
          >
            {t('common.cancel')}
          </Button>
        )}
      </Group>
      <Progress value={total === 0 ? 100 : (done / total) * 100} aria-label={words} />
      {cancel.error && <ProblemNotice error={cancel.error} />}
    </Stack>
  )
}

/** Null while it is not complete. */
function windowOf(since: string, until: string, only: ReplayWindow['only']): ReplayWindow | null {
  const start = fromLocalInput(since)
  if (!start) return null
  const end = fromLocalInput(until)
  return { since: start.toISOString(), ...(end && { until: end.toISOString() }), only }
}
