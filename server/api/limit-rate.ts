/**
 * How often one network may ask for what needs no credentials, or is work. Every answer says what is left
 * (`RateLimit-Limit`, `-Remaining`, `-Reset`); beyond the limit it is 429 with `Retry-After`.
 */
import rateLimit from '@fastify/rate-limit'
import { TooManyRequests } from '../accounts/authentication-errors.ts'
import { clientNetwork } from '../platform/client-network.ts'
import type { Api } from './api.ts'

const MINUTE_MS = 60_000

/** @param register registers the routes that share the limit @param message says of what there are too many */
export function limitRate(
  api: Api,
  perMinute: number,
  message: string,
  register: (limited: Api) => void,
): void {
  void api.register(async (limited) => {
    await limited.register(rateLimit, {
      max: perMinute,
      timeWindow: MINUTE_MS,
      enableDraftSpec: true,
      keyGenerator: ({ ip }) => clientNetwork(ip),
      errorResponseBuilder: (_request, { max, ttl }) =>
        new TooManyRequests(
          'too-many-requests',
          `${message} Try again in a moment.`,
          max,
          Math.ceil(ttl / 1000),
        ),
    })
    register(limited)
  })
}
