/**
 * The promise that every page's first load stays small, kept by the build itself: it fails where a page needs more
 * than the budget before it can be used. Counted are the entry, the frame around the page, the page's own chunk,
 * everything that they import statically, their style sheets, and the largest language catalogue with the parts of it
 * that the page's route asks for; each compressed with gzip, as a slow proxy would send it.
 *
 * A page is a module below `web/pages` that is imported dynamically.
 */
import { gzipSync } from 'node:zlib'
import type { Plugin, Rolldown } from 'vite'

export const FIRST_LOAD_LIMIT_BYTES = 250_000

const PAGE = /\/web\/pages\/(.+)\.tsx$/
/** Around every page but those of people who are not signed in. */
const FRAME = /\/web\/shell\/app-shell\.tsx$/
const FRAMELESS = /^(sign-in|set-up|room|film|connection-test)\//
const CATALOGUE = /\/web\/i18n\/(\w+)\/index\.ts$/
/** Parts of catalogues, and the pages that need them; see `needWords`. */
const PARTS = [
  [/\/web\/i18n\/\w+\/meetings\.ts$/, /^(home|film|meetings|system\/settings\/meeting-rules)/],
  [/\/web\/i18n\/\w+\/film\.ts$/, /^(film|meetings\/meeting-page)/],
  [/\/web\/i18n\/\w+\/hooks\.ts$/, /^(system\/(web-hooks|deliveries)|meetings\/meeting-page)/],
  [/\/web\/i18n\/\w+\/system\.ts$/, /^(set-up|system\/(?!web-hooks|deliveries))/],
  [/\/web\/i18n\/\w+\/room\.ts$/, /^room\//],
  [/\/web\/i18n\/\w+\/connection\.ts$/, /^connection-test\//],
] as const

export interface PageLoad {
  page: string
  bytes: number
}

type Bundle = Rolldown.OutputBundle
type Chunk = Rolldown.OutputChunk & { viteMetadata?: { importedCss: Set<string> } }

export function checkFirstLoad(limitBytes = FIRST_LOAD_LIMIT_BYTES): Plugin {
  return {
    name: 'check-first-load',
    apply: 'build',
    // After Vite has written the style sheets into the bundle.
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const loads = measureFirstLoads(bundle)
        const tooLarge = loads.filter(({ bytes }) => bytes > limitBytes)
        this.info(`First loads (gzip, at most ${limitBytes}): ${loads.map(describe).join(', ')}`)
        if (tooLarge.length > 0) {
          this.error(
            `These pages load more than ${limitBytes} bytes (gzip) at first: ${tooLarge.map(describe).join(', ')}. ` +
              'Import what is large where it is needed, or split the page.',
          )
        }
      },
    },
  }
}

/** Every page with the bytes of its first load, the largest first. */
export function measureFirstLoads(bundle: Bundle): PageLoad[] {
  const sizes = new Map<string, number>()
  const chunks = Object.values(bundle).filter((output): output is Chunk => output.type === 'chunk')
  const entry = chunks.filter((chunk) => chunk.isEntry)
  const frame = chunks.filter((chunk) => FRAME.test(chunk.facadeModuleId ?? ''))
  const catalogueBytes = largest(CATALOGUE)

  /** Of the languages. */
  function largest(name: RegExp): number {
    const found = chunks.filter((chunk) => name.test(chunk.facadeModuleId ?? ''))
    return Math.max(0, ...found.map((chunk) => weigh([chunk])))
  }

  function wordBytes(page: string): number {
    const parts = PARTS.filter(([, pages]) => pages.test(page))
    return parts.reduce((sum, [part]) => sum + largest(part), catalogueBytes)
  }

  function weigh(roots: Chunk[]): number {
    const files = new Set<string>()
    for (const root of roots) collect(root, files)
    return [...files].reduce((sum, file) => sum + compressedBytes(file), 0)
  }

  function collect(chunk: Chunk, files: Set<string>): void {
    if (files.has(chunk.fileName)) return
    files.add(chunk.fileName)
    for (const file of chunk.viteMetadata?.importedCss ?? []) files.add(file)
    for (const name of chunk.imports) {
      const imported = bundle[name]
      if (imported?.type === 'chunk') collect(imported, files)
    }
  }

  function compressedBytes(file: string): number {
    const known = sizes.get(file)
    if (known !== undefined) return known
    const output = bundle[file]
    const content = output?.type === 'chunk' ? output.code : (output?.source ?? '')
    const bytes = gzipSync(content).byteLength
    sizes.set(file, bytes)
    return bytes
  }

  return chunks
    .flatMap((chunk) => {
      const page = PAGE.exec(chunk.facadeModuleId ?? '')?.[1]
      if (page === undefined) return []
      const around = FRAMELESS.test(page) ? entry : [...entry, ...frame]
      return [{ page, bytes: weigh([...around, chunk]) + wordBytes(page) }]
    })
    .toSorted((a, b) => b.bytes - a.bytes)
}

function describe({ page, bytes }: PageLoad): string {
  return `${page} ${bytes}`
}
