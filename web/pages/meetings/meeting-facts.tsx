/** What a meeting is, and how others get to it: its link, the text of an invitation, the file for a calendar. */
import { Anchor, Button, CopyButton, Group } from '@mantine/core'
import { IconCalendarDown, IconCheck, IconCopy, IconLink } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Meeting } from '../../api/meetings.ts'
import { durationWords } from '../../components/duration-words.ts'
import { Facts } from '../../components/facts.tsx'
import { LocalTime } from '../../components/local-time.tsx'
import { locale } from '../../i18n/index.ts'
import { invitationText } from './invitation-text.ts'
import { Section } from './section.tsx'
import { useRecurrenceWords } from './use-recurrence-words.ts'

const MINUTE_SECONDS = 60
const ICON_PX = 18

export function MeetingFacts({ meeting }: { meeting: Meeting }) {
  const { t } = useTranslation()
  const repeats = useRecurrenceWords(meeting)
  const { meetingId, duration, timezone, type, isRecorded, isClosed, joinUrl, dtClosedAt } = meeting
  return (
    <Section title={t('meetings.facts')}>
      <Facts
        facts={[
          ...(isClosed
            ? []
            : [[t('meetings.when'), <LocalTime at={meeting.startTime} zone={timezone} />] as const]),
          [t('meetings.length'), durationWords(Number(duration) * MINUTE_SECONDS)],
          ...(repeats === null ? [] : [[t('meetings.repeats.label'), repeats] as const]),
          [t('meetings.number'), meetingId],
          [t('meetings.type'), t(`meetings.types.${type}`)],
          [t('meetings.recording.title'), t(isRecorded ? 'meetings.recording.on' : 'meetings.recording.off')],
          ...(dtClosedAt === null ? [] : [[t('meetings.closedAt'), <LocalTime at={dtClosedAt} />] as const]),
          [t('meetings.scheduledBy'), meeting.addedByUsername],
          [
            t('meetings.link'),
            <Anchor key="link" href={joinUrl} size="sm">
              {joinUrl}
            </Anchor>,
          ],
        ]}
      />
      {!isClosed && <ShareButtons meeting={meeting} />}
    </Section>
  )
}

function ShareButtons({ meeting }: { meeting: Meeting }) {
  const { t } = useTranslation()
  return (
    <Group gap="xs">
      <CopyValue
        value={meeting.joinUrl}
        label={t('meetings.copyLink')}
        icon={<IconLink size={ICON_PX} aria-hidden />}
      />
      <CopyValue
        value={invitationText(meeting, t, locale())}
        label={t('meetings.copyInvitation')}
        icon={<IconCopy size={ICON_PX} aria-hidden />}
      />
      <Button
        component="a"
        href={meeting.icsUrl}
        size="sm"
        variant="default"
        leftSection={<IconCalendarDown size={ICON_PX} aria-hidden />}
      >
        {t('meetings.calendarFile')}
      </Button>
    </Group>
  )
}

function CopyValue({ value, label, icon }: { value: string; label: string; icon: ReactNode }) {
  const { t } = useTranslation()
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <Button
          size="sm"
          variant="default"
          leftSection={copied ? <IconCheck size={ICON_PX} aria-hidden /> : icon}
          onClick={copy}
        >
          {copied ? t('common.copied') : label}
        </Button>
      )}
    </CopyButton>
  )
}
