/**
 * Puts what a bench measured into its section of `docs/benchmarks.md`, between `<!-- name -->` and `<!-- /name -->`. The
 * words around it are written by people and stay.
 */
import { readFile, writeFile } from 'node:fs/promises'

const DOCUMENT = new URL('../docs/benchmarks.md', import.meta.url)
const CHART = new URL('../docs/benchmarks.svg', import.meta.url)

export async function writeSection(
  name: 'race' | 'isolation' | 'backlog-growth',
  text: string,
): Promise<void> {
  const document = await readFile(DOCUMENT, 'utf8')
  const [begin, end] = [`<!-- ${name} -->\n`, `<!-- /${name} -->`]
  const from = document.indexOf(begin)
  const to = document.indexOf(end)
  if (from === -1 || to < from) throw new Error(`docs/benchmarks.md has no section ${name}.`)
  await writeFile(
    DOCUMENT,
    `${document.slice(0, from + begin.length)}\n${text.trim()}\n\n${document.slice(to)}`,
  )
}

export async function writeChart(svg: string): Promise<void> {
  await writeFile(CHART, svg)
}
