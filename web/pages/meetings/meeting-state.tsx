/** Where a meeting is between scheduled and closed. */
import { IconCalendar, IconCircleCheck, IconDoor, IconUsers } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Meeting } from '../../api/meetings.ts'
import { StateBadge } from '../../components/state-badge.tsx'

type Shown = Pick<Meeting, 'isActive' | 'isClosed' | 'isOpen'>

export function MeetingState({ meeting: { isActive, isClosed, isOpen } }: { meeting: Shown }) {
  const { t } = useTranslation()
  if (isClosed) {
    return (
      <StateBadge tone="quiet" icon={IconCircleCheck}>
        {t('meetings.states.closed')}
      </StateBadge>
    )
  }
  if (isActive) {
    return (
      <StateBadge tone="good" icon={IconUsers}>
        {t('meetings.states.active')}
      </StateBadge>
    )
  }
  return isOpen ? (
    <StateBadge tone="active" icon={IconDoor}>
      {t('meetings.states.open')}
    </StateBadge>
  ) : (
    <StateBadge tone="waiting" icon={IconCalendar}>
      {t('meetings.states.upcoming')}
    </StateBadge>
  )
}
