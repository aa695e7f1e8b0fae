/**
 * Draws which layer of the server imports from which into ARCHITECTURE.md, from the imports themselves. An arrow that
 * follows from others is left out: what remains is the shortest picture that says the same.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
// @ts-expect-error: a configuration in JavaScript, without types
import { LAYERS } from '../.dependency-cruiser.mjs'

const PAGE = 'ARCHITECTURE.md'
const PICTURE = /(<!-- layers: made by `npm run picture` -->\n)[\s\S]*?(<!-- end of layers -->)/
const layers = Object.entries(LAYERS as Record<string, string>).map(([name, pattern]) => ({
  name,
  pattern: new RegExp(pattern),
}))

/** The layer that a file belongs to; those of the platform are one. */
function layerOf(path: string): string | null {
  if (path.endsWith('.test.ts') || path.startsWith('receiver/src/testing/')) return null
  return layers.find(({ pattern }) => pattern.test(path))?.name.replace(/^platform\/.*/, 'platform') ?? null
}

async function readEdges(): Promise<Map<string, Set<string>>> {
  const { output } = await cruise(['server', 'shared', 'receiver/src'], {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
  })
  const edges = new Map<string, Set<string>>()
  for (const { source, dependencies } of (output as ICruiseResult).modules) {
    const from = layerOf(source)
    for (const { resolved } of dependencies) {
      const to = layerOf(resolved)
      if (from !== null && to !== null && from !== to) edges.set(from, (edges.get(from) ?? new Set()).add(to))
    }
  }
  return edges
}

/** Without the arrows that a longer way says as well. There are no circles. */
function shortest(edges: Map<string, Set<string>>): [string, string][] {
  const reaches = (from: string, to: string): boolean =>
    [...(edges.get(from) ?? [])].some((next) => next === to || reaches(next, to))
  return [...edges]
    .flatMap(([from, targets]) =>
      [...targets]
        .filter((to) => ![...targets].some((other) => other !== to && reaches(other, to)))
        .map((to): [string, string] => [from, to]),
    )
    .toSorted((a, b) => a.join().localeCompare(b.join()))
}

const arrows = shortest(await readEdges()).map(([from, to]) => `  ${from} --> ${to}`)
const picture = ['```mermaid', 'flowchart TD', ...arrows, '```', ''].join('\n')
const page = await readFile(PAGE, 'utf8')
if (!PICTURE.test(page)) throw new Error(`${PAGE} has no place for the picture`)
await writeFile(
  PAGE,
  page.replace(PICTURE, (_whole, begin: string, end: string) => begin + picture + end),
)
