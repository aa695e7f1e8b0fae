/**
 * What was told about this meeting, to whom and when: its events in order, each with its deliveries. For
 * administrators a delivery leads to its tries; hosts see how it went.
 */
import { Button, Center, Code, Group, Skeleton, Text } from '@mantine/core'
import {
  IconCalendarPlus,
  IconDoorOff,
  IconFileText,
  IconPencil,
  IconTrash,
  IconVideo,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useList } from '../../api/list-query.ts'
import { type Meeting, type MeetingEvent, meetingEventsQuery } from '../../api/meetings.ts'
import { webHooksQuery } from '../../api/web-hooks.ts'
import { TextLink } from '../../components/links.tsx'
import { LocalTime } from '../../components/local-time.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { DeliveryStateBadge } from '../system/deliveries/delivery-state-badge.tsx'
import classes from './hook-timeline.module.css'
import { Section } from './section.tsx'

const signedIn = getRouteApi('/signed-in')

const icons = {
  onMeetingScheduled: IconCalendarPlus,
  onMeetingUpdated: IconPencil,
  onMeetingClosed: IconDoorOff,
  onMeetingDeleted: IconTrash,
  onMeetingSummaryCreated: IconFileText,
  onMeetingRecordingCreated: IconVideo,
} as const satisfies Record<MeetingEvent['event'], typeof IconPencil>

export function HookTimeline({ meeting: { id } }: { meeting: Meeting }) {
  const { t } = useTranslation()
  const { user } = signedIn.useRouteContext()
  const isAdministrator = user.role === 'administrator'
  const list = useList(meetingEventsQuery(id))
  const { data: webHooks = [] } = useQuery({ ...webHooksQuery, enabled: isAdministrator })
  const names = new Map(webHooks.map(({ id: webHookId, name, url }) => [webHookId, name ?? url]))
  return (
    <Section title={t('meetings.hooks.title')}>
      <Text size="sm" c="dimmed">
        {t('meetings.hooks.purpose')}
      </Text>
      {list.error !== null && <ProblemNotice error={list.error} />}
      {list.isPending && <Skeleton height={160} />}
      <ol className={classes['events']}>
        {list.rows.map((event) => (
          <EventItem key={event.id} event={event} names={isAdministrator ? names : null} />
        ))}
      </ol>
      {list.hasMore && (
        <Center>
          <Button variant="default" loading={list.isReadingMore} onClick={list.readMore}>
            {t('common.showMore')}
          </Button>
        </Center>
      )}
    </Section>
  )
}

interface EventItemProps {
  event: MeetingEvent
  /** Of web hooks, by id; null for hosts, who are not told where calls go. */
  names: ReadonlyMap<string, string> | null
}

function EventItem({ event: { event, createdAt, deliveries, sequence }, names }: EventItemProps) {
  const { t } = useTranslation()
  const Icon = icons[event]
  return (
    <li className={classes['event']}>
      <span className={classes['dot']}>
        <Icon size={16} aria-hidden />
      </span>
      <div>
        <Group gap="xs">
          <Text size="sm" fw={600}>
            {t(`meetings.hooks.events.${event}`)}
          </Text>
          <Text size="xs" c="dimmed">
            <LocalTime at={createdAt} /> · <Code>{event}</Code> · {t('meetings.hooks.sequence', { sequence })}
          </Text>
        </Group>
        {deliveries.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('meetings.hooks.nobody')}
          </Text>
        ) : (
          <ul className={classes['deliveries']}>
            {deliveries.map((delivery) => (
              <DeliveryItem key={delivery.id} delivery={delivery} names={names} />
            ))}
          </ul>
        )}
      </div>
    </li>
  )
}

interface DeliveryItemProps {
  delivery: MeetingEvent['deliveries'][number]
  names: EventItemProps['names']
}

function DeliveryItem({ delivery, names }: DeliveryItemProps) {
  const { t } = useTranslation()
  const { id, state, webHookId, finishedAt, nextAttemptAt, resendOf, reason } = delivery
  return (
    <li className={classes['delivery']}>
      <DeliveryStateBadge state={state} />
      {names && (
        <TextLink to="/system/deliveries/$id" params={{ id }} size="sm">
          {names.get(webHookId ?? '') ?? t('deliveries.deletedWebHook')}
        </TextLink>
      )}
      {finishedAt && <LocalTime at={finishedAt} format="exact" />}
      {!finishedAt && nextAttemptAt && (
        <span>
          {t('deliveries.nextTry')} <LocalTime at={nextAttemptAt} format="until" />
        </span>
      )}
      {resendOf && <Text size="xs">{t('deliveries.resent')}</Text>}
      {reason && (
        <Text size="xs" c="dimmed">
          {reason}
        </Text>
      )}
    </li>
  )
}
