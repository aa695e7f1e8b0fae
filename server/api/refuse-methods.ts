/**
 * 405 with `Allow` where an address is known and the method is not for it. For each address a route of its own refuses
 * the other methods, so that a word in a path (`/meetings/delete`) is never taken for the id of something
 * (`/meetings/:id`) that has these methods.
 */
import type { Api } from './api.ts'
import { MethodNotAllowed } from './problems.ts'

const EVERYTHING_ELSE = '/*'

/** Called once all routes are registered. */
export function refuseOtherMethods(app: Api): void {
  // After whatever was registered before and is not loaded yet.
  void app.register(async (instance) => {
    const methodsOf = new Map<string, string[]>()
    for (const { url, method } of app.collectedRoutes) {
      if (url !== EVERYTHING_ELSE) methodsOf.set(url, [...(methodsOf.get(url) ?? []), method])
    }
    for (const [url, methods] of methodsOf) {
      const allowed = methods.includes('GET') ? ['HEAD', ...methods] : methods
      const refuse = async () => {
        throw new MethodNotAllowed(allowed.toSorted().join(', '))
      }
      instance.route({
        // Those that Fastify gives to any route; the others it answers by itself with 404.
        method: app.supportedMethods.filter((method) => !allowed.includes(method)),
        url,
        config: { scope: 'public', refusesMethod: true },
        // Before the body is read, which may be anything.
        onRequest: refuse,
        handler: refuse,
      })
    }
  })
}
