/**
 * All descriptions that are kept in the repository, as text, by the names of their files: made from the routes and the
 * contract's schemas. Used by the script that writes them and by the test that what is committed is current.
 */
import openapiTS, { astToString } from 'openapi-typescript'
import { VERSION } from '../platform/product.ts'
import type { ApiDescription } from './describe-api.ts'
import { describePostman } from './describe-postman.ts'
import { describeWebHooks } from './describe-web-hooks.ts'
import { EXAMPLE_URL, writeApiDescription } from './write-api-description.ts'

export async function writeDescriptions(): Promise<Record<string, string>> {
  const openApi = await writeApiDescription()
  const written = (value: object) => `${JSON.stringify(value, null, 2)}\n`
  return {
    'openapi.json': openApi,
    'cli/src/api-description.ts': await writeClientTypes(openApi),
    'asyncapi.json': written(describeWebHooks(VERSION, EXAMPLE_URL)),
    'postman.json': written(describePostman(JSON.parse(openApi) as ApiDescription)),
  }
}

/** What the command line knows of the API's types. */
async function writeClientTypes(openApi: string): Promise<string> {
  const types = astToString(await openapiTS(openApi))
  return `/** Written by \`npm run descriptions\` from openapi.json. */\n${types}`
}
