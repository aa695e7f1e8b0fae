/** What deleting meetings will cause, in sentences. */
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Change, Meeting } from '../../api/meetings.ts'

export function useConsequences(meetings: readonly Meeting[], change: Change): string[] {
  const { t } = useTranslation()
  const { scope = 'series' } = change
  const [first] = meetings
  const isPart = meetings.length === 1 && first?.isRecurring === true && scope !== 'series'
  return isPart ? causesOfPart(first, scope, t) : causesOfWhole(meetings, t)
}

function causesOfPart(meeting: Meeting, scope: 'occurrence' | 'following', t: TFunction): string[] {
  return [
    t(`meetings.delete.part.${scope}`),
    ...(meeting.isActive ? [t('meetings.delete.inside')] : []),
    ...invitedTold([meeting], t),
    t('common.canUndo'),
  ]
}

function causesOfWhole(meetings: readonly Meeting[], t: TFunction): string[] {
  const series = meetings.filter(({ isRecurring }) => isRecurring).length
  const open = meetings.filter(({ isOpen }) => isOpen)
  return [
    t('meetings.delete.hook', { count: meetings.length }),
    ...(open.some(({ isActive }) => isActive) ? [t('meetings.delete.inside')] : []),
    ...(open.some(({ isActive }) => !isActive) ? [t('meetings.delete.used')] : []),
    ...(series > 0 ? [t('meetings.delete.wholeSeries', { count: series })] : []),
    t('meetings.delete.belongings'),
    ...invitedTold(meetings, t),
    t('common.canUndo'),
  ]
}

/** Nobody is told that something is called off which has taken place. */
function invitedTold(meetings: readonly Meeting[], t: TFunction): string[] {
  const count = meetings
    .filter(({ isClosed }) => !isClosed)
    .reduce((sum, { invitedParticipants }) => sum + invitedParticipants.length, 0)
  return count === 0 ? [] : [t('meetings.delete.invited', { count })]
}
