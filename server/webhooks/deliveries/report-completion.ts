/**
 * Tells of what calls led to: the log line that an operator would ask about, also where a web hook's breaker moved (the
 * audit trail and the mails have it from the same transaction), and the other processes where something that was held
 * may go on.
 */
import type { Context } from '../../platform/context.ts'
import type { Completion } from './complete-deliveries.ts'
import type { FinishedCall } from './finished-call.ts'

const TRANSITION_WORDS = {
  opened: 'The web hook fails again and again; its calls are kept, and one at a time is tried',
  'probe-failed': 'The web hook still fails; it is tried less often',
  gone: 'The receiver says that it is gone (410); calls are kept until a person resumes the web hook',
  closed: 'The web hook works again',
} as const

export function reportCompletion(context: Context, completion: Completion, calls: FinishedCall[]): void {
  const { logger, database } = context
  for (const { delivery, hook, verdict, status, durationMs } of calls) {
    const line = {
      delivery: delivery.id,
      event: delivery.event_id,
      webHook: delivery.web_hook_id,
      hook,
      attempt: delivery.attempts,
      status,
      ms: durationMs === null ? undefined : Math.round(durationMs),
    }
    if (verdict.outcome === 'success') logger.debug(line, 'Called the web hook')
    else if (verdict.finalState === 'failed')
      logger.error({ ...line, reason: verdict.reason }, 'Gave up on a web hook call')
    else
      logger.warn(
        { ...line, reason: verdict.reason, retryInMs: verdict.retryInMs },
        'A web hook call failed; it is tried again',
      )
  }
  for (const id of completion.released) database.announcements.publish('deliveries', id)
  for (const { webHookId, transition, flow } of completion.transitions) {
    logger[transition === 'closed' ? 'info' : 'warn'](
      { webHook: webHookId, reason: flow.breaker_reason },
      TRANSITION_WORDS[transition],
    )
    if (transition !== 'probe-failed') database.announcements.publish('web-hooks', webHookId)
  }
}
