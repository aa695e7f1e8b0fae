/** Ours: the engine as the server runs it, with signatures, API key, address guard, order and log. */
import type { Context } from '../../server/platform/context.ts'
import { recordEvent } from '../../server/webhooks/record-event.ts'
import { type Contender, until, urlOf, WEB_HOOKS } from '../contender.ts'
import { addAccount, addWebHook, openContext, openEngine } from '../open-context.ts'
import { meetingId, meetingPayload } from '../payload.ts'
import { prepareBacklog } from '../prepare-backlog.ts'

/** Apart from the backlog's meetings. */
const FIRST_FRESH_MEETING = 1_000_000_000
/** Fresh events go to one web hook each, as a job of a queue does: every receiver has an account of its own. */
const FRESH_ACCOUNTS = 20

export const simplexMeeting: Contender = {
  needs: 'migrated',
  async prepare({ connectionString, origins, deliveries, shape }) {
    const context = await openContext(connectionString)
    const webHookIds: string[] = []
    for (let i = 0; i < WEB_HOOKS; i++) {
      webHookIds.push(await addWebHook(context, { event: 'onMeetingUpdated', url: urlOf(origins, i) }))
    }
    await prepareBacklog(context.database.pool, { deliveries, shape, webHookIds })
    await addFreshWebHooks(context, origins)
    await context.database.close()
  },
  async start({ connectionString }) {
    const context = await openContext(connectionString)
    const { database, clock } = context
    await database.announcements.start()
    const engine = openEngine(context)
    return {
      work: async () => engine.start(),
      drained: () =>
        until(async () => {
          await engine.dispatcher.settle()
          const { rows } = await database.pool.query('select from deliveries limit 1')
          return rows.length === 0
        }),
      enqueue(number) {
        const meeting = meetingId(FIRST_FRESH_MEETING + number)
        const event = {
          hook: 'onMeetingClosed' as const,
          accountId: accountOf(number % FRESH_ACCOUNTS),
          meetingIds: [meeting],
          payload: meetingPayload(meeting),
        }
        return database.transaction((tx) => recordEvent(tx, clock, event))
      },
      async stop() {
        await engine.stop()
        await database.close()
      },
    }
  },
}

/** Those that `enqueue` calls, one after the other. */
export async function addFreshWebHooks(context: Context, origins: string[]): Promise<void> {
  for (let i = 0; i < FRESH_ACCOUNTS; i++) {
    await addAccount(context, accountOf(i))
    await addWebHook(context, { event: 'onMeetingClosed', url: urlOf(origins, i), accountId: accountOf(i) })
  }
}

function accountOf(number: number): string {
  return meetingId(number + 1)
}
