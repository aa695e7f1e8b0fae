/**
 * Test calls: one try of a web hook, saved or still in the form, through the very path of real calls, with a sample
 * body and `webhook-test: true`. No event, no retry, outside all lanes and limits; it does not show in the feed and
 * does not count for the web hook's health. What became of it is stored as one line of the log.
 *
 * A configuration that is not saved may use the stored secrets of the web hook that it is to change, so that nobody
 * has to type them again. They go to the same receiver only: else anyone who may test could have them sent to himself.
 */
import { sql } from 'kysely'
import type { Caller } from '../../accounts/caller.ts'
import { createShares } from '../../accounts/shares.ts'
import { databaseTime } from '../../platform/database/database-time.ts'
import type { Context } from '../../platform/context.ts'
import { invalid } from '../../platform/errors.ts'
import { timeOrderedUuid } from '../../platform/ids.ts'
import { webHookAccount, type NewWebHook } from '../hooks/create-web-hooks.ts'
import { originOf } from '../hooks/secrets-of-origin.ts'
import { readByIds } from './delivery-queries.ts'
import { addDetails, describeDeliveries } from './describe-deliveries.ts'
import { showDelivery } from './find-delivery.ts'
import { findWebHook, type WebHookRow } from '../hooks/find-web-hook.ts'
import { finishedCall } from './finished-call.ts'
import { judgeCall } from './judge-call.ts'
import { UNSAVED_WEB_HOOK } from './present-delivery.ts'
import { sampleBody } from './sample-body.ts'
import type { TargetPolicy } from '../http/parse-target.ts'
import { generateSigningSecret } from '../http/sign.ts'
import { columnsOf, inputOf, unmaskHeaders } from '../hooks/web-hook-columns.ts'
import { checkWebHookInput, WEB_HOOK_DEFAULTS, type WebHookInput } from '../hooks/web-hook-input.ts'
import { type MadeCall, prepareWebHook, type WebHookCalls } from './web-hook-calls.ts'
import { sealSecret } from '../hooks/web-hook-secrets.ts'

/** What a test call needs of the engine. */
interface TestEngine {
  readonly calls: WebHookCalls
  readonly policy: TargetPolicy
}

export interface TestCalls {
  /** @returns the finished delivery as JSON text, also where the receiver failed. */
  callSaved(engine: TestEngine, caller: Caller, id: string): Promise<string>
  callUnsaved(engine: TestEngine, caller: Caller, given: NewWebHook, webHookId?: string): Promise<string>
}

/** Each takes up to its web hook's time limit, and a socket. */
const TEST_CALLS_LIMITS = { ofAccount: 20, ofInstance: 200 }
const BUSY_SECONDS = 5

export function createTestCalls(context: Context): TestCalls {
  const shares = createShares(
    TEST_CALLS_LIMITS,
    'Too many test calls are under way. Try again soon.',
    BUSY_SECONDS,
  )

  async function bounded(caller: Caller, work: () => Promise<string>): Promise<string> {
    const giveBack = shares.take(caller)
    try {
      return await work()
    } finally {
      giveBack()
    }
  }

  return {
    callSaved: (engine, caller, id) =>
      bounded(caller, async () => {
        const row = await findWebHook(context.database.queries, caller, id)
        return callOnce(context, engine, caller, row)
      }),
    callUnsaved: (engine, caller, given, webHookId) =>
      bounded(caller, async () => {
        const row =
          webHookId === undefined
            ? unsavedRow(context, engine, caller, given)
            : await editedRow(context, engine, caller, given, webHookId)
        return callOnce(context, engine, caller, row)
      }),
  }
}

async function callOnce(
  context: Context,
  engine: TestEngine,
  caller: Caller,
  row: WebHookRow,
): Promise<string> {
  const { queries } = context.database
  const webHook = prepareWebHook(row, context.vault, engine.policy)
  const whiteLabel = await queries.selectFrom('white_labels').select('id').executeTakeFirst()
  const body = sampleBody(row.event, {
    whitelabelId: whiteLabel?.id ?? caller.accountId,
    accountId: row.account_id ?? caller.accountId,
    publicUrl: context.publicUrl,
    now: context.clock.now(),
  })
  const id = timeOrderedUuid(new Date())
  const message = {
    id,
    hook: row.event,
    body,
    sequences: null,
    occurrence: null,
    changes: null,
    attempt: 1,
    isTest: true,
  }
  const made = await new Promise<MadeCall>((resolve) => engine.calls.call(webHook, message, resolve))
  const deliveryId = await storeTest(context, row, made, body, webHook.timeoutMs)
  const found = await describeDeliveries(queries, await readByIds(queries, [deliveryId]))
  const [delivery] = await addDetails(queries, found)
  return showDelivery(queries, caller, delivery!)
}

