/** What only pages of System Configuration say, and the first run: loaded with them. */
import type { SystemWords } from '../words.ts'
import { accounts, apiKeys, audit, health, quality, users } from './administration.ts'
import { settings } from './settings.ts'

const system: SystemWords = { accounts, apiKeys, audit, health, quality, settings, users }

export default system
