/**
 * A server-like process to be killed: an engine on a given database, and operations that record events on command. An
 * event is acknowledged only once its transaction has committed. Its clock is off by what it is told, for meetings
 * and for the database alike; its look-ups lie until it is told that names behave.
 *
 * Started by `fork`, spoken to by messages (`Command` in, `Report` out).
 */
import type { LookupAddress } from 'node:dns'
import { parseAllowList } from '../../server/webhooks/http/allow-list.ts'
import { startEngine, type EngineUnderTest } from '../support/engine.ts'
import {
  FORBIDDEN_ADDRESS,
  GOOD_ADDRESS,
  type Command,
  type ProcessOptions,
  type Report,
} from './engine-protocol.ts'
import { seededRandom } from './seeded-random.ts'

const LIES: (LookupAddress[] | string)[] = [
  [{ address: FORBIDDEN_ADDRESS, family: 4 }],
  [
    { address: GOOD_ADDRESS, family: 4 },
    { address: FORBIDDEN_ADDRESS, family: 4 },
  ],
  [{ address: '169.254.169.254', family: 4 }],
  [{ address: '::ffff:10.0.0.1', family: 6 }],
  [],
  'ENOTFOUND',
  'EAI_AGAIN',
]
const LIE_SHARE = 0.4

const options = JSON.parse(process.argv[2]!) as ProcessOptions
const random = seededRandom(options.seed)
let { clockOffsetMs, namesBehave } = options

const now = () => new Date(Date.now() + clockOffsetMs)

async function lookup(): Promise<LookupAddress[]> {
  if (namesBehave || !random.chance(LIE_SHARE)) return [{ address: GOOD_ADDRESS, family: 4 }]
  const lie = random.pick(LIES)
  if (typeof lie === 'string') throw Object.assign(new Error(lie), { code: lie })
  return lie
}

async function obey(running: EngineUnderTest, command: Command): Promise<string> {
  const { engine } = running
  switch (command.does) {
    case 'create-web-hook':
      return running.webHook(command.input)
    case 'record':
      return running.record(command.hook, command.meetings, command.payload)
    case 'set-clock':
      clockOffsetMs = command.offsetMs
      engine.dispatcher.nudge(null)
      return ''
    case 'let-names-behave':
      namesBehave = true
      return ''
    case 'settle':
      await engine.reconcilers.find(({ name }) => name === 'Taking over expired leases')!.runOnce()
      await engine.dispatcher.settle()
      return ''
    default:
      command.does satisfies 'stop'
      await running.stop()
      return ''
  }
}

const running = await startEngine({
  connectionString: options.connectionString,
  clock: { now, databaseNow: now },
  policy: { allowList: parseAllowList(`${GOOD_ADDRESS}/32`), allowHttp: false },
  lookup,
  random: () => random.next(),
})
running.engine.start()

process.on('message', (command: Command) => {
  const { number } = command
  obey(running, command).then(
    (result) => process.send!({ number, says: 'done', result } satisfies Report),
    (error: unknown) => process.send!({ number, says: 'failed', reason: String(error) } satisfies Report),
  )
})
// Anyone who started it is gone, or has stopped it.
process.once('disconnect', () => process.exit())
process.send!({ number: 0, says: 'done', result: 'started' } satisfies Report)
