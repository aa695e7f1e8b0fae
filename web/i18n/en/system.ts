/** What only pages of System Configuration say, and the first run: loaded with them. */
import { accounts, apiKeys, audit, health, quality, users } from './administration.ts'
import { settings } from './settings.ts'

const system = { accounts, apiKeys, audit, health, quality, settings, users } as const

export default system
