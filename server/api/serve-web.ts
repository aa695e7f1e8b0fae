/**
 * Serves the web app: the files that `npm run build` made in `dist/web`, already compressed, and for every other
 * address that a person opens in a browser `index.html`, so that links into the app work.
 *
 * Files under `/assets` carry a hash of their content in their name and are kept by browsers for a year; `index.html`
 * is never kept: each answer has a fresh nonce, by which the content security policy tells our style elements from
 * planted ones. Scripts are files only. Where the app was not built, the API works all the same and every page says
 * how to build it.
 */
import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from '../platform/context.ts'
import type { Api } from './api.ts'
import type { PageBrand } from './schemas/branding.ts'
import { hasPasswords } from '../accounts/users.ts'
import { isMailConfigured } from '../platform/mail/mail-server.ts'
import { registerBranding } from './serve-branding.ts'

const WEB_FOLDER = fileURLToPath(new URL('../../dist/web/', import.meta.url))
const NONCE_BYTES = 16
const ASSETS_MAX_AGE_SECONDS = 31_536_000
/** What is no page: an unknown address there is answered by the server and not by the app. */
const NOT_PAGES = /^\/(api|assets|branding|problems|docs|\.well-known)(\/|$)/
const NAMES_A_FILE = /\.\w+$/

interface WebApp {
  index: string
  files: ReadonlySet<string>
}

export interface PageFacts {
  /** Name of the OpenID provider that people may sign in by. */
  signInBy: string | null
}

export interface WebOptions extends PageFacts {
  /** Where pages may connect for picture and sound, `ws:` or `wss:`. */
  mediaUrls(): readonly string[]
}

export async function serveWeb(
  app: Api,
  context: Context,
  { signInBy, mediaUrls }: WebOptions,
  folder = WEB_FOLDER,
): Promise<void> {
  registerBranding(app, context)
  const webApp = readWebApp(folder)
  const needsSetUp = lookForSetUp(context)
  if (webApp) await app.register(fastifyStatic, { root: folder, serve: false, preCompressed: true })
  app.get('/*', async (request, reply) => {
    const path = request.url.split('?', 1)[0]!
    if (webApp?.files.has(path)) return sendFile(reply, path)
    if (NOT_PAGES.test(path) || NAMES_A_FILE.test(path) || !wantsPage(request)) {
      reply.callNotFound()
      return reply
    }
    if (!webApp) return sendNotBuilt(reply)
    const standing = { signInBy, needsSetUp: await needsSetUp() }
    return sendIndex(reply, webApp.index, context, standing, mediaUrls())
  })
}

/** What of the page's brand is no setting. */
type Standing = PageFacts & Pick<PageBrand, 'needsSetUp'>

/** Asked for each page until somebody has a password: from then on it is known. */
function lookForSetUp(context: Context): () => Promise<boolean> {
  let isSetUp = false
  return async () => {
    isSetUp ||= await hasPasswords(context.database.queries)
    return !isSetUp
  }
}

/** Null where the app was not built. */
function readWebApp(folder: string): WebApp | null {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
    const files = entries
      .filter((entry) => entry.isFile() && entry.name !== 'index.html')
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length - 1))
    return { index: readFileSync(join(folder, 'index.html'), 'utf8'), files: new Set(files) }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

function wantsPage({ headers }: FastifyRequest): boolean {
  return headers.accept === undefined || /text\/html|\*\/\*/.test(headers.accept)
}

function sendFile(reply: FastifyReply, path: string): FastifyReply {
  const isHashed = path.startsWith('/assets/')
  reply.header(
    'cache-control',
    isHashed ? `public, max-age=${ASSETS_MAX_AGE_SECONDS}, immutable` : 'no-cache',
  )
  return reply.sendFile(path.slice(1), { cacheControl: false })
}

function sendIndex(
  reply: FastifyReply,
  index: string,
  context: Context,
  standing: Standing,
  mediaUrls: readonly string[],
): FastifyReply {
  const { settings, publicUrl } = context
  const nonce = randomBytes(NONCE_BYTES).toString('base64')
  const { productName, language } = settings.current()
  const brand = JSON.stringify(presentBrand(context, standing))
  const page = index
    .replaceAll('__CSP_NONCE__', nonce)
    .replaceAll('simplex Meeting', () => escapeHtml(productName))
    .replace('name="brand" content="{}"', () => `name="brand" content="${escapeHtml(brand)}"`)
    .replace('<html lang="en"', () => `<html lang="${escapeHtml(language)}"`)
  return sendHtml(reply)
    .header('content-security-policy', contentSecurityPolicy(nonce, publicUrl, mediaUrls))
    .header('permissions-policy', 'camera=(self), microphone=(self), display-capture=(self), geolocation=()')
    .header('cross-origin-opener-policy', 'same-origin')
    .send(page)
}

/** What pages show before anybody has signed in, beside the name and the colour. */
function presentBrand(context: Context, { signInBy, needsSetUp }: Standing): PageBrand {
  const { languages, nameBesideLogo } = context.settings.current()
  const { logo, icon } = context.settings.brandImages()
  return {
    languages,
    signInBy,
    needsSetUp,
    mailsLinks: isMailConfigured(context),
    nameBesideLogo,
    logo: logo?.version ?? null,
    icon: icon?.version ?? null,
  }
}

function sendNotBuilt(reply: FastifyReply): FastifyReply {
  return sendHtml(reply)
    .code(503)
    .send(
      '<!doctype html><html lang="en"><meta charset="utf-8"><title>Not built yet</title>' +
        '<h1>The web app has not been built yet</h1><p>The server runs, and its API answers. To build the pages, run ' +
        '<code>npm run build</code> where the server was installed, then start the server again. ' +
        '<code>npm start</code> does both.</p></html>',
    )
}

function sendHtml(reply: FastifyReply): FastifyReply {
  return reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').serializer(String)
}

/** `'self'` alone does not cover web sockets in every browser; LiveKit's client asks by HTTP, too. */
function contentSecurityPolicy(nonce: string, publicUrl: string, mediaUrls: readonly string[]): string {
  const media = mediaUrls.flatMap((url) => [url, url.replace(/^ws/, 'http')])
  const reached = new Set([publicUrl.replace(/^http/, 'ws'), ...media])
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "font-src 'self'",
    `connect-src 'self' ${[...reached].join(' ')}`,
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
