import { expect, test } from 'vitest'
import type { RemoteMedia } from './media-connection.ts'
import { arrive, change, depart, find, takeMedia, takeRoster } from './people.ts'

const plain = { hand: null, hasFloor: false, isMuted: false }
const ada = { id: 'a', name: 'Ada', role: 'host', ...plain } as const
const luca = { id: 'b', name: 'Luca', role: 'participant', ...plain } as const
const media: RemoteMedia = {
  microphone: null,
  camera: null,
  screen: null,
  screenSound: null,
  hasMicrophone: true,
  hasCamera: true,
  hasScreen: false,
  quality: 'good',
}

test('a participant who comes back is who they were, and no longer away', () => {
  const gone = change(arrive([], ada), 'a', { isAway: true, media })
  const [back, ...others] = arrive(gone, { ...ada, name: 'Ada S.' })
  expect(back).toMatchObject({ name: 'Ada S.', isAway: false, media })
  expect(others).toEqual([])
})

test('a new list keeps what is known of those on it, in its order', () => {
  const known = change(arrive(arrive([], ada), luca), 'b', { media })
  const people = takeRoster(known, [luca])
  expect(people.map(({ id }) => id)).toEqual(['b'])
  expect(find(people, 'b')?.media).toEqual(media)
})

test('media belong to those who are connected to them', () => {
  const both = arrive(arrive([], ada), luca)
  const connected = takeMedia(both, new Map([['b', media]]))
  expect(connected.map((person) => person.media)).toEqual([null, media])
  expect(takeMedia(connected, new Map()).map((person) => person.media)).toEqual([null, null])
})

test('a participant who leaves is gone, and only they', () => {
  expect(depart(arrive(arrive([], ada), luca), 'a').map(({ id }) => id)).toEqual(['b'])
})
