/**
 * The bytes of events, as the dispatcher needs them: read in one statement a batch, the latest kept, because an event
 * goes to several web hooks. The statement names the days that the ids lie in, so that only their partitions are
 * looked at; it is planned again each time, because a generic plan would lock every partition there is.
 */
import type { HookName } from '../../../receiver/src/contract/hook-names.ts'
import { binaryArray, UUID } from '../../platform/database/binary-array.ts'
import type { StoredChange } from '../../platform/database/web-hook-tables.ts'
import type { EngineConnection } from '../../platform/database/engine-connection.ts'

/** Of each generation: the younger fills, then replaces the older one. */
const GENERATION_BYTES = 8 * 1024 * 1024

export interface EventBody {
  id: string
  hook: HookName
  /** Null: erased. */
  body: Buffer | null
  sequences: number[]
  occurrence: Date | null
  changes: StoredChange[] | null
}

export interface EventBodies {
  read(ids: string[]): Promise<ReadonlyMap<string, EventBody>>
}

export function createEventBodies(connection: EngineConnection): EventBodies {
  // Two generations instead of deleting the oldest one by one: a map that is deleted from at its front gets slow.
  let young = new Map<string, EventBody>()
  let old = new Map<string, EventBody>()
  let youngBytes = 0

  function keep(event: EventBody) {
    if (youngBytes > GENERATION_BYTES) {
      old = young
      young = new Map()
      youngBytes = 0
    }
    young.set(event.id, event)
    youngBytes += event.body?.length ?? 0
  }

  return {
    async read(ids) {
      const found = new Map<string, EventBody>()
      const missing = new Set<string>()
      for (const id of ids) {
        const event = young.get(id) ?? old.get(id)
        if (event) found.set(id, event)
        else missing.add(id)
      }
      if (missing.size === 0) return found
      const sorted = [...missing].sort()
      const rows = await connection.query<EventBody>({
        text: `select id, hook, body, sequences, occurrence, changes from events
          where id = any ($1::uuid[]) and id between '${sorted[0]}' and '${sorted.at(-1)}'`,
        values: [binaryArray(UUID, sorted, (id) => id)],
      })
      for (const row of rows) {
        found.set(row.id, row)
        keep(row)
      }
      return found
    },
  }
}
