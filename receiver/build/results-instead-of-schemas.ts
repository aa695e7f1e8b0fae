/**
 * For bundles that are installed elsewhere: instead of the modules that build schemas with TypeBox, what they build, as
 * plain JSON. Nothing of TypeBox is left in the bundle then.
 */
import type { Plugin } from 'vite'
import { hookSchemas } from '../src/contract/hook-schemas.ts'
import { hookShapes } from '../src/contract/hook-shapes.ts'

export const resultsInsteadOfSchemas: Plugin = {
  name: 'results-instead-of-schemas',
  enforce: 'pre',
  load(id) {
    if (id.endsWith('/contract/hook-shapes.ts')) return shapesAsJson()
    return id.endsWith('/contract/hook-schemas.ts') ? schemasAsJson() : null
  },
}

/** Those of one body are written once. */
function shapesAsJson(): string {
  const texts = [...new Set(Object.values(hookShapes).map((shape) => JSON.stringify(shape)))]
  const constants = texts.map((text, index) => `const shape${index} = ${text}\n`)
  const entries = Object.entries(hookShapes).map(
    ([hook, shape]) => `${hook}: shape${texts.indexOf(JSON.stringify(shape))},`,
  )
  return `${constants.join('')}export const hookShapes = { ${entries.join(' ')} }\n`
}

function schemasAsJson(): string {
  const undescribed = (_key: string, part: unknown) => {
    if (typeof part !== 'object' || part === null || !('description' in part)) return part
    if (typeof part.description !== 'string') return part
    const { description: _, ...rest } = part
    return rest
  }
  return `export const hookSchemas = ${JSON.stringify(hookSchemas, undescribed)}`
}
