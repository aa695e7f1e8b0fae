/** Who is in a meeting now and how well picture and sound reach them; and how it was in the last seven days. */
import { Badge, Switch, Text, Title } from '@mantine/core'
import { IconActivity } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useList } from '../../../api/list-query.ts'
import { type MediaQuality, qualityQuery } from '../../../api/media-quality.ts'
import { type Column, DataTable } from '../../../components/data-table.tsx'
import { EmptyState } from '../../../components/empty-state.tsx'
import { LocalTime } from '../../../components/local-time.tsx'
import { SearchField } from '../../../components/search-field.tsx'

export function MediaQualitySection() {
  const { t } = useTranslation()
  const [meeting, setMeeting] = useState('')
  const [isLive, setLive] = useState(false)
  const list = useList(qualityQuery({ meeting: meeting || undefined, isLive: isLive || undefined }))
  const columns: Column<MediaQuality>[] = [
    { key: 'name', title: t('quality.person'), render: ({ name }) => name },
    { key: 'meeting', title: t('quality.meeting'), render: (row) => <Meeting row={row} /> },
    { key: 'when', title: t('quality.when'), render: (row) => <When row={row} /> },
    { key: 'quality', title: t('quality.worst'), render: ({ quality }) => t(`quality.levels.${quality}`) },
    {
      key: 'bad',
      title: t('quality.badMinutes'),
      isNumber: true,
      render: (row) => `${row.badMinutes} / ${row.minutes}`,
    },
    {
      key: 'loss',
      title: t('quality.loss'),
      isNumber: true,
      render: ({ lossIn, lossOut }) => `${percent(lossIn)} / ${percent(lossOut)}`,
    },
    {
      key: 'roundTrip',
      title: t('quality.roundTrip'),
      isNumber: true,
      render: ({ roundTripMs }) => (roundTripMs === null ? '–' : `${roundTripMs} ms`),
    },
    {
      key: 'rate',
      title: t('quality.rate'),
      isNumber: true,
      render: (row) => `${megabits(row.bitsPerSecondIn)} / ${megabits(row.bitsPerSecondOut)} Mbit/s`,
    },
  ]
  return (
    <section aria-labelledby="media-quality">
      <Title order={2} size="h3" id="media-quality">
        {t('quality.title')}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t('quality.purpose')}
      </Text>
      <SearchField label={t('quality.search')} value={meeting} onSearch={setMeeting} />
      <Switch
        mb="md"
        label={t('quality.liveOnly')}
        checked={isLive}
        onChange={({ currentTarget }) => setLive(currentTarget.checked)}
      />
      <DataTable
        caption={t('quality.title')}
        columns={columns}
        list={list}
        rowKey={({ participantId }) => participantId}
        empty={
          <EmptyState
            icon={<IconActivity size={32} />}
            title={t('quality.none')}
            text={t('quality.noneText')}
          />
        }
      />
    </section>
  )
}

function Meeting({ row: { topic, meetingNumber } }: { row: MediaQuality }) {
  return (
    <>
      {topic}
      <Text size="sm" c="dimmed">
        {meetingNumber}
      </Text>
    </>
  )
}

function When({ row: { firstAt, isLive } }: { row: MediaQuality }) {
  const { t } = useTranslation()
  return (
    <>
      <LocalTime at={firstAt} /> {isLive && <Badge color="teal">{t('quality.live')}</Badge>}
    </>
  )
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}

function megabits(bitsPerSecond: number): string {
  return (bitsPerSecond / 1e6).toFixed(1)
}
