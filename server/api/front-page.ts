/**
 * What a browser sees that opens the server's address: that it runs, where its API is, and how the one-time link of
 * the first administrator is used. Static, without script; everything else is the API.
 */
import type { FastifyReply } from 'fastify'
import type { Context } from '../context.ts'
import type { Api } from './http-server.ts'

export function registerFrontPage(app: Api, { settings, publicUrl }: Context): void {
  const page = (heading: string, text: string) =>
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escapeHtml(heading)}</title>` +
    `<h1>${escapeHtml(heading)}</h1>${text}</html>`
  const send = (reply: FastifyReply, html: string) =>
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').serializer(String).send(html)

  app.get('/', (_request, reply) =>
    send(
      reply,
      page(
        settings.current().productName,
        `<p>The server runs. Its API answers at <code>${escapeHtml(publicUrl)}/api/v1</code>, described by ` +
          '<a href="/api/v1/openapi.json">openapi.json</a>.</p>',
      ),
    ),
  )

  app.get('/set-up/:token', (_request, reply) =>
    send(
      reply,
      page(
        'One-time link',
        '<p>This link sets a password once. Send it to the API, with the token that is the last part of this address:</p>' +
          `<pre>curl -X POST ${escapeHtml(publicUrl)}/api/v1/set-up/TOKEN \\\n  -H 'Content-Type: application/json' ` +
          `-d '{ "email": "…", "password": "…" }'</pre>`,
      ),
    ),
  )
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
