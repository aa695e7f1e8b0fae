import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { removablePlace } from './remove-files.ts'

test('files lie under the data folder', () => {
  expect(removablePlace('/data', 'documents/5e94/5e95')).toBe('/data/documents/5e94/5e95')
  expect(removablePlace('/data', 'recordings/5e94')).toBe('/data/recordings/5e94')
})

test('no path leads out of the folders that hold them', () => {
  const step = fc.oneof(
    fc.constantFrom('..', '.', '', 'a', 'documents', 'recordings', 'secret-key', '\0', '.x', '/', '\\..'),
    fc.string(),
  )
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      let place: string
      try {
        place = removablePlace('/data', steps.join('/'))
      } catch {
        return
      }
      expect(place).toMatch(/^\/data\/(documents|recordings|summaries)\/\w/)
      expect(place).not.toContain('..')
    }),
  )
})
