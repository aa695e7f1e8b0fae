/**
 * Writes `openapi.json` from the routes, and `asyncapi.json` and `postman.json` with it, so that none falls behind. Run
 * it after a route or a schema has changed; a test notices if you forget.
 */
import { writeFile } from 'node:fs/promises'
import { writeDescriptions } from '../server/api/write-descriptions.ts'

for (const [file, text] of Object.entries(await writeDescriptions())) {
  await writeFile(new URL(`../${file}`, import.meta.url), text)
}
