/** What is wrong with the instance, worst first: what it is, what to do, and where. */
import { Text, Title } from '@mantine/core'
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react'
import type { TFunction } from 'i18next'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Health, Trouble } from '../../../api/health.ts'
import { TextLink } from '../../../components/links.tsx'
import { absolute } from '../../../components/local-time.tsx'
import { byteWords } from '../../meetings/byte-words.ts'
import classes from './health-page.module.css'

export function TroubleList({ health: { troubles, mail } }: { health: Health }) {
  const { t } = useTranslation()
  return troubles.map((trouble) => {
    const { code, severity } = trouble
    const Icon = severity === 'bad' ? IconAlertTriangle : IconInfoCircle
    return (
      <section key={code} className={classes['trouble']} data-state={severity}>
        <Title order={2} size="h3">
          <Icon size={20} aria-hidden />
          {t(`health.troubles.${code}`, { subject: subjectOf(trouble) })}
        </Title>
        <Text size="sm" maw={720}>
          {nextStep(trouble, t)}
        </Text>
        {code === 'mail-failing' && (
          <Text size="sm">
            {t('settings.mailTest.answer')} ({mail.server}): {mail.answer}
          </Text>
        )}
        <Where code={code} />
      </section>
    )
  })
}

/** In the reader's units. */
function subjectOf({ code, subject }: Trouble): string {
  if (code === 'disk-full' || code === 'disk-low') return byteWords(Number(subject))
  return code === 'queue-old' ? absolute(new Date(subject)) : subject
}

const faults = [
  'unreachable',
  'refused-address',
  'timeout',
  'tls',
  'authentication',
  'sender-refused',
  'recipient-refused',
  'refused',
] as const

function nextStep({ code, subject }: Trouble, t: TFunction): string {
  if (code !== 'mail-failing') return t(`health.next.${code}`, { subject })
  return t(`settings.mailTest.faults.${faults.find((fault) => fault === subject) ?? 'refused'}`)
}

function Where({ code }: { code: Trouble['code'] }): ReactNode {
  const { t } = useTranslation()
  switch (code) {
    case 'mail-failing':
    case 'mail-not-configured':
    case 'mails-old':
      return (
        <TextLink to="/system/mail" size="sm">
          {t('health.toMail')}
        </TextLink>
      )
    case 'mails-failed':
      return (
        <TextLink to="/meetings" size="sm">
          {t('home.allMeetings')}
        </TextLink>
      )
    case 'web-hooks-failing':
    case 'web-hooks-stopped':
      return (
        <TextLink to="/system/web-hooks" size="sm">
          {t('health.toWebHooks')}
        </TextLink>
      )
    case 'queue-old':
      return (
        <TextLink to="/system/deliveries" size="sm">
          {t('health.toDeliveries')}
        </TextLink>
      )
    case 'disk-low':
    case 'disk-full':
      return (
        <TextLink to="/system/recording" size="sm">
          {t('health.toRecording')}
        </TextLink>
      )
    default:
      return null
  }
}
