/** Who is invited. Who came stands in the summary. */
import { Badge, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Meeting } from '../../api/meetings.ts'
import classes from './meeting-page.module.css'
import { Section } from './section.tsx'

export function InviteesSection({ meeting: { invitedParticipants } }: { meeting: Meeting }) {
  const { t } = useTranslation()
  return (
    <Section title={t('meetings.invited')}>
      {invitedParticipants.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('meetings.invitees.none')}
        </Text>
      ) : (
        <ul className={classes['plain']}>
          {invitedParticipants.map(({ name, email, role }) => (
            <li key={email} className={classes['item']}>
              <div>
                <Text size="sm" fw={500}>
                  {name || email}
                </Text>
                {name && (
                  <Text size="xs" c="dimmed">
                    {email}
                  </Text>
                )}
              </div>
              {role === 'host' && (
                <Badge variant="light" color="gray" tt="none">
                  {t('meetings.roles.host')}
                </Badge>
              )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
