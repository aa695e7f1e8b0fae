import { expect, test } from 'vitest'
import { hookNames } from '../../../receiver/src/contract/hook-names.ts'
import { sampleBody, type SampleSource } from './sample-body.ts'

const source: SampleSource = {
  whitelabelId: '5c737902b377b0f7fbf81fce',
  accountId: '5e9459c5b863b82cefdddf4f',
  publicUrl: 'https://meet.example.org',
  now: new Date('2026-11-24T09:41:12.345Z'),
}

test.each(hookNames)('the sample of %s is a documented body', (hook) => {
  expect(sampleBody(hook, source).length).toBeGreaterThan(100)
})

test('a sample lies in the present, and its fields agree with each other', () => {
  const scheduled = JSON.parse(sampleBody('onMeetingScheduled', source).toString())
  expect(scheduled).toMatchObject({
    startTime: '2026-11-24T10:00:00.000Z',
    endTime: '2026-11-24T11:00:00.000Z',
    duration: '60',
    isClosed: false,
    dtClosedAt: null,
  })
  const closed = JSON.parse(sampleBody('onMeetingClosed', source).toString())
  expect(closed).toMatchObject({
    endTime: '2026-11-24T09:41:12.345Z',
    dtClosedAt: '2026-11-24T09:41:12.345Z',
    isClosed: true,
  })
  const { data } = JSON.parse(sampleBody('onMeetingSummaryCreated', source).toString())
  const times = data.participants.flatMap((each: { durations: { timestamp: number }[] }) =>
    each.durations.map(({ timestamp }) => timestamp),
  )
  expect(Math.max(...times)).toBe(source.now.getTime())
})

test('it is of the account that asks', () => {
  for (const hook of ['onMeetingScheduled', 'onMeetingClosed'] as const) {
    expect(JSON.parse(sampleBody(hook, source).toString()).accountId).toBe(source.accountId)
  }
})
