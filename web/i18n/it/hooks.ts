/** I webhook e il registro delle loro consegne: caricati con le pagine che li mostrano. */
import type { HookWords } from '../words.ts'
import { deliveries } from './deliveries.ts'
import { webHooks } from './web-hooks.ts'

const hooks: HookWords = { deliveries, webHooks }

export default hooks
