import { expect, test } from 'vitest'
import { readEnvironment } from '../../platform/config/environment.ts'
import { variableOf } from './settings.ts'

test('the name of a variable that locks a setting follows from the name of the setting', () => {
  const values: Record<string, string> = {
    OPEN_BEFORE_SECONDS: '1',
    CLOSE_GRACE_SECONDS: '1',
    CLOSE_EMPTY_SECONDS: '1',
    CLOSE_HARD_MAX_SECONDS: '1',
    LEAVE_GRACE_SECONDS: '1',
    SUMMARY_DELAY_SECONDS: '1',
    MAIL_FROM: 'a@example.org',
  }
  const { lockedSettings } = readEnvironment(values)
  expect(Object.keys(lockedSettings).map(variableOf).toSorted()).toEqual(Object.keys(values).toSorted())
})
