import { expect, test } from 'vitest'
import { finishWords } from './finish-words.ts'

test('a plural has the form for millions, too', () => {
  expect(finishWords('it', { calls: { waiting_one: 'a', waiting_other: 'b' }, title: 'c' })).toEqual({
    calls: { waiting_one: 'a', waiting_other: 'b', waiting_many: 'b' },
    title: 'c',
  })
})

test('no line of French breaks before a sign that takes a space', () => {
  const words = { a: '« Rattraper » : oui ; non ! {{what}} : {{email}} ?', b_other: 'Quoi ?' }
  expect(finishWords('fr', words)).toEqual({
    a: '«\u00a0Rattraper\u00a0»\u00a0: oui\u202f; non\u202f! {{what}}\u00a0: {{email}}\u202f?',
    b_other: 'Quoi\u202f?',
    b_many: 'Quoi\u202f?',
  })
  expect(finishWords('de', { a: 'Ja : nein' })).toEqual({ a: 'Ja : nein' })
})
