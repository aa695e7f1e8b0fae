/**
 * The receivers in Python and PHP, run by the machine's own interpreters on the same calls as the receiver package, with
 * the same outcomes. Where an interpreter is missing its tests are skipped, with a word.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { hookNames, type HookName } from '../../receiver/src/contract/hook-names.ts'
import { receiveHookCall, type ReceiveOptions } from '../../receiver/src/receive.ts'
import { signTestCall } from '../../receiver/src/testing.ts'
import { goldenBody } from '../../receiver/src/testing/golden-bodies.ts'
import { OTHER_SECRET, SECRET, SENT_AT } from '../../receiver/src/testing/signed-call.ts'

const RECEIVER = join(import.meta.dirname, '../../receiver')

interface Case {
  headers: Record<string, string>
  body: string
  secret?: string | string[]
  apiKey?: string | string[]
  event?: HookName
  unverified?: boolean
  nowSeconds: number
}

/** Each reads one case from standard input and prints what came of it. */
const interpreters = {
  python: {
    command: 'python3',
    ask: ['--version'],
    script: [
      '-c',
      `
import json, sys
sys.path.insert(0, ${JSON.stringify(join(RECEIVER, 'python'))})
from simplex_meeting_receiver import HookCallError, receive
outcomes = []
for case in json.load(sys.stdin):
    try:
        call = receive(case["headers"], case["body"], secret=case.get("secret"), api_key=case.get("apiKey"),
                       event=case.get("event"), unverified=case.get("unverified", False), now=case["nowSeconds"])
        meetings = [vars(meeting) for meeting in call.meetings]
        outcomes.append({"event": call.event, "id": call.id, "attempt": call.attempt, "meetings": meetings,
                         "timestamp": int(call.timestamp.timestamp()), "isTest": call.is_test, "payload": call.payload})
    except HookCallError as error:
        outcomes.append({"refused": error.code, "status": error.status})
print(json.dumps(outcomes))
`,
    ],
  },
  php: {
    command: 'php',
    ask: ['--version'],
    script: [
      '-r',
      `
require ${JSON.stringify(join(RECEIVER, 'php/SimplexMeetingReceiver.php'))};
$outcomes = [];
foreach (json_decode(stream_get_contents(STDIN), true) as $case) {
    try {
        $call = SimplexMeeting\\receive($case['headers'], $case['body'], secret: $case['secret'] ?? null,
            apiKey: $case['apiKey'] ?? null, event: $case['event'] ?? null,
            unverified: $case['unverified'] ?? false, now: $case['nowSeconds']);
        $outcomes[] = ['event' => $call->event, 'id' => $call->id, 'attempt' => $call->attempt,
            'meetings' => $call->meetings, 'timestamp' => $call->timestamp, 'isTest' => $call->isTest,
            'payload' => $call->payload];
    } catch (SimplexMeeting\\HookCallError $error) {
        $outcomes[] = ['refused' => $error->reason, 'status' => $error->status];
    }
}
echo json_encode($outcomes, JSON_THROW_ON_ERROR);
`,
    ],
  },
}

async function expectedOf({ nowSeconds, ...request }: Case): Promise<unknown> {
  try {
    const options: ReceiveOptions = { ...request, now: new Date(nowSeconds * 1000) }
    const call = await receiveHookCall({ ...request, ...options })
    const { event, id, attempt, meetings, isTest, payload } = call
    return { event, id, attempt, meetings, isTest, payload, timestamp: call.timestamp.getTime() / 1000 }
  } catch (error) {
    const { code, status } = error as { code: string; status: number }
    return { refused: code, status }
  }
}

