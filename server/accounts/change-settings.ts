/**
 * Changes System Configuration. Every process hears of it after the commit and reads the settings anew. The product's
 * name is also the white label's.
 */
import { isTimeZone } from '../recurrence/time-zone.ts'
import type { Settings } from '../config/settings.ts'
import type { Context } from '../context.ts'
import { announceOnCommit, type Transaction } from '../database/database.ts'
import { invalid } from '../errors.ts'
import { requireInstanceLevel, type Caller } from './caller.ts'
import { recordAudit } from './record-audit.ts'

export async function changeSettings(
  context: Context,
  caller: Caller,
  patch: Partial<Settings>,
): Promise<void> {
  requireInstanceLevel(caller)
  await context.database.transaction((tx) => applySettings(context, tx, caller, patch))
  await context.settings.reload()
}

/** In the transaction of something larger; the caller reloads the settings after the commit. */
export async function applySettings(
  { settings }: Context,
  tx: Transaction,
  caller: Caller,
  patch: Partial<Settings>,
): Promise<void> {
  if (patch.timezone !== undefined && !isTimeZone(patch.timezone)) {
    throw invalid('/timezone', 'Must be the IANA name of a time zone, such as Europe/Zurich.')
  }
  if (patch.productName !== undefined && patch.productName.trim() === '') {
    throw invalid('/productName', 'Must not be empty.')
  }
  const before = settings.current()
  const names = (Object.keys(patch) as (keyof Settings)[]).filter(
    (name) => JSON.stringify(patch[name]) !== JSON.stringify(before[name]),
  )
  const changes = Object.fromEntries(names.map((name) => [name, patch[name]]))
  if (names.length === 0) return
  await settings.change(tx, changes)
  if (patch.productName !== undefined) {
    await tx.updateTable('white_labels').set({ name: patch.productName }).execute()
  }
  await recordAudit(tx, caller, 'settings.changed', 'settings', {
    before: Object.fromEntries(names.map((name) => [name, before[name]])),
    after: changes,
  })
  announceOnCommit(tx, 'settings', 'settings')
}
