import { expect, test } from 'vitest'
import { inOrderOfHands, rightsOf } from './rights.ts'
import type { RoomState } from '../../../../shared/room-messages.ts'

const member = { role: 'participant', hasFloor: false, isMuted: false } as const
const state = (meetingType: RoomState['meetingType']): RoomState => ({
  topic: '',
  meetingType,
  endTime: '2026-11-28T10:00:00.000Z',
  isLocked: false,
  actingHostId: null,
  recording: 'off',
  recordingStopped: null,
})

test('everybody sends what they want where no floor is given, unless they were muted for good', () => {
  const all = { microphone: true, camera: true, screen: true, isAudience: false }
  expect(rightsOf(state('standard'), member)).toEqual(all)
  expect(rightsOf(null, member)).toEqual(all)
  expect(rightsOf(state('standard'), { ...member, isMuted: true })).toEqual({ ...all, microphone: false })
})

test('without the floor of a boardroom one is only seen, and in a classroom one is audience', () => {
  expect(rightsOf(state('boardroom'), member)).toMatchObject({
    microphone: false,
    camera: true,
    screen: false,
  })
  expect(rightsOf(state('classroom'), member)).toMatchObject({ camera: false, isAudience: true })
  for (const type of ['boardroom', 'classroom'] as const) {
    expect(rightsOf(state(type), { ...member, hasFloor: true })).toEqual(
      rightsOf(state(type), { ...member, role: 'co-host' }),
    )
    expect(rightsOf(state(type), { ...member, hasFloor: true }).microphone).toBe(true)
  }
})

test('hands stand in the order in which they were raised', () => {
  const people = [
    { id: 'c', hand: '2026-11-28T10:00:02.000Z' },
    { id: 'a', hand: null },
    { id: 'b', hand: '2026-11-28T10:00:01.000Z' },
  ]
  expect(inOrderOfHands(people).map(({ id }) => id)).toEqual(['b', 'c'])
})
