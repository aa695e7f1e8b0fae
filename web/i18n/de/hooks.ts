/** Webhooks und das Protokoll ihrer Zustellungen: mit den Seiten geladen, die sie zeigen. */
import type { HookWords } from '../words.ts'
import { deliveries } from './deliveries.ts'
import { webHooks } from './web-hooks.ts'

const hooks: HookWords = { deliveries, webHooks }

export default hooks
