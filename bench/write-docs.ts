/**
 * Puts what a bench measured into its section of `docs/benchmarks.md`, between `<!-- name -->` and `<!-- /name -->`. The
 * words around it are written by people and stay; a section that is not there yet is added, with its title.
 */
import { readFile, writeFile } from 'node:fs/promises'

const DOCUMENT = new URL('../docs/benchmarks.md', import.meta.url)
const TITLES = {
  'as-run': 'As it is run',
  race: 'Beside what a team would build instead',
  isolation: 'Beside a receiver that hangs',
  'backlog-growth': 'With a growing backlog',
} as const

type Section = keyof typeof TITLES

export async function writeSection(name: Section, text: string): Promise<void> {
  const document = await readFile(DOCUMENT, 'utf8').catch(() => '# Benchmarks\n')
  const [begin, end] = [`<!-- ${name} -->\n`, `<!-- /${name} -->`]
  const section = `${begin}\n${text.trim()}\n\n${end}`
  const from = document.indexOf(begin)
  const to = document.indexOf(end)
  const written =
    from === -1 || to < from
      ? `${document.trimEnd()}\n\n## ${TITLES[name]}\n\n${section}\n`
      : document.slice(0, from) + section + document.slice(to + end.length)
  await writeFile(DOCUMENT, written)
}

/** `docs/benchmarks.svg` is the race's. */
export async function writeChart(svg: string, name: Section = 'race'): Promise<void> {
  const file = name === 'race' ? 'benchmarks.svg' : `benchmarks-${name}.svg`
  await writeFile(new URL(file, DOCUMENT), svg)
}
