import { expect, test } from 'vitest'
import { judgeAdmission, type Newcomer, type RoomNow } from './admission.ts'

const room: RoomNow = {
  locked: false,
  lobby: 'nobody',
  entryBeforeHost: true,
  strangersWait: false,
  isHostInside: false,
}
const guest: Newcomer = { isHost: false, isGuest: true, wasAdmitted: false, wasRemoved: false }

test.each<[string, Partial<Newcomer>, Partial<RoomNow>, string]>([
  ['comes in', {}, {}, 'admitted'],
  ['a guest waits where guests wait', {}, { lobby: 'guests' }, 'waits-for-decision'],
  ['who is known by a session or link does not', { isGuest: false }, { lobby: 'guests' }, 'admitted'],
  ['but does where everybody waits', { isGuest: false }, { lobby: 'everybody' }, 'waits-for-decision'],
  [
    'a host never waits',
    { isHost: true },
    { lobby: 'everybody', locked: true, entryBeforeHost: false },
    'admitted',
  ],
  ['who was admitted comes back', { wasAdmitted: true }, { lobby: 'everybody', locked: true }, 'admitted'],
  ['who was removed asks again', { wasAdmitted: true, wasRemoved: true }, {}, 'waits-for-decision'],
  ['strangers wait after a removal', {}, { strangersWait: true }, 'waits-for-decision'],
  ['who has a session or link does not wait then', { isGuest: false }, { strangersWait: true }, 'admitted'],
  ['waits for the host where that is set', {}, { entryBeforeHost: false }, 'waits-for-host'],
  ['does not wait once the host is inside', {}, { entryBeforeHost: false, isHostInside: true }, 'admitted'],
  ['a locked meeting takes nobody new', {}, { locked: true }, 'locked'],
])('%s', (_, newcomer, now, judgement) => {
  expect(judgeAdmission({ ...guest, ...newcomer }, { ...room, ...now })).toBe(judgement)
})
