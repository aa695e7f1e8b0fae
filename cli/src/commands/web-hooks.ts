/**
 * `web-hooks`: web hooks as code. `export` writes those that have a name; `apply` makes the server's like the file's,
 * after showing what would change. What the file does not say stays as it is, and no web hook is deleted.
 *
 * Secrets stay out of the file: `${NAME}` in it is the environment variable of that name. The server never shows
 * secrets, so whether one differs cannot be said; a web hook whose entry has one is always written.
 */
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import type { Command } from 'commander'
import {
  answerOf,
  connect,
  type Connection,
  type Json,
  list,
  operationsOf,
  type ServerOption,
} from '../api.ts'
import { CliError, EXIT_USAGE } from '../cli-error.ts'
import { examples, withServer } from '../options.ts'
import { note, print } from '../output.ts'

const WEB_HOOKS_LIMIT = 10_000
const SECRET_FIELDS = ['apiKey', 'clientKey', 'headers']
const EXPORTED_FIELDS = [
  'name',
  'event',
  'url',
  'method',
  'enabled',
  'signed',
  'signedAsymmetrically',
  'catchUpAutomatically',
  'maxInFlight',
  'ratePerSecond',
  'holdSeconds',
  'timeoutSeconds',
  'retrySchedule',
  'extraCa',
  'accountId',
]

interface Options extends ServerOption {
  yes?: boolean
  dryRun?: boolean
  json?: boolean
}

interface Step {
  name: string
  action: 'create' | 'update' | 'unchanged'
  /** Field by field, before and after; of secrets only that they are written. */
  changes: string[]
  body: Json
  etag: string | null
}

export function addWebHooks(program: Command): void {
  const webHooks = program.command('web-hooks').description('web hooks as code')
  const apply = withServer(webHooks.command('apply'))
    .description("make the server's web hooks like those of a file; the plan is shown first")
    .argument('<file>', 'JSON as export writes it; - for standard input')
    .option('--yes', 'do not ask')
    .option('--dry-run', 'only show the plan')
    .action(applyFile)
  examples(apply, ['web-hooks apply web-hooks.json --dry-run', 'web-hooks apply web-hooks.json --yes'])
  const exported = withServer(webHooks.command('export'))
    .description('write the web hooks that have a name, without their secrets')
    .action(exportAll)
  examples(exported, ['web-hooks export > web-hooks.json'])
}

async function exportAll(options: Options): Promise<void> {
  const webHooks: Json[] = []
  for (const webHook of await listAll(connect(options))) {
    if (webHook.name === null) note(`Left out: ${webHook.event} to ${webHook.url} has no name.`)
    else webHooks.push(Object.fromEntries(EXPORTED_FIELDS.map((field) => [field, webHook[field]])))
  }
  const file = { webHooks: webHooks.toSorted((a, b) => (String(a.name) < String(b.name) ? -1 : 1)) }
  await print(options, file, () => JSON.stringify(file, null, 2))
}

async function applyFile(file: string, options: Options): Promise<void> {
  const connection = connect(options)
  const api = operationsOf(connection)
  const entries = readFile(file)
  const stored = await listAll(connection)
  const plan: Step[] = []
  for (const entry of entries) plan.push(await planStep(connection, stored, entry))
  for (const { name, action, changes } of plan) {
    await print(options, { name, action, changes }, () =>
      [
        `${{ create: '+', update: '~', unchanged: '=' }[action]} ${name}`,
        ...changes.map((line) => `    ${line}`),
      ].join('\n'),
    )
  }
  const steps = plan.filter(({ action }) => action !== 'unchanged')
  if (options.dryRun || steps.length === 0 || !(await isConfirmed(file, options))) return
  for (const { name, body, etag } of steps) {
    const headers = etag === null ? undefined : { 'If-Match': etag }
    const params = { path: { name }, header: headers }
    const webHook = await answerOf(api.PUT('/api/v1/web-hooks/by-name/{name}', { params, body }))
    const signingSecret = 'signingSecret' in webHook ? webHook.signingSecret : undefined
    await print(options, { name, id: webHook.id, signingSecret }, () =>
      signingSecret
        ? `${name} is created. Its signing secret, shown this once: ${signingSecret}`
        : `${name} is updated`,
    )
  }
}

