import { describe, expect, test } from 'vitest'
import { checkRecurring } from './check-recurring.ts'
import type { RecurringInput } from './check-recurring.ts'

const createdAt = new Date('2026-11-20T08:15:30.123Z')
const startTime = new Date('2026-12-01T09:00:00.000Z')
const creation = '2026-11-20T08:15:30.123Z'

const check = (input?: RecurringInput) => checkRecurring(input, { startTime, createdAt })
const accepted = (input?: RecurringInput) => {
  const checked = check(input)
  if ('errors' in checked) throw new Error(JSON.stringify(checked.errors))
  return checked.recurring
}
const refusedAt = (input: RecurringInput) => {
  const checked = check(input)
  return 'errors' in checked ? checked.errors.map(({ pointer }) => pointer) : []
}

const once = {
  frequencyType: '',
  frequency: null,
  monthlyPattern: '',
  endsType: '',
  endsOn: creation,
  endsAfter: 0,
}

describe('a meeting that does not repeat', () => {
  test.each([undefined, {}, { frequencyType: '' }, once])(
    '%j carries empty values in wire order',
    (input) => {
      expect(JSON.stringify(accepted(input))).toBe(JSON.stringify(once))
    },
  )

  test('loses what a former series left behind', () => {
    const left = {
      frequencyType: '',
      frequency: 2,
      monthlyPattern: 'dayOfWeek',
      endsType: 'after',
      endsAfter: 4,
    }
    expect(accepted(left)).toEqual(once)
  })
})

describe('a series', () => {
  test('repeats every time and for ever unless told otherwise', () => {
    const recurring = { frequencyType: 'weekly', frequency: 1, monthlyPattern: '', endsType: 'never' }
    expect(accepted({ frequencyType: 'weekly' })).toEqual({ ...recurring, endsOn: creation, endsAfter: 0 })
    expect(accepted({ frequencyType: 'weekly', frequency: null, endsType: '' })).toEqual({
      ...recurring,
      endsOn: creation,
      endsAfter: 0,
    })
  })

  test('has a pattern where it is monthly, the day of the month by default', () => {
    expect(accepted({ frequencyType: 'monthly' }).monthlyPattern).toBe('dayOfMonth')
    expect(accepted({ frequencyType: 'monthly', monthlyPattern: 'dayOfWeek' }).monthlyPattern).toBe(
      'dayOfWeek',
    )
    expect(accepted({ frequencyType: 'yearly', monthlyPattern: 'dayOfWeek' }).monthlyPattern).toBe('')
  })

  test('keeps of its end what its kind of end needs', () => {
    const both = { frequencyType: 'daily', endsOn: '2027-01-01T00:00:00+01:00', endsAfter: 5 }
    expect(accepted({ ...both, endsType: 'on' })).toMatchObject({
      endsOn: '2026-12-31T23:00:00.000Z',
      endsAfter: 0,
    })
    expect(accepted({ ...both, endsType: 'after' })).toMatchObject({ endsOn: creation, endsAfter: 5 })
    expect(accepted({ ...both, endsType: 'never' })).toMatchObject({ endsOn: creation, endsAfter: 0 })
  })

  test('may end on its first start', () => {
    const recurring = accepted({ frequencyType: 'daily', endsType: 'on', endsOn: startTime.toISOString() })
    expect(recurring.endsOn).toBe(startTime.toISOString())
  })

  test('read back and sent again stays the same', () => {
    const recurring = accepted({ frequencyType: 'monthly', frequency: 3, endsType: 'after', endsAfter: 7 })
    expect(accepted(recurring)).toEqual(recurring)
  })
})

describe('refused', () => {
  const daily = { frequencyType: 'daily' }
  test.each([
    [{ frequencyType: 'hourly' }, ['/recurring/frequencyType']],
    [
      { ...daily, monthlyPattern: 'weekday', endsType: 'soon' },
      ['/recurring/monthlyPattern', '/recurring/endsType'],
    ],
    [{ frequency: 2 }, ['/recurring/frequencyType']],
    [{ endsAfter: 2 }, ['/recurring/frequencyType']],
    [{ ...daily, endsAfter: 2 }, ['/recurring/endsType']],
    [{ ...daily, endsOn: '2027-01-01T00:00:00Z' }, ['/recurring/endsType']],
    [{ ...daily, frequency: 0 }, ['/recurring/frequency']],
    [{ ...daily, frequency: 1.5 }, ['/recurring/frequency']],
    [{ ...daily, frequency: 1000 }, ['/recurring/frequency']],
    [{ ...daily, endsType: 'after' }, ['/recurring/endsAfter']],
    [{ ...daily, endsType: 'after', endsAfter: 0 }, ['/recurring/endsAfter']],
    [{ ...daily, endsType: 'after', endsAfter: 1000 }, ['/recurring/endsAfter']],
    [{ ...daily, endsType: 'on' }, ['/recurring/endsOn']],
    [{ ...daily, endsType: 'on', endsOn: '2027-01-01' }, ['/recurring/endsOn']],
    [{ ...daily, endsType: 'on', endsOn: '2027-02-30T00:00:00Z' }, ['/recurring/endsOn']],
    [{ ...daily, endsType: 'on', endsOn: '2026-12-01T08:59:59.999Z' }, ['/recurring/endsOn']],
    [{ ...daily, endsType: 'on', endsOn: '+010000-01-01T00:00:00Z' }, ['/recurring/endsOn']],
    [{ ...daily, frequency: -1, endsType: 'on' }, ['/recurring/frequency', '/recurring/endsOn']],
  ])('%j', (input, pointers) => expect(refusedAt(input)).toEqual(pointers))
})
