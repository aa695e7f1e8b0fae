/**
 * Builds the documentation into `dist/docs`: each page as HTML and as Markdown, an index for the search, `llms.txt`,
 * and what pages offer for download (the receiver package, the command line, one file each for Python and PHP). Static
 * files that the server sends under `/docs`; nothing in them leads to another machine but links that are followed.
 *
 * `https://meet.example.com` stands for the server: it puts its own address there when it sends a page.
 *
 * Own, because the usual generators are larger than this server: what is hard, reading Markdown, colouring code and
 * searching, is done by libraries.
 */
import { execFile } from 'node:child_process'
import { cp, mkdir, readFile, rename, rm, writeFile, readdir } from 'node:fs/promises'
import { dirname, join, posix } from 'node:path'
import { promisify } from 'node:util'
import MiniSearch from 'minisearch'
import { build } from 'vite'
import { searchOptions } from '../../web/documentation/search-options.ts'
import { expand } from './expand.ts'
import { escapeHtml, type RenderedPage, renderPage } from './render.ts'
import { chapters, type Chapter, type PageSource } from './site.ts'

const ROOT = join(import.meta.dirname, '../..')
const BASE = '/docs/'
const EXAMPLE_SERVER = 'https://meet.example.com'
const PACKAGES = ['receiver', 'cli']
const SINGLE_FILES = [
  'receiver/python/simplex_meeting_receiver.py',
  'receiver/php/SimplexMeetingReceiver.php',
]

interface Page extends PageSource, RenderedPage {
  readonly markdown: string
}
interface BuiltChapter {
  readonly title: string
  readonly pages: readonly Page[]
}

/** @throws where a page names what does not exist */
export async function buildDocs(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true })
  const built = await readChapters(chapters())
  const pages = built.flatMap((chapter) => chapter.pages)
  for (const page of pages) {
    await write(folder, `${page.path}.html`, frame(built, page))
    await write(folder, `${page.path}.md`, page.markdown)
  }
  await write(folder, '404.html', frame(built, notFoundPage))
  await write(folder, 'search.json', JSON.stringify(searchIndex(pages)))
  await write(folder, 'llms.txt', listPages(built))
  await buildScript(folder)
  await makeDownloads(join(folder, 'downloads'))
}

async function readChapters(sources: readonly Chapter[]): Promise<BuiltChapter[]> {
  const paths = new Map(sources.flatMap(({ pages }) => pages.map(({ file, path }) => [file, path])))
  const read = async (source: PageSource): Promise<Page> => {
    const text = expand(source.text ?? (await readFile(join(ROOT, source.file), 'utf8')))
    const resolve = (ending: string) => (href: string) => resolveLink(source, href, paths, ending)
    const markdown = text.replaceAll(/\]\(([^)\s]+)\)/g, (link, href: string) => {
      const target = resolve('.md')(href)
      return target === null ? link : `](${target})`
    })
    return { ...source, ...renderPage(text, resolve('')), markdown }
  }
  return Promise.all(
    sources.map(async ({ title, pages }) => ({ title, pages: await Promise.all(pages.map(read)) })),
  )
}