/** @returns the delivery's id, drawn like any other. */
async function storeTest(
  context: Context,
  row: WebHookRow,
  made: MadeCall,
  body: Buffer,
  timeoutMs: number,
): Promise<number> {
  const { queries } = context.database
  const { rows } = await sql<{ id: number }>`
    select nextval(pg_get_serial_sequence('deliveries', 'id')) as id`.execute(queries)
  const deliveryId = rows[0]!.id
  const judged = judgeCall({
    result: made.result,
    failures: 0,
    timeoutMs,
    schedule: [],
    now: context.clock.now(),
    random: 0,
  })
  const isDelivered = judged.outcome === 'success'
  const line = finishedCall(noDelivery(deliveryId, row), '', row.event, made, {
    ...judged,
    finalState: isDelivered ? 'delivered' : 'failed',
  })
  await queries
    .insertInto('delivery_log')
    .values({
      id: timeOrderedUuid(new Date()),
      outcome: judged.outcome,
      delivery_id: deliveryId,
      event_id: null,
      web_hook_id: row.id,
      hook: row.event,
      kind: 'test',
      attempt: 1,
      final_state: line.verdict.finalState,
      reason: line.verdict.reason,
      started_at: line.startedAt,
      duration_ms: line.durationMs,
      dns_ms: line.dnsMs,
      connect_ms: line.connectMs,
      tls_ms: line.tlsMs,
      first_byte_ms: line.firstByteMs,
      address: line.address,
      method: line.method,
      url: line.url,
      request_headers: line.requestHeaders,
      test_body: body,
      status: line.status,
      response_headers: line.responseHeaders,
      response_body: line.responseBody,
      truncated: line.truncated,
      error_class: line.errorClass,
      delivery_created_at: made.startedAt,
      logged_at: databaseTime(context.clock),
    })
    .execute()
  return deliveryId
}

/** What the log's line has to know of the delivery that a test call is not. */
function noDelivery(id: number, row: WebHookRow) {
  return {
    id,
    event_id: row.id,
    web_hook_id: row.id,
    web_hook_version: row.version,
    replay_id: null,
    attempts: 1,
    failures: 0,
  }
}

function unsavedRow(
  { vault, clock }: Context,
  { policy }: TestEngine,
  caller: Caller,
  given: NewWebHook,
): WebHookRow {
  const accountId = webHookAccount(caller, given.accountId)
  const input = { ...WEB_HOOK_DEFAULTS, ...given, accountId }
  checkWebHookInput(input, policy)
  return {
    ...columnsOf(vault, UNSAVED_WEB_HOOK, input),
    id: UNSAVED_WEB_HOOK,
    origin_id: 0,
    switched_off_at: null,
    signing_secret: sealSecret(vault, UNSAVED_WEB_HOOK, 'signing-secret', generateSigningSecret()),
    former_signing_secrets: [],
    former_signing_secrets_until: [],
    next_api_key: null,
    next_api_key_from: null,
    version: 1,
    created_at: clock.now(),
    updated_at: clock.now(),
    deleted_at: null,
  }
}

/** The saved web hook with what is in the form, and its stored secrets where the form has none. */
async function editedRow(
  { database, vault, clock }: Context,
  { policy }: TestEngine,
  caller: Caller,
  given: NewWebHook,
  webHookId: string,
): Promise<WebHookRow> {
  const row = await findWebHook(database.queries, caller, webHookId)
  const stored = inputOf(vault, row, clock.now())
  const { clientCertificate: pem = stored.clientCertificate, clientKey } = given
  const keepsPair = clientKey === undefined && pem === stored.clientCertificate
  const input: WebHookInput = {
    ...WEB_HOOK_DEFAULTS,
    apiKey: stored.apiKey,
    ...given,
    accountId: given.accountId === undefined ? row.account_id : webHookAccount(caller, given.accountId),
    headers: given.headers ? unmaskHeaders(stored.headers, given.headers) : stored.headers,
    ...(keepsPair && { clientCertificate: stored.clientCertificate, clientKey: stored.clientKey }),
  }
  const { origin } = checkWebHookInput(input, policy)
  const storedOrigin = originOf(row.url)
  if (origin !== storedOrigin) {
    throw invalid(
      '/url',
      `The stored secrets of this web hook go to ${storedOrigin} only. Save the new URL first, or test without webHookId.`,
      'target',
    )
  }
  const rotates = given.apiKey === undefined
  return {
    ...row,
    ...columnsOf(vault, row.id, input),
    next_api_key: rotates ? row.next_api_key : null,
    next_api_key_from: rotates ? row.next_api_key_from : null,
  }
}
