/** What was held: who was there when, what was asked, and the minutes, which are written here. */
import { Button, Group, List, Skeleton, Stack, Text, Title } from '@mantine/core'
import { IconFileTypeCsv, IconFileTypePdf } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { attendanceAddress, pdfAddress, type Summary, summaryQuery } from '../../api/summaries.ts'
import { LocalTime } from '../../components/local-time.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { AttendanceChart } from './attendance-chart.tsx'
import classes from './meeting-page.module.css'
import { MinutesForm } from './minutes-form.tsx'
import { Section } from './section.tsx'

export function SummarySection({ id, timezone }: { id: string; timezone: string }) {
  const { t } = useTranslation()
  const { data: answer, error } = useQuery(summaryQuery(id))
  if (error && !answer) return <ProblemNotice error={error} />
  if (!answer) return <Skeleton height={320} />
  const { data: summary } = answer
  return (
    <>
      <Section title={t('meetings.summary.title')} actions={<Files id={id} hasPdf={summary.pdf !== null} />}>
        <Text size="sm">
          <LocalTime at={summary.startTime} zone={timezone} />
          {' – '}
          {t('meetings.summary.closed')} <LocalTime at={summary.closedAt} />
        </Text>
        {summary.participants.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('meetings.summary.nobody')}
          </Text>
        ) : (
          <Stack gap="sm">
            <Title order={3}>{t('meetings.summary.attendance')}</Title>
            <AttendanceChart summary={summary} />
          </Stack>
        )}
        {summary.absent.length > 0 && (
          <Text size="sm">
            {t('meetings.summary.absent')}:{' '}
            {summary.absent.map(({ name, email }) => name || email).join(', ')}
          </Text>
        )}
        <Questions questions={summary.meetingQuestions} />
      </Section>
      <Section title={t('meetings.minutes.title')}>
        {summary.meetingType === 'offTheRecord' ? (
          <Text size="sm" c="dimmed">
            {t('meetings.minutes.offTheRecord')}
          </Text>
        ) : (
          <MinutesForm answer={answer} />
        )}
      </Section>
    </>
  )
}

function Files({ id, hasPdf }: { id: string; hasPdf: boolean }) {
  const { t } = useTranslation()
  return (
    <Group gap="xs">
      <Button
        component="a"
        href={attendanceAddress(id)}
        download
        size="sm"
        variant="default"
        leftSection={<IconFileTypeCsv size={18} aria-hidden />}
      >
        {t('meetings.summary.csv')}
      </Button>
      {hasPdf && <PdfLink id={id} />}
    </Group>
  )
}

function PdfLink({ id }: { id: string }) {
  const { t } = useTranslation()
  return (
    <Button
      component="a"
      href={pdfAddress(id)}
      target="_blank"
      size="sm"
      variant="default"
      leftSection={<IconFileTypePdf size={18} aria-hidden />}
    >
      {t('meetings.summary.pdf')}
    </Button>
  )
}

function Questions({ questions }: { questions: Summary['meetingQuestions'] }) {
  const { t } = useTranslation()
  if (questions.length === 0) return null
  return (
    <Stack gap="sm">
      <Title order={3}>{t('meetings.summary.questions')}</Title>
      {questions.map(({ question, askedBy, answers }, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a summary's questions never change
        <div key={index}>
          <Text size="sm" fw={500} className={classes['text']}>
            {question}
          </Text>
          <Text size="xs" c="dimmed">
            {askedBy}
          </Text>
          {answers.length > 0 && (
            <List size="sm" mt={4}>
              {answers.map((answer, number) => (
                // oxlint-disable-next-line react/no-array-index-key -- nor do its answers
                <List.Item key={number}>{answer}</List.Item>
              ))}
            </List>
          )}
        </div>
      ))}
    </Stack>
  )
}
