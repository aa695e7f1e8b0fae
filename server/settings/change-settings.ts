/**
 * Changes System Configuration. Every process hears of it after the commit and reads the settings again. The product's
 * name is also the white label's.
 *
 * The password for the mail server, and the secret for LiveKit, are stored encrypted. The password belongs to the server that it was given for: with another
 * host or port, or with less encryption on the way there, it is forgotten, so that nobody can have it sent to a server
 * of their own, or read it on the way.
 */
import { sql } from 'kysely'
import { LIVEKIT_SECRET_PLACE, SMTP_PASSWORD_PLACE, type Settings } from '../platform/config/settings.ts'
import type { Context } from '../platform/context.ts'
import { announceOnCommit, type Transaction } from '../platform/database/database.ts'
import { requireInstanceLevel, type Caller } from '../accounts/caller.ts'
import { checkSettings } from './check-settings.ts'
import { recordAudit } from '../accounts/audit.ts'

/** How well a password is protected on its way to the mail server; of two, the smaller one is the weaker. */
const PROTECTION: Record<Settings['smtpSecurity'], number> = { none: 0, optional: 1, starttls: 2, tls: 2 }

export async function changeSettings(
  context: Context,
  caller: Caller,
  patch: Partial<Settings>,
  /** Asked when nobody else can change them; throws where the caller has seen others. */
  requireSeen: () => void = () => {},
): Promise<void> {
  requireInstanceLevel(caller)
  await context.database.transaction(async (tx) => {
    await sql`lock table settings in share row exclusive mode`.execute(tx)
    // Another process may have changed them, and its word of it be still on the way.
    await context.settings.reload()
    requireSeen()
    await applySettings(context, tx, caller, patch)
  })
  await context.settings.reload()
}

/** In the transaction of something larger; the caller reloads the settings after the commit. */
export async function applySettings(
  { settings, vault }: Context,
  tx: Transaction,
  caller: Caller,
  patch: Partial<Settings>,
): Promise<void> {
  const before = settings.current()
  checkSettings(before, patch)
  const names = (Object.keys(patch) as (keyof Settings)[]).filter(
    (name) => JSON.stringify(patch[name]) !== JSON.stringify(before[name]),
  )
  if (names.length === 0) return
  const changes: Partial<Settings> = Object.fromEntries(names.map((name) => [name, patch[name]]))
  if (changes.smtpPassword) changes.smtpPassword = vault.encrypt(changes.smtpPassword, SMTP_PASSWORD_PLACE)
  else if (before.smtpPassword !== '' && endangersPassword(before, changes)) changes.smtpPassword = ''
  if (changes.liveKitApiSecret)
    changes.liveKitApiSecret = vault.encrypt(changes.liveKitApiSecret, LIVEKIT_SECRET_PLACE)
  // With another address the secret came along, or there is no LiveKit any more.
  else if (changes.liveKitUrl !== undefined) changes.liveKitApiSecret = ''
  await settings.change(tx, changes)
  if (patch.productName !== undefined) {
    await tx.updateTable('white_labels').set({ name: patch.productName }).execute()
  }
  await recordAudit(tx, caller, 'settings.changed', 'settings', {
    before: shown(before, Object.keys(changes)),
    after: shown(changes, Object.keys(changes)),
  })
  announceOnCommit(tx, 'settings', 'settings')
}

/** Whether the change would send the stored password elsewhere, or less protected, than it was given for. */
function endangersPassword(
  before: Settings,
  { smtpHost, smtpPort, smtpSecurity = before.smtpSecurity }: Partial<Settings>,
): boolean {
  const isLess = PROTECTION[smtpSecurity] < PROTECTION[before.smtpSecurity]
  return smtpHost !== undefined || smtpPort !== undefined || isLess
}

const SECRETS: readonly string[] = ['smtpPassword', 'liveKitApiSecret']

/** For the audit trail: of a secret only whether there is one. */
function shown(settings: Partial<Settings>, names: string[]): Record<string, unknown> {
  const values = names.map((name): [string, unknown] => {
    const value = settings[name as keyof Settings]
    return [name, SECRETS.includes(name) ? (value ? 'set' : '') : value]
  })
  return Object.fromEntries(values)
}
