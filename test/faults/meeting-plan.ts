/**
 * What happens to the meetings of a chaos run: scheduled, updated, closed, deleted (also several at once), drawn from
 * the seed. A meeting's deletion is its last event, so it is planned only for meetings of which nothing is under way.
 */
import type { HookName } from '../../receiver/src/contract/hook-names.ts'
import { objectId } from '../../server/platform/ids.ts'
import type { PlannedEvent } from './check-outcome.ts'
import type { RecordCommand } from './engine-protocol.ts'
import type { Random } from './seeded-random.ts'

const LIVE_MEETINGS = 10
const DELETED_AT_ONCE_LIMIT = 3
/** Bodies are about 1.4 kB, as a meeting's are. */
const FILLER = 'x'.repeat(1_300)

export interface MeetingPlan {
  readonly events: PlannedEvent[]
  /** The next `count` events, to be recorded side by side. */
  next(count: number): { planned: PlannedEvent; command: RecordCommand }[]
}

export function createMeetingPlan(random: Random): MeetingPlan {
  const live = new Set<string>()
  const events: PlannedEvent[] = []

  function event(hook: HookName, meetings: string[]) {
    const payload = { event: events.length, meetings, filler: FILLER }
    const planned = {
      event: events.length,
      hook,
      meetings,
      body: JSON.stringify(payload),
      acknowledgedAs: null,
    }
    events.push(planned)
    return { planned, command: { hook, meetings, payload } }
  }

  function draw(touched: Set<string>) {
    const free = [...live].filter((meeting) => !touched.has(meeting))
    const does = random.weighted([
      [live.size < LIVE_MEETINGS ? 2 : 0.2, 'schedule'],
      [5, 'update'],
      [1, 'close'],
      [free.length > LIVE_MEETINGS / 2 ? 1 : 0, 'delete'],
    ] as const)
    if (does === 'schedule' || live.size === 0) {
      const meeting = objectId(new Date())
      live.add(meeting)
      return event('onMeetingScheduled', [meeting])
    }
    if (does === 'delete') {
      const gone = free.slice(0, 1 + random.integer(DELETED_AT_ONCE_LIMIT))
      for (const meeting of gone) live.delete(meeting)
      return event('onMeetingDeleted', gone)
    }
    return event(does === 'update' ? 'onMeetingUpdated' : 'onMeetingClosed', [random.pick([...live])])
  }

  return {
    events,
    next(count) {
      const touched = new Set<string>()
      return Array.from({ length: count }, () => {
        const drawn = draw(touched)
        for (const meeting of drawn.command.meetings) touched.add(meeting)
        return drawn
      })
    },
  }
}
