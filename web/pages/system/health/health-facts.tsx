/** What runs, on what, and how much there is of it. */
import { Paper, Progress, Title } from '@mantine/core'
import type { TFunction } from 'i18next'
import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Health } from '../../../api/health.ts'
import { LocalTime } from '../../../components/local-time.tsx'
import { byteWords } from '../../meetings/byte-words.ts'
import classes from './health-page.module.css'

export function HealthFacts({ health }: { health: Health }) {
  const { t } = useTranslation()
  const { server, database, disk, queue, mail, recordings, media } = health
  /** Of a long queue only the oldest calls are counted. */
  const atLeast = (count: number) => (count > 0 && queue.backlogIsMore ? `${count}+` : count)
  return (
    <div className={classes['groups']}>
      <Group
        title={t('health.server')}
        facts={[
          [t('health.version'), server.version],
          [t('health.running'), <LocalTime key="since" at={server.startedAt} />],
          [t('health.publicUrl'), server.publicUrl],
          ['Node.js', server.node],
          [t('health.timeZoneData'), server.timeZoneData],
        ]}
      />
      <Group
        title={t('shell.hooks')}
        facts={[
          [t('health.queue'), queue.waiting === 0 ? t('health.nothingWaits') : atLeast(queue.waiting)],
          [t('health.oldest'), <OptionalTime key="oldest" at={queue.oldestPendingAt} />],
          [t('health.kept'), atLeast(queue.kept)],
          [t('health.feedLag'), queue.feedLag],
        ]}
      />
      <Group
        title={t('health.database')}
        facts={[
          ['PostgreSQL', database.version],
          [t('health.databaseSize'), byteWords(database.sizeBytes)],
        ]}
      />
      <Group
        title={t('health.disk')}
        facts={[
          [
            t('health.free'),
            t('health.diskFree', { free: byteWords(disk.freeBytes), total: byteWords(disk.totalBytes) }),
          ],
        ]}
      >
        <Progress
          mt="sm"
          value={(1 - disk.freeBytes / disk.totalBytes) * 100}
          aria-label={t('health.disk')}
        />
      </Group>
      <Group
        title={t('shell.places.mail')}
        facts={[
          [t('health.mailServer'), mail.server ?? '–'],
          [t('users.state'), t(`health.mailStates.${mail.state}`)],
          [t('health.mails'), mail.waiting === 0 ? t('health.nothingWaits') : mail.waiting],
          [t('health.mailsFailed'), mail.failed],
        ]}
      />
      <Group
        title={t('settings.groups.recordings')}
        facts={[
          ['ffmpeg', recordings.ffmpeg ?? t('health.ffmpegMissing')],
          [t('health.recordings'), recordings.waiting],
        ]}
      />
      <Group
        title={t('health.media')}
        facts={[
          [t('health.mediaKind'), media.kind === 'livekit' ? 'LiveKit' : t('health.mediaEmbedded')],
          [t('health.mediaUrl'), media.url],
          ...engineFacts(media.engine, t),
          ...media.turn.map(({ url, fault, isTried }): Fact => [
            url,
            isTried ? (fault ?? t('health.turnWorks')) : t('health.turnNotTried'),
          ]),
          ...(media.restarts === null ? [] : ([[t('health.mediaRestarts'), media.restarts]] as Fact[])),
        ]}
      />
    </div>
  )
}

function OptionalTime({ at }: { at: string | null }) {
  return at === null ? '–' : <LocalTime at={at} format="relative" />
}

type Fact = [name: string, value: ReactNode]

function engineFacts(engine: Health['media']['engine'], t: TFunction): Fact[] {
  if (!engine) return []
  return [
    [t('health.mediaRooms'), engine.rooms],
    [t('health.mediaPeople'), engine.people],
    [t('health.mediaLoad'), `${Math.round(engine.processor * 100)} %`],
    [t('health.mediaRate'), `${(engine.bitsPerSecond / 1e6).toFixed(1)} Mbit/s`],
  ]
}

interface GroupProps {
  title: string
  facts: Fact[]
  children?: ReactNode
}

function Group({ title, facts, children }: GroupProps) {
  const id = useId()
  return (
    <Paper withBorder p="lg" component="section" aria-labelledby={id} className={classes['group']}>
      <Title order={2} size="h3" id={id}>
        {title}
      </Title>
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {children}
    </Paper>
  )
}
