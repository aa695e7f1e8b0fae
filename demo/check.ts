/** What the demonstration promises to have seen; each line is looked at, not assumed. */
import { hookNames } from '../receiver/src/index.ts'
import type { Api } from './api.ts'
import type { ArrivedCall, ListeningService } from './listening-service.ts'
import { paint, say, step } from './print.ts'

/** @returns what did not hold, in words; empty where all did. */
export async function checkWhatArrived(api: Api, { arrived, refused }: ListeningService): Promise<string[]> {
  step('What was checked')
  const failures: string[] = []
  const check = (holds: boolean, claim: string) => {
    say(`  ${holds ? paint.good('✓') : paint.bad('✗')} ${claim}`)
    if (!holds) failures.push(claim)
  }
  const names = new Set(arrived.map(({ call }) => call.event))
  check(
    hookNames.every((name) => names.has(name)),
    'each of the six hooks was called',
  )
  check(refused.length === 0, 'every call carried its own key and a signature that holds')
  check(arrived.length > 0, 'every body has the documented keys, in their order, with their types')
  check(
    arrived.every(({ method, expected }) => method === expected.method),
    'POST where POST was asked for, PUT where PUT',
  )
  check(new Set(arrived.map(({ call }) => call.id)).size === arrived.length, 'no call came twice')
  check(eachInOrder(arrived), 'the calls about each meeting came in its order')
  check(graceCameTwice(arrived), 'the summary has Ada once and Grace’s two stays')
  check(await recordingPlays(api, arrived), 'the recording’s URL gives a webm, also by byte ranges')
  return failures
}

function eachInOrder(arrived: ArrivedCall[]): boolean {
  const byMeeting = Map.groupBy(arrived, ({ call }) => call.meetings[0]?.id)
  return [...byMeeting.values()].every((calls) =>
    calls.every(({ call }, index) => call.meetings[0]?.sequence === index + 1),
  )
}

function graceCameTwice(arrived: ArrivedCall[]): boolean {
  const call = arrived.find((one) => one.call.event === 'onMeetingSummaryCreated')?.call
  if (call?.event !== 'onMeetingSummaryCreated') return false
  const stays = new Map(call.payload.data.participants.map(({ name, durations }) => [name, durations.length]))
  return stays.get('Ada') === 2 && stays.get('Grace') === 4
}

async function recordingPlays(api: Api, arrived: ArrivedCall[]): Promise<boolean> {
  const call = arrived.find((one) => one.call.event === 'onMeetingRecordingCreated')?.call
  if (call?.event !== 'onMeetingRecordingCreated') return false
  const url = call.payload.mergedRecordingUrl.replace(/^https?:\/\/[^/]+/, api.url)
  const part = await fetch(url, { headers: { range: 'bytes=0-3' } })
  const head = Buffer.from(await part.arrayBuffer()).toString('hex')
  const whole = await fetch(url)
  const { byteLength } = await whole.arrayBuffer()
  return part.status === 206 && head === '1a45dfa3' && byteLength > 10_000
}
