/** Web hooks and the log of their deliveries: loaded with the pages that show them. */
import { deliveries } from './deliveries.ts'
import { webHooks } from './web-hooks.ts'

const hooks = { deliveries, webHooks } as const

export default hooks
