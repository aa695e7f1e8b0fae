/** The invitation as text, to be pasted into a mail or a chat. */
import type { TFunction } from 'i18next'
import type { Meeting } from '../../api/meetings.ts'
import { recurrenceWords } from './recurrence-words.ts'

export function invitationText(meeting: Meeting, t: TFunction, locale: string): string {
  const { topic, startTime, endTime, timezone, recurring, meetingId, joinUrl, agenda } = meeting
  const start = new Date(startTime)
  const times = new Intl.DateTimeFormat(locale, { timeZone: timezone, dateStyle: 'full', timeStyle: 'short' })
  const repeats = recurrenceWords({ recurring, start, timeZone: timezone }, t, locale)
  const lines = [
    topic,
    '',
    `${times.formatRange(start, new Date(endTime))} (${timezone})`,
    ...(repeats === null ? [] : [repeats]),
    '',
    t('meetings.invitation.join', { url: joinUrl }),
    t('meetings.invitation.number', { number: meetingId }),
    ...dialIn(meeting, t),
    ...(agenda === '' ? [] : ['', t('meetings.agenda'), agenda]),
  ]
  return lines.join('\n')
}

function dialIn({ isDialin, dialInNumbers, dialInPin }: Meeting, t: TFunction): string[] {
  if (!isDialin || dialInNumbers.length === 0) return []
  const numbers = t('meetings.invitation.telephone', { numbers: dialInNumbers.join(', ') })
  return dialInPin === null ? [numbers] : [numbers, t('meetings.invitation.pin', { pin: dialInPin })]
}
