import { expect, test } from 'vitest'
import { mergeTheirs } from './merge-theirs.ts'

const base = { topic: 'Review', agenda: '', duration: 30, people: ['ada'] }

test('what only the other person changed is taken over, what both changed has to be decided', () => {
  const mine = { ...base, topic: 'My review', people: ['ada', 'luca'] }
  const theirs = { ...base, topic: 'Their review', agenda: 'Figures' }
  const { values, conflict } = mergeTheirs(base, mine, theirs)
  expect(values).toEqual({ ...mine, agenda: 'Figures' })
  expect(conflict).toEqual({ theirs, taken: ['agenda'], undecided: ['topic'] })
})

test('nothing has to be decided where both wrote the same', () => {
  const same = { ...base, topic: 'Quarterly review' }
  expect(mergeTheirs(base, same, same).conflict).toMatchObject({ taken: [], undecided: [] })
})
