/**
 * Who is invited, and what became of the mail to each: on its way, taken by the mail server, or not, and why. Who came
 * stands in the summary.
 */
import { Alert, Badge, Button, Group, Text } from '@mantine/core'
import { IconCircleCheck, IconCircleX, IconClock, IconMailOff } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type Invitations, invitationsQuery, type Meeting, sendInvitations } from '../../api/meetings.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { StateBadge } from '../../components/state-badge.tsx'
import { toastDone } from '../../components/toast.tsx'
import classes from './meeting-page.module.css'
import { Section } from './section.tsx'

type Mail = NonNullable<Invitations['data'][number]['mail']>

export function InviteesSection({ meeting }: { meeting: Meeting }) {
  const { t } = useTranslation()
  const { id, invitedParticipants, isClosed } = meeting
  const { data: invitations } = useQuery({
    ...invitationsQuery(id),
    enabled: invitedParticipants.length > 0,
  })
  const send = useMutation({
    mutationFn: (emails: string[] | undefined) => sendInvitations(id, emails),
    onSuccess: () => toastDone(t('meetings.mail.sending')),
  })
  const mails = new Map(invitations?.data.map(({ email, mail }) => [email.toLowerCase(), mail]))
  const isMailing = invitations?.mailConfigured === true && !isClosed
  const unsent = invitations?.data.filter(({ mail }) => mail === null || mail.state === 'failed') ?? []
  return (
    <Section title={t('meetings.invited')}>
      {invitedParticipants.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('meetings.invitees.none')}
        </Text>
      )}
      {invitations?.mailConfigured === false && !isClosed && (
        <Alert color="yellow" variant="light" icon={<IconMailOff aria-hidden />}>
          {t('meetings.mail.notConfigured')}
        </Alert>
      )}
      {send.error && <ProblemNotice error={send.error} />}
      {isMailing && unsent.length > 0 && (
        <Group gap="sm">
          <Text size="sm" fw={600}>
            {t('meetings.mail.unsent', { count: unsent.length })}
          </Text>
          <Button
            size="compact-sm"
            variant="default"
            loading={send.isPending}
            onClick={() => send.mutate(undefined)}
          >
            {t('meetings.mail.sendAll')}
          </Button>
        </Group>
      )}
      {invitedParticipants.length > 0 && (
        <ul className={classes['plain']}>
          {invitedParticipants.map(({ name, email, role }) => (
            <Invitee
              key={email}
              {...{ name, email, role }}
              mail={invitations ? (mails.get(email.toLowerCase()) ?? null) : undefined}
              onSend={isMailing ? () => send.mutate([email]) : null}
            />
          ))}
        </ul>
      )}
    </Section>
  )
}

interface InviteeProps {
  name: string
  email: string
  role: 'host' | 'participant'
  /** Null: nothing was mailed; undefined: not known yet. */
  mail: Mail | null | undefined
  /** Null: nothing goes out. */
  onSend: (() => void) | null
}

function Invitee({ name, email, role, mail, onSend }: InviteeProps) {
  const { t } = useTranslation()
  return (
    <li className={classes['item']}>
      <div>
        <Text size="sm" fw={500}>
          {name || email}
        </Text>
        {name && (
          <Text size="xs" c="dimmed">
            {email}
          </Text>
        )}
        {mail?.fault && (
          <Text size="xs" mt={2}>
            {t(`meetings.mail.faults.${faultOf(mail.fault)}`)}{' '}
            {mail.answer && <span lang="en">({mail.answer})</span>}
          </Text>
        )}
      </div>
      <Group gap={6} ml="auto" justify="flex-end">
        {role === 'host' && (
          <Badge variant="light" color="gray" tt="none">
            {t('meetings.roles.host')}
          </Badge>
        )}
        {mail !== undefined && (onSend !== null || mail !== null) && <MailState mail={mail} />}
        {onSend && mail?.state !== 'waiting' && (
          <Button
            size="compact-xs"
            variant="default"
            aria-label={t(mail ? 'meetings.mail.resendTo' : 'meetings.mail.sendTo', { email })}
            onClick={onSend}
          >
            {t(mail ? 'meetings.mail.resend' : 'meetings.mail.send')}
          </Button>
        )}
      </Group>
    </li>
  )
}

function MailState({ mail }: { mail: Mail | null }) {
  const { t } = useTranslation()
  if (mail === null) {
    return (
      <StateBadge tone="quiet" icon={IconMailOff}>
        {t('meetings.mail.states.none')}
      </StateBadge>
    )
  }
  const looks = {
    waiting: { tone: 'waiting', icon: IconClock },
    sent: { tone: 'good', icon: IconCircleCheck },
    failed: { tone: 'bad', icon: IconCircleX },
  } as const
  const word = mail.state === 'waiting' && mail.fault ? 'retrying' : mail.state
  return <StateBadge {...looks[mail.state]}>{t(`meetings.mail.states.${word}`)}</StateBadge>
}

/** Whether it is the address, or something that only an administrator can mend. */
function faultOf(fault: NonNullable<Mail['fault']>): 'address' | 'refused' | 'server' {
  if (fault === 'recipient-refused') return 'address'
  return fault === 'refused' ? 'refused' : 'server'
}
