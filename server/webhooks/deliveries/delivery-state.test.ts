import { expect, test } from 'vitest'
import { deriveState, explainState, type HookState, type StoredState } from './delivery-state.ts'

const DUE = new Date('2026-11-24T10:00:00Z')

const live: StoredState = {
  state: 'pending',
  epoch: 3,
  due_at: DUE,
  held_by: null,
  attempts: 1,
  reason: null,
  status: null,
}

const healthy: HookState = {
  enabled: true,
  deleted_at: null,
  breaker: 'closed',
  breaker_reason: null,
  probe_at: null,
  released_from: 3,
  moving: false,
  gated_until: new Date(0),
}

const open: Partial<HookState> = {
  breaker: 'open',
  breaker_reason: '10 of the latest 10 calls failed',
  probe_at: new Date('2026-11-24T10:05:00Z'),
}

test.each<[Partial<HookState>, string, string]>([
  [{ enabled: false }, 'switched off', 'until the web hook is switched on'],
  [{ deleted_at: DUE }, 'deleted', 'about to be given up'],
  [{ breaker: 'gone' }, '410', 'Catch up'],
  [open, '10 of the latest 10', '2026-11-24T10:05:00.000Z'],
  [{ moving: true }, 'another receiver', 'in a moment'],
  [{ released_from: 4 }, 'kept', 'Catch up'],
])('a web hook that is %j pauses what waits, says why, and what resumes it', (hook, reason, next) => {
  for (const state of ['pending', 'held'] as const) {
    const stored = { ...live, state, held_by: state === 'held' ? 7 : null }
    const derived = deriveState(stored, { ...healthy, ...hook })
    expect(derived).toMatchObject({ state: 'paused', nextAttemptAt: null })
    expect(derived.reason).toContain(reason)
    expect(explainState(stored, { ...healthy, ...hook }, false)).toContain(next)
  }
  expect(deriveState({ ...live, state: 'sending' }, { ...healthy, ...hook }).state).toBe('sending')
  const finished = { ...live, state: 'delivered', epoch: null, due_at: null, status: 204 } as const
  expect(deriveState(finished, { ...healthy, ...hook }).state).toBe('delivered')
})

test('a pending one is due when the receiver wants calls again, if that is later', () => {
  expect(deriveState(live, healthy).nextAttemptAt).toEqual(DUE)
  const gated_until = new Date('2026-11-24T10:30:00Z')
  expect(deriveState(live, { ...healthy, gated_until }).nextAttemptAt).toEqual(gated_until)
  // What PostgreSQL's -infinity becomes.
  const never = -Infinity as unknown as Date
  expect(deriveState(live, { ...healthy, gated_until: never }).nextAttemptAt).toEqual(DUE)
})

test('what happens next is said of each state', () => {
  const explain = (stored: Partial<StoredState>, isTest = false) =>
    explainState({ ...live, ...stored }, healthy, isTest)
  expect(explain({})).toContain('Try 2 is due at 2026-11-24T10:00:00.000Z')
  expect(explain({ state: 'sending', attempts: 2 })).toBe('Try 2 is under way.')
  expect(explain({ state: 'held', held_by: 41 })).toContain('delivery 41')
  const finished = { epoch: null, due_at: null }
  expect(explain({ ...finished, state: 'delivered', status: 204 })).toContain('answered 204')
  const failed = { ...finished, state: 'failed', reason: 'The web hook was deleted.' } as const
  expect(explain(failed)).toContain('a resend makes a new delivery')
  expect(explain(failed, true)).toBe('The web hook was deleted. A test call is made once.')
})
