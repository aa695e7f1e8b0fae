/** Les webhooks et le journal de leurs envois : chargés avec les pages qui les montrent. */
import type { HookWords } from '../words.ts'
import { deliveries } from './deliveries.ts'
import { webHooks } from './web-hooks.ts'

const hooks: HookWords = { deliveries, webHooks }

export default hooks
