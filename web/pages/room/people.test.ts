import { expect, test } from 'vitest'
import { arrive, change, depart, find, listAnew } from './people.ts'

const ada = { id: 'a', name: 'Ada', role: 'host' } as const
const luca = { id: 'b', name: 'Luca', role: 'participant' } as const

test('whoever comes back is who they were, and no longer away', () => {
  const gone = change(arrive([], ada), 'a', { isAway: true, isConnected: true })
  const [back, ...others] = arrive(gone, { ...ada, name: 'Ada S.' })
  expect(back).toMatchObject({ name: 'Ada S.', isAway: false, isConnected: true })
  expect(others).toEqual([])
})

test('a new list keeps what is known of those on it, in its order', () => {
  const media = { hasMicrophone: true, hasCamera: true, hasScreen: false, isRecording: false }
  const known = change(arrive(arrive([], ada), luca), 'b', { media })
  const people = listAnew(known, [luca])
  expect(people.map(({ id }) => id)).toEqual(['b'])
  expect(find(people, 'b')?.media).toEqual(media)
})

test('whoever departs is gone, and only they', () => {
  expect(depart(arrive(arrive([], ada), luca), 'a').map(({ id }) => id)).toEqual(['b'])
})
