/** The meetings that are open, and those that come next. */
import { Group, Paper, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { comingMeetingsQuery } from '../../api/home.ts'
import { TextLink } from '../../components/links.tsx'
import { LocalTime } from '../../components/local-time.tsx'
import { MeetingState } from '../meetings/meeting-state.tsx'
import classes from './home-page.module.css'

export function ComingMeetings() {
  const { t } = useTranslation()
  const { data: meetings = [] } = useQuery(comingMeetingsQuery)
  if (meetings.length === 0) return null
  return (
    <Paper withBorder p="xl" mt="lg" component="section" aria-labelledby="coming">
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h3" id="coming">
          {t('home.coming')}
        </Title>
        <TextLink to="/meetings" size="sm">
          {t('home.allMeetings')}
        </TextLink>
      </Group>
      <ul className={classes['coming']}>
        {meetings.map((meeting) => (
          <li key={`${meeting.id} ${meeting.startTime}`}>
            <TextLink to="/meetings/$id" params={{ id: meeting.id }} fw={600} className={classes['topic']}>
              {meeting.topic}
            </TextLink>
            <Text component="span" size="sm" c="dimmed">
              <LocalTime at={meeting.startTime} zone={meeting.timezone} />
            </Text>
            <MeetingState meeting={meeting} />
          </li>
        ))}
      </ul>
    </Paper>
  )
}
