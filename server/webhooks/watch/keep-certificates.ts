/**
 * Keeps until when receivers' certificates are valid, so that somebody is warned before calls fail. What sockets saw is
 * gathered in memory and written now and then: what a crash forgets is seen again at the next handshake. The row of an
 * origin is written only where the certificate is another one.
 */
import { sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import type { Validity } from '../http/tls-state.ts'

/** As many receivers as there may be web hooks, and a few that were tried out. */
const SEEN_LIMIT = 1_000

export interface Certificates {
  saw(origin: string, validity: Validity): void
  /** Writes down what was seen since the last time. */
  keep(): Promise<void>
}

export function createCertificates({ database }: Pick<Context, 'database'>): Certificates {
  let seen = new Map<string, Validity>()

  return {
    saw(origin, validity) {
      if (seen.size < SEEN_LIMIT || seen.has(origin)) seen.set(origin, validity)
    },
    async keep() {
      if (seen.size === 0) return
      const written = seen
      seen = new Map()
      const validities = [...written.values()]
      try {
        await sql`
          update origins o set certificate_valid_from = s.valid_from, certificate_valid_to = s.valid_to
          from unnest(${[...written.keys()]}::text[], ${validities.map(({ from }) => from)}::timestamptz[],
            ${validities.map(({ to }) => to)}::timestamptz[]) as s (origin, valid_from, valid_to)
          where o.origin = s.origin
            and (o.certificate_valid_from, o.certificate_valid_to) is distinct from (s.valid_from, s.valid_to)`.execute(
          database.queries,
        )
      } catch (error) {
        seen = new Map([...written, ...seen])
        throw error
      }
    },
  }
}
