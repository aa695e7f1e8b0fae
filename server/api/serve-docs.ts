/**
 * Serves the documentation under `/docs`: the files that `npm run build` made in `dist/docs`, to anybody. Pages stand
 * at their name without ending, and with `.md` as Markdown. Where they say `https://meet.example.com`, this server's
 * own address is put, so that what is copied works.
 *
 * The files are few and small, and are kept in memory; each is compressed when it is first asked for.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { NotFound } from '../platform/errors.ts'
import type { Context } from '../platform/context.ts'
import type { Api } from './api.ts'
import { isKnown } from './byte-range.ts'

const DOCS_FOLDER = fileURLToPath(new URL('../../dist/docs/', import.meta.url))
const EXAMPLE_SERVER = 'https://meet.example.com'
/** Below this a packet is saved by nothing. */
const COMPRESSED_FROM_BYTES = 1024
const BROTLI_QUALITY = 5

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.py': 'text/x-python; charset=utf-8',
  '.php': 'application/x-php; charset=utf-8',
  '.tgz': 'application/gzip',
}

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

interface DocsFile {
  readonly mediaType: string
  readonly bytes: Buffer
  readonly etag: string
  compressed: Promise<Buffer> | null
}

export function serveDocs(app: Api, { publicUrl }: Context, folder = DOCS_FOLDER): void {
  const files = readFiles(folder, publicUrl)
  const answer = async (request: FastifyRequest, reply: FastifyReply) => {
    const path = request.url.split('?', 1)[0]!.replace(/^\/docs\/?/, '')
    const file = files.get(path || 'index.html') ?? files.get(`${path}.html`)
    if (file && path !== '404') return send(request, reply, file)
    const notFound = files.get('404.html')
    if (notFound && /text\/html/.test(request.headers.accept ?? ''))
      return send(request, reply.code(404), notFound)
    throw new NotFound('no-such-route', 'There is no such page in the documentation.')
  }
  app.get('/docs', answer)
  app.get('/docs/*', answer)
}

/** Empty where the documentation was not built. */
function readFiles(folder: string, publicUrl: string): ReadonlyMap<string, DocsFile> {
  const files = new Map<string, DocsFile>()
  for (const path of listFiles(folder)) {
    const mediaType = MEDIA_TYPES[extname(path)]
    if (!mediaType) continue
    const raw = readFileSync(join(folder, path))
    const isText = mediaType.startsWith('text/')
    const bytes = isText ? Buffer.from(raw.toString().replaceAll(EXAMPLE_SERVER, () => publicUrl)) : raw
    // Weak when it is sent, because the bytes differ where they are compressed.
    const etag = `"${createHash('sha256').update(bytes).digest('base64url')}"`
    files.set(path, { mediaType, bytes, etag, compressed: null })
  }
  return files
}

function listFiles(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

async function send(request: FastifyRequest, reply: FastifyReply, file: DocsFile): Promise<FastifyReply> {
  reply.headers({
    'content-type': file.mediaType,
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'cache-control': 'no-cache',
    vary: 'accept-encoding',
    etag: `W/${file.etag}`,
  })
  if (reply.statusCode === 200 && isKnown(request.headers['if-none-match'], file.etag))
    return reply.code(304).removeHeader('content-type').send()
  return reply.send(await encode(request, reply, file))
}

async function encode(request: FastifyRequest, reply: FastifyReply, file: DocsFile): Promise<Buffer> {
  const understands = /\bbr\b/.test(request.headers['accept-encoding'] ?? '')
  if (!understands || file.mediaType === 'application/gzip' || file.bytes.byteLength < COMPRESSED_FROM_BYTES)
    return file.bytes
  file.compressed ??= promisify(brotliCompress)(file.bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY },
  })
  reply.header('content-encoding', 'br')
  return file.compressed
}
