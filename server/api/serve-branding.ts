/**
 * The white label as the browser sees it, public, since the sign-in page wears it too: `/branding.css` with the accent
 * colour, and the pictures: logo, print logo (for mails) and icon, which is the name's first letter where there is no
 * other. A change shows with the next page; an address that names a picture's version is kept by browsers for a year.
 *
 * An SVG may contain scripts. None runs: pages show it by `<img>`, and for anyone who opens its address the content
 * security policy puts it into a sandbox where nothing is loaded or executed.
 */
import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { findBrandImage } from '../branding/find-brand-image.ts'
import type { BrandImageName } from '../platform/settings/settings-store.ts'
import type { Context } from '../platform/context.ts'
import { brandImageNotFound } from '../branding/delete-brand-image.ts'
import type { Api } from './api.ts'

const ETAG_LENGTH = 16
const MAX_AGE_SECONDS = 31_536_000
const HARMLESS =
  "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'"

export function registerBranding(app: Api, context: Context): void {
  const { settings } = context
  app.get('/branding.css', (request, reply) => {
    const { color } = settings.current()
    return sendText(request, reply, 'text/css; charset=utf-8', `:root { --brand: ${color}; }\n`)
  })

  app.get('/branding/icon', async (request, reply) => {
    if (settings.brandImages().icon) return sendImage(context, request, reply, 'icon')
    const { color, productName } = settings.current()
    return sendText(request, reply, 'image/svg+xml', monogram(color, productName))
  })

  for (const name of ['logo', 'print-logo'] as const) {
    app.get(`/branding/${name}`, (request, reply) => sendImage(context, request, reply, name))
  }
}

async function sendImage(
  { database }: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  name: BrandImageName,
): Promise<FastifyReply> {
  const image = await findBrandImage(database.queries, name)
  if (!image) throw brandImageNotFound(name)
  const etag = `"${image.version}"`
  const isNamed = new URLSearchParams(request.url.split('?')[1]).get('v') === image.version
  reply
    .header('etag', etag)
    .header('cache-control', isNamed ? `public, max-age=${MAX_AGE_SECONDS}, immutable` : 'no-cache')
    .header('content-security-policy', HARMLESS)
  if (request.headers['if-none-match'] === etag) return reply.code(304).send()
  return reply.type(image.mediaType).send(image.bytes)
}

/** The name's first letter on the accent colour. */
function monogram(color: string, productName: string): string {
  const letter = String.fromCodePoint(productName.trim().toUpperCase().codePointAt(0) ?? 0x20)
  const text = letter.replaceAll(/[&<>]/g, '')
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">' +
    `<rect width="64" height="64" rx="14" fill="${color}"/>` +
    '<text x="32" y="45" text-anchor="middle" font-family="system-ui, sans-serif" font-size="38" ' +
    `font-weight="700" fill="${isLight(color) ? '#1b1f24' : '#ffffff'}">${text}</text></svg>`
  )
}

/** By the weights of the eye for red, green and blue. */
function isLight(color: string): boolean {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16))
  return red * 0.299 + green * 0.587 + blue * 0.114 > 160
}

function sendText(request: FastifyRequest, reply: FastifyReply, type: string, text: string): FastifyReply {
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, ETAG_LENGTH)}"`
  reply.header('cache-control', 'no-cache').header('etag', etag)
  if (request.headers['if-none-match'] === etag) return reply.code(304).send()
  return reply.type(type).serializer(String).send(text)
}