/** Null for what stands in the repository and not on the site. */
function resolveLink(
  { file }: PageSource,
  href: string,
  paths: ReadonlyMap<string, string>,
  ending: string,
): string | null {
  if (/^(https?:|#)/.test(href)) return href
  if (href.startsWith('/')) return href.startsWith(BASE) ? href.replace(/\.md(?=#|$)/, ending) : href
  const [path, anchor] = href.split('#') as [string, string?]
  const target = posix.join(posix.dirname(file), path)
  if (SINGLE_FILES.includes(target)) return `${BASE}downloads/${posix.basename(target)}`
  const page = paths.get(target)
  return page === undefined ? null : `${BASE}${page}${ending}${anchor ? `#${anchor}` : ''}`
}

const notFoundPage: Page = {
  path: '404',
  file: '',
  markdown: '',
  title: 'There is no such page',
  summary: '',
  sections: [],
  html: '<h1>There is no such page</h1><p>The address is wrong, or the page has moved. The search and the menu know all pages.</p>',
}

function frame(built: readonly BuiltChapter[], page: Page): string {
  const menu = built
    .map(({ title, pages }) => {
      const links = pages.map((other) => {
        const current = other.path === page.path ? ' aria-current="page"' : ''
        return `<li><a href="${addressOf(other)}"${current}>${escapeHtml(other.title)}</a></li>`
      })
      return `<h2>${title}</h2><ul>${links.join('')}</ul>`
    })
    .join('')
  const inside = page.sections.filter(({ level }) => level === 2)
  const contents = inside.map(
    ({ anchor, heading }) => `<li><a href="#${anchor}">${escapeHtml(heading)}</a></li>`,
  )
  const onThisPage = `<aside aria-label="On this page"><h2>On this page</h2><ul>${contents.join('')}</ul></aside>`
  const source = page.markdown
    ? `<p class="source"><a href="${BASE}${page.path}.md">This page as Markdown</a></p>`
    : ''
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="${escapeHtml(page.summary)}">
<title>${escapeHtml(page.title)} · Documentation</title>
<link rel="stylesheet" href="/branding.css">
<link rel="stylesheet" href="${BASE}site.css">
<script src="/color-scheme.js"></script>
<script type="module" src="${BASE}site.js"></script>
</head>
<body>
<a class="skip" href="#page">Skip to the page</a>
<header>
<button type="button" class="menu" popovertarget="menu">Menu</button>
<a class="home" href="${BASE}">Documentation</a>
<select id="scheme" aria-label="Appearance" hidden>
<option value="auto">System</option><option value="light">Light</option><option value="dark">Dark</option>
</select>
<search><input type="search" id="search" placeholder="Search" aria-label="Search the documentation" autocomplete="off"><div id="results" role="status" hidden></div></search>
</header>
<div class="columns">
<nav id="menu" popover aria-label="Pages">${menu}</nav>
<main id="page" tabindex="-1">
${page.html}${source}
</main>
${contents.length > 1 ? onThisPage : ''}
</div>
</body>
</html>
`
}

function addressOf({ path }: PageSource): string {
  return path === 'index' ? BASE : BASE + path
}

function searchIndex(pages: readonly Page[]): MiniSearch {
  const index = new MiniSearch(searchOptions)
  for (const page of pages) {
    index.addAll(
      page.sections.map(({ anchor, heading, text }) => ({
        id: addressOf(page) + (anchor && `#${anchor}`),
        page: page.title,
        heading,
        text,
      })),
    )
  }
  return index
}

function listPages(built: readonly BuiltChapter[]): string {
  const lists = built.map(({ title, pages }) => {
    const links = pages.map(
      ({ path, title: name, summary }) => `- [${name}](${EXAMPLE_SERVER}${BASE}${path}.md): ${summary}`,
    )
    return `## ${title}\n\n${links.join('\n')}`
  })
  const about =
    'A meeting server that calls web hooks when something happens to a meeting. This is its documentation for those ' +
    'who write a service that listens, or that uses its REST API.'
  return `# simplex Meeting\n\n> ${about}\n\nThe API as OpenAPI 3.1: ${EXAMPLE_SERVER}/api/v1/openapi.json. The web hooks as AsyncAPI 3: ${EXAMPLE_SERVER}/asyncapi.json.\n\n${lists.join('\n\n')}\n`
}

function buildScript(folder: string): Promise<unknown> {
  return build({
    configFile: false,
    root: join(ROOT, 'web/documentation'),
    logLevel: 'warn',
    build: {
      outDir: folder,
      emptyOutDir: false,
      target: 'es2023',
      cssTarget: ['chrome123', 'firefox128', 'safari18'],
      rolldownOptions: {
        input: join(ROOT, 'web/documentation/site.ts'),
        output: { entryFileNames: 'site.js', assetFileNames: 'site[extname]' },
      },
    },
  })
}

/** Where development packages are not installed, the packages cannot be made, and the rest is there all the same. */
async function makeDownloads(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  for (const file of SINGLE_FILES) await cp(join(ROOT, file), join(folder, posix.basename(file)))
  for (const name of PACKAGES) {
    try {
      await promisify(execFile)('npm', ['pack', '--pack-destination', folder], { cwd: join(ROOT, name) })
    } catch (error) {
      console.error(`The package ${name} is not among the downloads of the documentation: ${String(error)}`)
    }
  }
  for (const file of await readdir(folder)) {
    // The newest is always at the same address.
    if (file.endsWith('.tgz'))
      await rename(join(folder, file), join(folder, file.replace(/-\d.*(?=\.tgz)/, '')))
  }
}

async function write(folder: string, path: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true })
  await writeFile(join(folder, path), text)
}