async function cases(): Promise<Case[]> {
  const nowSeconds = SENT_AT.getTime() / 1000
  const call = async (event: HookName, more = {}): Promise<Case> => {
    const { headers, body } = await signTestCall({
      event,
      secret: SECRET,
      at: SENT_AT,
      apiKey: 'k-1',
      ...more,
    })
    return { headers, body, secret: SECRET, nowSeconds }
  }
  const closed = await call('onMeetingClosed')
  const { 'webhook-signature': _, ...unsigned } = closed.headers
  const withHeader = (name: string, value: string): Case => ({
    ...closed,
    headers: { ...closed.headers, [name]: value },
  })
  const otherSignature = (
    await call('onMeetingClosed', { secret: OTHER_SECRET, id: closed.headers['webhook-id'] })
  ).headers['webhook-signature']!
  const two = [...goldenBody('onMeetingDeleted'), ...goldenBody('onMeetingDeleted')]
  const open = { ...closed, secret: undefined, unverified: true }
  return [
    ...(await Promise.all(hookNames.map((event) => call(event)))),
    await call('onMeetingDeleted', {
      payload: two,
      sequence: [7, 12],
      headers: { 'webhook-change': 'series, -', 'webhook-occurrence': '-, 2026-12-01T09:00:00.000Z' },
    }),
    await call('onMeetingClosed', { payload: { ...goldenBody('onMeetingClosed'), added: 'Ünï' } }),
    await call('onMeetingUpdated', { headers: { 'webhook-test': 'true', 'webhook-sequence': '' } }),
    { ...closed, apiKey: ['k-0', 'k-1'] },
    { ...closed, apiKey: 'k-2' },
    { ...closed, apiKey: '' },
    { ...closed, secret: [OTHER_SECRET, SECRET] },
    { ...closed, secret: OTHER_SECRET },
    { ...closed, secret: 'whsec_' },
    { ...closed, secret: 'whsec_MfKQ 9r8G' },
    { ...closed, secret: undefined },
    { ...closed, body: closed.body.replace('Topic', 'topic') },
    { ...closed, headers: unsigned },
    { ...closed, nowSeconds: nowSeconds + 300 },
    { ...closed, nowSeconds: nowSeconds + 301 },
    { ...closed, nowSeconds: nowSeconds - 301 },
    { ...closed, event: 'onMeetingClosed' },
    { ...closed, event: 'onMeetingUpdated' },
    withHeader('webhook-signature', `${otherSignature} v2,x ${closed.headers['webhook-signature']}`),
    withHeader('webhook-event', 'onMeetingMoved'),
    withHeader('webhook-event', ''),
    withHeader('webhook-timestamp', 'yesterday'),
    withHeader('webhook-sequence', '3, 4'),
    withHeader('webhook-sequence', '-3'),
    withHeader('webhook-sequence', ''),
    withHeader('webhook-attempt', '0'),
    { ...open, body: '{' },
    { ...open, body: '[]' },
    { ...open, body: 'null' },
    { ...open, body: '{"topic":"x"}' },
  ]
}

describe.each(Object.entries(interpreters))('%s', (name, { command, ask, script }) => {
  const isHere = spawnSync(command, ask).status === 0
  if (!isHere) console.warn(`The receiver in ${name} is not tested: ${command} is not on this machine.`)

  const run = (all: readonly Case[]): unknown[] =>
    JSON.parse(execFileSync(command, script, { input: JSON.stringify(all), encoding: 'utf8' }))

  test.skipIf(!isHere)(
    'takes and refuses the same calls as the receiver package, for the same reasons',
    async () => {
      const all = await cases()
      const outcomes = run(all)
      for (const [index, one] of all.entries()) {
        expect(outcomes[index], JSON.stringify(one.headers)).toEqual(await expectedOf(one))
      }
      expect(outcomes.filter((outcome) => typeof outcome === 'object')).toHaveLength(all.length)
    },
  )

  test.skipIf(!isHere)('takes the calls of the commercial product on a route of its own', () => {
    const body = JSON.stringify(goldenBody('onMeetingDeleted'))
    const call: Case = {
      headers: { 'X-Api-Key': 'k-1' },
      body,
      apiKey: 'k-1',
      event: 'onMeetingDeleted',
      nowSeconds: 7,
    }
    expect(run([call, { ...call, apiKey: 'k-2' }, { ...call, event: undefined }])).toMatchObject([
      { event: 'onMeetingDeleted', attempt: 1, meetings: [{ sequence: null }], timestamp: 7, isTest: false },
      { refused: 'wrong-api-key' },
      { refused: 'missing-header' },
    ])
  })
})
