/** The key that verifies `v1a` signatures: for receivers that would rather hold a public key than a secret. */
import type { Api } from '../api.ts'
import { PublicKey } from '../schemas/web-hook-operations.ts'

export function registerPublicKeyRoute(api: Api, services: { engine: { readonly publicKey: string } }): void {
  api.get(
    '/web-hooks/public-key',
    {
      config: { scope: 'web-hooks:read' },
      schema: {
        operationId: 'getPublicKey',
        tags: ['web hooks'],
        summary: 'The public key of v1a signatures',
        response: { 200: PublicKey },
      },
    },
    async () => ({ publicKey: services.engine.publicKey }),
  )
}
