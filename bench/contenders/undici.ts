/**
 * The ceiling: the same requests by undici's fastest way, from memory, with nothing stored, signed, vetted or logged.
 * What anything costs above this is the price of not losing calls.
 */
import { randomUUID } from 'node:crypto'
import { type Dispatcher, Pool } from 'undici'
import { API_KEY, CALLS_IN_FLIGHT, CONTENT_TYPE, type Contender, WEB_HOOKS } from '../contender.ts'
import { meetingId, meetingPayload } from '../payload.ts'
import { EVENTS_PER_MEETING } from '../prepare-backlog.ts'

export const undici: Contender = {
  needs: 'nothing',
  prepare: async () => {},
  async start({ origins, deliveries }) {
    const connections = Math.ceil(CALLS_IN_FLIGHT / origins.length)
    const pools = origins.map((origin) => new Pool(origin, { connections, pipelining: 1 }))
    let begun = 0
    let ended = 0
    const all = Promise.withResolvers<void>()

    function send(number: number, done: () => void): string {
      const id = randomUUID()
      const meeting = Math.floor(number / EVENTS_PER_MEETING)
      const headers = ['content-type', CONTENT_TYPE, 'x-api-key', API_KEY, 'webhook-id', id]
      const body = JSON.stringify(meetingPayload(meetingId(meeting)))
      const path = `/hooks/${meeting % WEB_HOOKS}`
      pools[number % pools.length]!.dispatch({ method: 'POST', path, headers, body }, new Ended(done))
      return id
    }

    function next(): void {
      if (begun === deliveries) return
      send(begun++, () => {
        ended += 1
        if (ended === deliveries) all.resolve()
        next()
      })
    }

    return {
      work: async () => {
        for (let i = 0; i < CALLS_IN_FLIGHT; i++) next()
      },
      drained: () => all.promise,
      enqueue: async (number) => send(number, () => {}),
      stop: async () => {
        await Promise.all(pools.map((pool) => pool.close()))
      },
    }
  },
}

class Ended implements Dispatcher.DispatchHandler {
  readonly #done: () => void

  constructor(done: () => void) {
    this.#done = done
  }

  onRequestStart(): void {}
  onResponseStart(): void {}
  onResponseData(): void {}

  onResponseEnd(): void {
    this.#done()
  }

  onResponseError(_controller: unknown, error: Error): void {
    throw error
  }
}
