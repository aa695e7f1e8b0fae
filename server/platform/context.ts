/**
 * What operations are given beside their input: the way to the database, to time, to secrets and to what the
 * operator configured. Made once by `start-server`; a test makes its own, with a clock that it moves.
 */
import type { Clock } from './clock.ts'
import type { MergePriority } from './config/environment.ts'
import type { TurnConfig } from './config/media.ts'
import type { Vault } from './settings/secrets.ts'
import type { SettingsStore } from './settings/settings-store.ts'
import type { Database } from './database/database.ts'
import type { Logger } from './logger.ts'

export interface Context {
  readonly database: Database
  readonly settings: SettingsStore
  readonly vault: Vault
  readonly clock: Clock
  readonly logger: Logger
  /** How people reach the server, without a slash at the end; capability URLs begin with it. */
  readonly publicUrl: string
  /** The data folder: documents, recordings and summaries lie under it, and `removed_files` names paths in it. */
  readonly dataDir: string
  /** The mail server, with its credentials; without one nothing is mailed. */
  readonly smtpUrl?: string | null
  /** The address to reach a mail server at that System Configuration names; throws where it may not be reached. */
  readonly vetMailHost?: (hostname: string) => Promise<string>
  /** How much of a busy machine the merge of recordings gets; `lowest` unless said. */
  readonly mergePriority?: MergePriority
  /** Where less is free on the disk of the data folder, nothing is recorded; 1 GiB unless said. */
  readonly recordingFloorBytes?: number
  /** The operator's TURN server; null: none. */
  readonly turn?: TurnConfig | null
}
