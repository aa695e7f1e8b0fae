/**
 * The tables as Kysely sees them, a file for each migration. What the columns mean is said where they are made: the
 * comments in `migrations/`.
 */
import type { AccountTables } from './account-tables.ts'
import type { InvitationTables } from './invitation-tables.ts'
import type { MeetingTables } from './meeting-tables.ts'
import type { WebHookTables } from './web-hook-tables.ts'

export type * from './meeting-tables.ts'
export type { DeliveryKind, WarningCode } from './web-hook-tables.ts'

export interface Tables extends AccountTables, InvitationTables, MeetingTables, WebHookTables {}
