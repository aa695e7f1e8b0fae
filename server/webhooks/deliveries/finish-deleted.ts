/** Ends what is still owed to web hooks that were deleted: failed, with that reason, batch by batch. */
import type { Context } from '../../platform/context.ts'
import type { RunResult } from '../../platform/reconciler.ts'
import { finishWithoutCall } from './finish-without-call.ts'

export async function finishDeleted(context: Context): Promise<RunResult> {
  const owed = await context.database.queries
    .selectFrom('web_hooks as h')
    .select('h.id')
    .where('h.deleted_at', 'is not', null)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('deliveries as d')
          .select('d.id')
          .whereRef('d.web_hook_id', '=', 'h.id')
          .where('d.state', '<>', 'sending'),
      ),
    )
    .limit(1)
    .executeTakeFirst()
  if (!owed) return 'done'
  await finishWithoutCall(context, { webHookId: owed.id }, 'The web hook was deleted.')
  return 'more'
}
