import { TrackSource } from 'livekit-server-sdk'
import { expect, test } from 'vitest'
import { ALL_SOURCES, sendableSources, type Sender } from './sendable-sources.ts'

const plain: Sender = { meetingType: 'standard', isHost: false, hasFloor: false, isMuted: false }

test('everybody sends everything where nobody gives the floor', () => {
  expect(sendableSources(plain)).toEqual(ALL_SOURCES)
  expect(sendableSources({ ...plain, meetingType: 'offTheRecord' })).toEqual(ALL_SOURCES)
})

test('in a boardroom who does not have the floor is only seen', () => {
  const member: Sender = { ...plain, meetingType: 'boardroom' }
  expect(sendableSources(member)).toEqual([TrackSource.CAMERA])
  expect(sendableSources({ ...member, hasFloor: true })).toEqual(ALL_SOURCES)
  expect(sendableSources({ ...member, isHost: true })).toEqual(ALL_SOURCES)
})

test('in a classroom the audience sends nothing', () => {
  const pupil: Sender = { ...plain, meetingType: 'classroom' }
  expect(sendableSources(pupil)).toEqual([])
  expect(sendableSources({ ...pupil, hasFloor: true })).toEqual(ALL_SOURCES)
})

test('who was muted for good sends no microphone in any type', () => {
  for (const meetingType of ['standard', 'offTheRecord', 'boardroom', 'classroom'] as const) {
    const sources = sendableSources({ ...plain, meetingType, hasFloor: true, isMuted: true })
    expect(sources).not.toContain(TrackSource.MICROPHONE)
    expect(sources).toContain(TrackSource.CAMERA)
  }
})
