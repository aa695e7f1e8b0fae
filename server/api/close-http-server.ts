/**
 * Ends the HTTP server: no new connections at once; requests in flight get a while to be answered, then their
 * connections are cut. A client of a cut request sends it again, with its Idempotency-Key.
 */
import type { Api } from './api.ts'

const DRAIN_MS = 5_000

export async function closeHttpServer(app: Api, drainMs = DRAIN_MS): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), drainMs)
  try {
    await app.close()
  } finally {
    clearTimeout(cut)
  }
}
