/**
 * Stores a batch of outcomes so that one that cannot be stored does not stop the others.
 *
 * Almost always the batch goes in whole. Where the database refuses it because of what stands in a row, the batch is
 * halved until the row is found. Its outcome is then stored without what came from outside (headers, body, address),
 * and the log says why. Where even that is refused, the delivery stays with its lease: it is taken over when the lease
 * ends, and set aside when that has happened too often (`judge-call`).
 *
 * Where nothing at all can be stored, no single row is at fault (a missing partition, for instance): the error is
 * thrown, and the caller keeps the batch and comes again, as it does when the database is away.
 */
import pg from 'pg'
import type { EngineConnection } from '../../platform/database/engine-connection.ts'
import { completeDeliveries, type ClaimNext, type Completion } from './complete-deliveries.ts'
import type { FinishedCall } from './finished-call.ts'

/** Of SQLSTATE: data exceptions, violated constraints, limits of the program, errors raised by triggers. */
const ROW_FAULTS = /^(22|23|54|P0)/

interface UnstorableOutcome {
  call: FinishedCall
  error: unknown
}

export interface StoredOutcomes extends Completion {
  /** Stored without headers, body and address. */
  cutShort: UnstorableOutcome[]
  /** Not stored; their leases stay. */
  left: UnstorableOutcome[]
}

/** Parameters as of `completeDeliveries`; nothing is claimed besides where the batch had to be halved. */
export async function storeOutcomes(
  connection: EngineConnection,
  calls: FinishedCall[],
  emptyLeases: string[],
  now: Date | null,
  next: ClaimNext | null = null,
): Promise<StoredOutcomes> {
  try {
    const completion = await completeDeliveries(connection, calls, emptyLeases, now, next)
    return { ...completion, cutShort: [], left: [] }
  } catch (error) {
    if (!isRowFault(error)) throw error
    return storeInParts(connection, calls, emptyLeases, now)
  }
}

async function storeInParts(
  connection: EngineConnection,
  calls: FinishedCall[],
  emptyLeases: string[],
  now: Date | null,
): Promise<StoredOutcomes> {
  const stored: StoredOutcomes = { released: [], transitions: [], claim: null, cutShort: [], left: [] }

  async function complete(part: FinishedCall[], leases: string[] = []): Promise<void> {
    const { released, transitions } = await completeDeliveries(connection, part, leases, now)
    stored.released.push(...released)
    stored.transitions.push(...transitions)
  }

  async function storePart(part: FinishedCall[]): Promise<void> {
    try {
      await complete(part)
    } catch (error) {
      if (!isRowFault(error)) throw error
      const half = Math.ceil(part.length / 2)
      if (part.length === 1) await storeCutShort(part[0]!, error)
      else for (const smaller of [part.slice(0, half), part.slice(half)]) await storePart(smaller)
    }
  }

  async function storeCutShort(call: FinishedCall, cause: unknown): Promise<void> {
    try {
      await complete([cutShort(call, cause)])
      stored.cutShort.push({ call, error: cause })
    } catch (error) {
      if (!isRowFault(error)) throw error
      stored.left.push({ call, error })
    }
  }

  await storePart(calls)
  if (stored.left.length === calls.length) throw stored.left[0]!.error
  const kept = new Set(stored.left.map(({ call }) => call.leaseToken))
  await complete(
    [],
    emptyLeases.filter((token) => !kept.has(token)),
  )
  stored.released = [...new Set(stored.released)]
  return stored
}

/** What was encoded for the database and did not fit is a row's fault as well. */
function isRowFault(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return ROW_FAULTS.test(error.code ?? '')
  return error instanceof RangeError || error instanceof TypeError
}

function cutShort(call: FinishedCall, error: unknown): FinishedCall {
  const { outcome, finalState } = call.verdict
  const what = outcome === 'success' ? 'The call was delivered' : 'The call failed'
  const why = error instanceof Error ? error.message : String(error)
  const giveUp = finalState === 'failed' ? ' It was the last try.' : ''
  return {
    ...call,
    address: null,
    requestHeaders: null,
    responseHeaders: null,
    responseBody: null,
    truncated: false,
    verdict: {
      ...call.verdict,
      reason: `${what}, but its answer could not be stored: ${printable(why)}.${giveUp}`,
    },
  }
}

function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, ' ').slice(0, 300)
}
