/** Deletes meetings, or occurrences of a series, once they can no longer be taken back. */
import i18next from 'i18next'
import { type Change, deleteMeeting, deleteMeetings, type Meeting } from '../../api/meetings.ts'
import { deleteWithUndo } from '../../api/undo.tsx'

/** Of one occurrence that is about to be deleted: its series stays. */
export function heldIdOf(id: string, start: string): string {
  return `${id} ${start}`
}

/** `change`: of a single meeting, which occurrences go. */
export function deleteSoon(meetings: readonly Meeting[], change: Change): void {
  const [first] = meetings
  if (!first) return
  const ids = meetings.map(({ id }) => id)
  if (meetings.length > 1) {
    deleteWithUndo({
      ids,
      message: i18next.t('meetings.delete.several', { count: ids.length }),
      send: (isLeaving) => deleteMeetings(ids, isLeaving),
    })
    return
  }
  const { id, topic } = first
  const isWhole = change.scope === 'series' || change.start === undefined
  deleteWithUndo({
    ids: [isWhole ? id : heldIdOf(id, change.start ?? '')],
    message: i18next.t(`meetings.delete.done.${isWhole ? 'series' : (change.scope ?? 'series')}`, { topic }),
    send: (isLeaving) => deleteMeeting(id, change, isLeaving),
  })
}
