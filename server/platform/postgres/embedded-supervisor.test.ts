import { pino } from 'pino'
import { expect, test, vi } from 'vitest'
import type { PostgresProcess } from './embedded-process.ts'
import { supervise } from './embedded-supervisor.ts'

const silent = pino({ level: 'silent' })

/** A run that ends when it is told to. */
function run(pid: number): PostgresProcess & { die(): void } {
  const { promise: exited, resolve } = Promise.withResolvers<string>()
  return { pid, exited, stop: async () => resolve('stopped'), die: () => resolve('SIGKILL') }
}

test('gives up on what cannot be started again, once, and says why', async () => {
  const first = run(1)
  const launch = vi.fn<() => Promise<PostgresProcess>>()
  launch.mockResolvedValueOnce(first).mockRejectedValue(new Error('disk full'))
  const givenUp = new Promise<Error>((resolve) => {
    void supervise(launch, silent, resolve).then(() => first.die())
  })
  expect((await givenUp).message).toContain('disk full')
  expect(launch).toHaveBeenCalledTimes(1 + 5)
})

test('gives up on what starts but dies at once, again and again', async () => {
  let pid = 0
  const launch = vi.fn(async () => {
    const next = run((pid += 1))
    next.die()
    return next
  })
  const { promise: givenUp, resolve } = Promise.withResolvers<Error>()
  await supervise(launch, silent, resolve)
  expect((await givenUp).message).toContain('SIGKILL')
  expect(launch).toHaveBeenCalledTimes(1 + 5)
})

test('a stop while it is being restarted stops the new one, too', async () => {
  const first = run(1)
  const second = run(2)
  const launched = Promise.withResolvers<PostgresProcess>()
  const relaunching = Promise.withResolvers<void>()
  const launch = vi.fn<() => Promise<PostgresProcess>>()
  launch.mockResolvedValueOnce(first).mockImplementationOnce(() => {
    relaunching.resolve()
    return launched.promise
  })
  const supervisor = await supervise(launch, silent, () => expect.unreachable())
  first.die()
  await relaunching.promise
  const stopped = supervisor.stop()
  launched.resolve(second)
  await stopped
  expect(await second.exited).toBe('stopped')
  expect(launch).toHaveBeenCalledTimes(2)
})

test('the first start that fails is the caller’s to hear of', async () => {
  const launch = async () => Promise.reject(new Error('no such program'))
  await expect(supervise(launch, silent, () => expect.unreachable())).rejects.toThrow('no such program')
})
