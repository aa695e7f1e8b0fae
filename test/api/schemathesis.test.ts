/**
 * Schemathesis reads `openapi.json` from the running server and calls every operation with values that fit it and values
 * that do not: no answer is a failure of the server, and each is as described, with its status, media type, headers and
 * body. The seed is fixed, so that a run can be repeated.
 *
 * `npm run test:integrators` tries more: ten minutes. It takes what `pip install schemathesis` has put on the PATH (`st`); without it
 * the test is skipped, with a word.
 */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ADMIN_KEY, startTestServer, type TestServer } from '../support/server.ts'

const SEED = 20_261_128
const IS_LONG = process.env['INTEGRATOR_TESTS'] === 'all'
const EXAMPLES = IS_LONG ? 20 : 2
const TIMEOUT_MS = 1_800_000
const IS_HERE = spawnSync('st', ['--version']).status === 0
if (!IS_HERE) console.warn('Schemathesis does not call the API: st is not on this machine.')

const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
  'ignored_auth',
  'unsupported_method',
]
const HOOKS = join(import.meta.dirname, '../support/schemathesis_hooks.py')

let server: TestServer
let folder: string
beforeAll(async () => {
  if (!IS_HERE) return
  folder = await mkdtemp(join(tmpdir(), 'schemathesis-'))
  server = await startTestServer({ env: { TRUST_PROXY: 'true' } })
})
afterAll(async () => {
  if (!IS_HERE) return
  await server.stop()
  await rm(folder, { recursive: true, force: true })
})

test.skipIf(!IS_HERE)(
  'Schemathesis finds no answer that is not as described',
  { timeout: TIMEOUT_MS },
  async () => {
    const options = {
      checks: CHECKS.join(),
      header: `X-API-KEY: ${ADMIN_KEY}`,
      phases: IS_LONG ? 'examples,coverage,fuzzing,stateful' : 'examples,fuzzing',
      seed: SEED,
      'max-examples': EXAMPLES,
      'generation-database': 'none',
      // They never end: feed and log as streams.
      'exclude-path-regex': '/stream$',
    }
    const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)])
    const run = spawn(
      'st',
      ['run', `${server.url}/api/v1/openapi.json`, ...args, '--continue-on-failure', '--no-color'],
      {
        cwd: folder,
        env: {
          PATH: process.env['PATH'],
          HOME: folder,
          SCHEMATHESIS_HOOKS: HOOKS,
          PYTHONDONTWRITEBYTECODE: '1',
        },
      },
    )
    const [out, err] = [run.stdout.toArray(), run.stderr.toArray()]
    const [code] = await once(run, 'close')
    const said = Buffer.concat([...(await out), ...(await err)]).toString()
    expect(code, said).toBe(0)
    expect(said).toMatch(/operations/i)
  },
)
