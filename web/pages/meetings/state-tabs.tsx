/** Upcoming, open, past: links, so that each has an address and the browser's back button works. */
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type MeetingState, meetingStates } from '../../api/meetings.ts'
import classes from './state-tabs.module.css'

export function StateTabs({ current, q }: { current: MeetingState; q: string | undefined }) {
  const { t } = useTranslation()
  return (
    <nav aria-label={t('meetings.lists')} className={classes['tabs']}>
      {meetingStates.map((state) => (
        <Link
          key={state}
          to="/meetings"
          search={{ state: state === 'upcoming' ? undefined : state, q }}
          activeOptions={{ exact: true, includeSearch: true }}
          activeProps={{}}
          className={classes['tab']}
          aria-current={state === current ? 'page' : undefined}
        >
          {t(`meetings.tabs.${state}`)}
        </Link>
      ))}
    </nav>
  )
}