function readFile(file: string): Json[] {
  let text: string
  try {
    text = readFileSync(file === '-' ? 0 : file, 'utf8')
  } catch (error) {
    throw new CliError(`${file} cannot be read: ${String(error)}`, EXIT_USAGE)
  }
  let value: Json
  try {
    value = JSON.parse(text, (_key, part: unknown) =>
      typeof part === 'string' ? fromEnvironment(part) : part,
    )
  } catch (error) {
    if (error instanceof CliError) throw error
    throw new CliError(`${file} is not JSON: ${String(error)}`, EXIT_USAGE)
  }
  const entries: Json = value?.webHooks
  if (!Array.isArray(entries) || entries.some((entry) => typeof entry?.name !== 'string')) {
    throw new CliError(`${file} is not { "webHooks": [ { "name": … }, … ] }.`, EXIT_USAGE)
  }
  return entries
}

function fromEnvironment(text: string): string {
  return text.replaceAll(/\$\{([A-Z][A-Z0-9_]*)\}/g, (_all, name: string) => {
    const value = process.env[name]
    if (value === undefined) throw new CliError(`The environment variable ${name} is not set.`, EXIT_USAGE)
    return value
  })
}

async function listAll(connection: Connection): Promise<Json[]> {
  const webHooks: Json[] = []
  const api = operationsOf(connection)
  const stored = list((query) => api.GET('/api/v1/web-hooks', { params: { query } }), WEB_HOOKS_LIMIT)
  for await (const webHook of stored) webHooks.push(webHook)
  return webHooks
}

/** A name belongs to an account. Where the entry names none, the one of all accounts goes before that of an account. */
function findStored(all: readonly Json[], { name, accountId }: Json): Json {
  const named = all.filter((webHook) => webHook.name === name)
  if (accountId !== undefined) return named.find((webHook) => webHook.accountId === accountId)
  return named.find((webHook) => webHook.accountId === null) ?? named[0]
}

async function planStep(connection: Connection, all: readonly Json[], entry: Json): Promise<Step> {
  const { name, ...wanted } = entry
  const found = findStored(all, entry)
  if (!found) {
    const changes = Object.entries(wanted).map(([field, value]) => `${field}: ${shown(field, value)}`)
    return { name, action: 'create', changes, body: wanted, etag: null }
  }
  const asked = operationsOf(connection).GET('/api/v1/web-hooks/{id}', { params: { path: { id: found.id } } })
  const stored: Json = await answerOf(asked)
  const { response } = await asked
  const changes = Object.entries(wanted)
    .filter(([field, value]) => SECRET_FIELDS.includes(field) || !isEqual(stored[field], value))
    .map(([field, value]) =>
      SECRET_FIELDS.includes(field)
        ? `${field}: written`
        : `${field}: ${JSON.stringify(stored[field])} → ${JSON.stringify(value)}`,
    )
  // What the file leaves out stays: a PUT by name says everything.
  const fields = EXPORTED_FIELDS.filter((field) => field !== 'name' && stored[field] !== undefined)
  const kept = Object.fromEntries(fields.map((field) => [field, stored[field]]))
  const body = { ...kept, ...wanted }
  return {
    name,
    action: changes.length > 0 ? 'update' : 'unchanged',
    changes,
    body,
    etag: response.headers.get('etag'),
  }
}

const isEqual = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

function shown(field: string, value: unknown): string {
  return SECRET_FIELDS.includes(field) ? 'written' : JSON.stringify(value)
}

async function isConfirmed(file: string, { yes }: Options): Promise<boolean> {
  if (yes) return true
  if (!process.stdin.isTTY || file === '-') {
    throw new CliError('Nothing was changed. Give --yes to apply this plan without being asked.', EXIT_USAGE)
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  const answer = await terminal.question('Apply this plan? (yes/no) ')
  terminal.close()
  return answer.trim() === 'yes'
}
