import { expect, test } from 'vitest'
import { uploadAllowance } from './upload-allowance.ts'

test('what one may send grows with the time that one was inside', () => {
  const [atOnce, afterAnHour] = [uploadAllowance(0), uploadAllowance(3600)]
  expect(atOnce).toEqual({ parts: 10, chunks: 300, bytes: 67_108_864 })
  expect(afterAnHour).toEqual({ parts: 130, chunks: 14_700, bytes: 3_667_108_864 })
})

test('five people who stay for a day leave the others parts of a thousand', () => {
  expect(uploadAllowance(86_400).parts).toBe(200)
})
