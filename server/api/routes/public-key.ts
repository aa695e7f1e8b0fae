/**
 * The key that verifies `v1a` signatures, for receivers that would rather hold a public key than a secret. Public, as
 * its name says: a receiver has no credentials of ours, and fetches it once or whenever a signature does not verify.
 */
import type { Api } from '../api.ts'
import { PublicKey } from '../schemas/web-hook-operations.ts'

export function registerPublicKeyRoute(api: Api, services: { engine: { readonly publicKey: string } }): void {
  api.get(
    '/web-hooks/public-key',
    {
      config: { scope: 'public' },
      schema: {
        operationId: 'getPublicKey',
        tags: ['web hooks'],
        summary: 'The public key of v1a signatures',
        description:
          'The Ed25519 key of this server, for all web hooks with `signedAsymmetrically`. It stays the same as long as ' +
          'SECRET_KEY does.',
        response: { 200: PublicKey },
      },
    },
    async () => ({ publicKey: services.engine.publicKey }),
  )
}
