/** How a meeting repeats, in the language of the page; null where it does not. */
import { useTranslation } from 'react-i18next'
import type { Meeting } from '../../api/meetings.ts'
import { locale } from '../../i18n/index.ts'
import { recurrenceWords } from './recurrence-words.ts'

type Repeating = Pick<Meeting, 'recurring' | 'startTime' | 'timezone'>

export function useRecurrenceWords({ recurring, startTime, timezone }: Repeating): string | null {
  const { t } = useTranslation()
  return recurrenceWords({ recurring, start: new Date(startTime), timeZone: timezone }, t, locale())
}
