/**
 * The recording of what was held: played once it is merged, with its parts to download; until then where it is on its way, and why it waits; and
 * what is to be said about parts that are not in it.
 */
import {
  Alert,
  Anchor,
  Button,
  CopyButton,
  Group,
  List,
  Progress,
  Skeleton,
  Stack,
  Text,
} from '@mantine/core'
import { IconCheck, IconCopy, IconDownload, IconTrash } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import {
  deleteRecording,
  type Film,
  filmAddress,
  filmQuery,
  mergeAgain,
  type RecordingDetail,
  recordingQuery,
  watchAddress,
} from '../../api/recordings.ts'
import { deleteWithUndo, useHeldIds } from '../../api/undo.tsx'
import { durationWords } from '../../components/duration-words.ts'
import { LocalTime } from '../../components/local-time.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { locale } from '../../i18n/index.ts'
import { FilmPlayer } from '../film/film-player.tsx'
import { byteWords } from './byte-words.ts'
import { RecordingGaps } from './recording-gaps.tsx'
import { Section } from './section.tsx'

const PERCENT = 100

export function RecordingSection({ id }: { id: string }) {
  const { t } = useTranslation()
  const held = useHeldIds()
  const { data: recording, error } = useQuery(recordingQuery(id))
  if (held.has(id)) return null
  if (error && !recording) return <ProblemNotice error={error} />
  if (!recording) return <Skeleton height={200} />
  return (
    <Section
      title={t('meetings.recording.title')}
      actions={recording.state === 'merged' && <FileActions recording={recording} />}
    >
      {recording.state === 'merged' ? <Player recording={recording} /> : <OnItsWay recording={recording} />}
      <RecordingGaps gaps={recording.gaps} />
      <Remarks report={recording.report} />
    </Section>
  )
}

function Player({ recording: { id, mergedRecordingUrl } }: { recording: RecordingDetail }) {
  const { t } = useTranslation()
  const { data: film, error } = useQuery(filmQuery(id))
  if (error && !film) return <ProblemNotice error={error} />
  if (!film) return <Skeleton height={320} />
  return (
    <Stack gap="sm">
      <FilmPlayer film={film} headingOrder={3} />
      <Group gap="sm" justify="space-between">
        <Text size="sm" c="dimmed">
          {durationWords(film.durationMs / 1000)} · {byteWords(film.sizeBytes)}
        </Text>
        {mergedRecordingUrl !== null && (
          <CopyButton value={watchAddress(mergedRecordingUrl, id)}>
            {({ copied, copy }) => (
              <Button
                size="xs"
                variant="subtle"
                leftSection={
                  copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />
                }
                onClick={copy}
              >
                {t(copied ? 'film.linkCopied' : 'film.copyLink')}
              </Button>
            )}
          </CopyButton>
        )}
      </Group>
      {film.parts.length > 0 && <Parts film={film} />}
    </Stack>
  )
}

function Parts({ film: { id, parts } }: { film: Film }) {
  const { t } = useTranslation()
  return (
    <details>
      <Text component="summary" size="sm">
        {t('film.parts', { count: parts.length })}
      </Text>
      <List size="sm" mt="xs">
        <List.Item>
          <Anchor size="sm" href={filmAddress(id, 'parts.zip')} download>
            {t('film.allParts')}
          </Anchor>
        </List.Item>
        {parts.map((part) => (
          <List.Item key={part.id}>
            <Anchor size="sm" href={filmAddress(id, `parts/${part.id}`)} download>
              {t(`film.pictures.${part.picture}`, { name: part.participantName })}
            </Anchor>{' '}
            · {byteWords(part.sizeBytes)}
          </List.Item>
        ))}
      </List>
    </details>
  )
}

function OnItsWay({
  recording: { id, state, reason, progress, secondsLeft, mergeDueAt, parts },
}: {
  recording: RecordingDetail
}) {
  const { t } = useTranslation()
  const complete = parts.filter(({ isComplete }) => isComplete).length
  if (state === 'failed') return <Failed id={id} reason={reason} />
  if (state === 'unusable') {
    return (
      <Alert color="yellow" variant="light" title={t('meetings.recording.unusable')}>
        {reason}
      </Alert>
    )
  }
  return (
    <Stack gap="xs" role="status">
      <Text size="sm">{t(`meetings.recording.states.${state === 'merged' ? 'merging' : state}`)}</Text>
      {state === 'merging' && (
        <Progress value={progress * PERCENT} aria-label={t('meetings.recording.states.merging')} />
      )}
      {state === 'merging' && (
        <Text size="sm" c="dimmed">
          {percentWords(progress)}
          {secondsLeft !== null && ` · ${t('meetings.recording.left', { time: durationWords(secondsLeft) })}`}
        </Text>
      )}
      {reason && <Text size="sm">{reason}</Text>}
      {state === 'waiting' && mergeDueAt && (
        <Text size="sm" c="dimmed">
          {t('meetings.recording.due')} <LocalTime at={mergeDueAt} format="relative" />
        </Text>
      )}
      <Text size="sm" c="dimmed">
        {t('meetings.recording.parts', { count: parts.length, complete })}
      </Text>
    </Stack>
  )
}

/** Its parts are kept: anyone who made room on the disk, say, has it merged again. */
function Failed({ id, reason }: { id: string; reason: string | null }) {
  const { t } = useTranslation()
  const again = useMutation({ mutationFn: () => mergeAgain(id) })
  return (
    <Alert color="red" variant="light" title={t('meetings.recording.failed')}>
      <Stack gap="xs" align="flex-start">
        {reason}
        {again.error && <ProblemNotice error={again.error} />}
        <Button size="sm" loading={again.isPending} onClick={() => again.mutate()}>
          {t('meetings.recording.mergeAgain')}
        </Button>
      </Stack>
    </Alert>
  )
}

function percentWords(fraction: number): string {
  return new Intl.NumberFormat(locale(), { style: 'percent' }).format(fraction)
}

function Remarks({ report }: { report: RecordingDetail['report'] }) {
  const { t } = useTranslation()
  if (report.length === 0) return null
  return (
    <div>
      <Text size="sm" fw={500}>
        {t('meetings.recording.remarks')}
      </Text>
      <List size="sm">
        {report.map(({ fileName, reason, isUsed }) => (
          <List.Item key={`${fileName} ${reason}`}>
            {fileName} ({t(isUsed ? 'meetings.recording.usedInPart' : 'meetings.recording.notUsed')}):{' '}
            {reason}
          </List.Item>
        ))}
      </List>
    </div>
  )
}

function FileActions({ recording: { id } }: { recording: RecordingDetail }) {
  const { t } = useTranslation()
  return (
    <Group gap="xs">
      <Button
        component="a"
        href={filmAddress(id, 'file')}
        download
        size="sm"
        variant="default"
        leftSection={<IconDownload size={18} aria-hidden />}
      >
        {t('meetings.recording.download')}
      </Button>
      <Button
        size="sm"
        variant="default"
        leftSection={<IconTrash size={18} aria-hidden />}
        onClick={() =>
          deleteWithUndo({
            ids: [id],
            message: t('meetings.recording.deleted'),
            send: (isLeaving) => deleteRecording(id, isLeaving),
          })
        }
      >
        {t('common.delete')}
      </Button>
    </Group>
  )
}
