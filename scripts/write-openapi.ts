/** Writes `openapi.json` from the routes. Run it after a route or a schema has changed; a test notices if you forget. */
import { writeFile } from 'node:fs/promises'
import { writeApiDescription } from '../server/api/write-api-description.ts'

await writeFile(new URL('../openapi.json', import.meta.url), await writeApiDescription())
