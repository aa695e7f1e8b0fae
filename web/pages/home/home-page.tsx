/**
 * The first page: where one stands, and what to do next. A new instance offers the two steps that make it useful; done
 * steps say so. Once there are meetings, those that are open and those that come next are here, too.
 */
import { Group, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { IconCalendarPlus, IconCircleCheck, IconWebhook } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { latestMeetingQuery } from '../../api/home.ts'
import { webHooksQuery } from '../../api/web-hooks.ts'
import { LinkButton, TextLink } from '../../components/links.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { ComingMeetings } from './coming-meetings.tsx'
import classes from './home-page.module.css'

const route = getRouteApi('/signed-in/')

export function HomePage() {
  const { t } = useTranslation()
  const { user } = route.useRouteContext()
  const isAdministrator = user.role === 'administrator'
  const { data: hasMeeting } = useQuery(latestMeetingQuery)
  const { data: webHooks } = useQuery({ ...webHooksQuery, enabled: isAdministrator })
  const isNew = isAdministrator && hasMeeting === false && webHooks?.length === 0
  return (
    <>
      <PageHeader
        title={t('home.title', { name: user.username })}
        purpose={t(isNew ? 'home.ready' : 'home.purpose')}
      />
      <SimpleGrid cols={{ base: 1, md: isAdministrator ? 2 : 1 }} spacing="lg" component="section">
        <Step
          icon={<IconCalendarPlus size={28} stroke={1.5} aria-hidden />}
          title={t('home.meeting')}
          text={t('home.meetingText')}
          isDone={hasMeeting === true}
          done={<TextLink to="/meetings">{t('home.meetingDone')}</TextLink>}
          action={<LinkButton to="/meetings/new">{t('home.meeting')}</LinkButton>}
        />
        {isAdministrator && (
          <Step
            icon={<IconWebhook size={28} stroke={1.5} aria-hidden />}
            title={t('home.hook')}
            text={t('home.hookText')}
            isDone={(webHooks?.length ?? 0) > 0}
            done={
              <TextLink to="/system/web-hooks">
                {t('home.hookDone', { count: webHooks?.length ?? 0 })}
              </TextLink>
            }
            action={<LinkButton to="/system/web-hooks">{t('home.hook')}</LinkButton>}
          />
        )}
      </SimpleGrid>
      {hasMeeting && <ComingMeetings />}
    </>
  )
}

interface StepProps {
  icon: ReactNode
  title: string
  text: string
  isDone: boolean
  done: ReactNode
  action: ReactNode
}

function Step({ icon, title, text, isDone, done, action }: StepProps) {
  return (
    <Paper withBorder p="xl">
      <Stack gap="sm" h="100%">
        <span className={classes['icon']}>{icon}</span>
        <Title order={2} size="h3">
          {title}
        </Title>
        <Text size="sm" c="dimmed" flex={1}>
          {text}
        </Text>
        <Group gap="lg" mt="xs">
          {action}
          {isDone && (
            <Group gap={6}>
              <IconCircleCheck size={18} className={classes['done']} aria-hidden />
              <Text size="sm" component="span">
                {done}
              </Text>
            </Group>
          )}
        </Group>
      </Stack>
    </Paper>
  )
}
