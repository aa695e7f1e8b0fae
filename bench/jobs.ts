/** The backlog as jobs of a general queue: the same calls to the same web hooks as ours. */
import { randomUUID } from 'node:crypto'
import { type Job, urlOf, WEB_HOOKS } from './contender.ts'
import { meetingId, meetingPayload } from './payload.ts'
import { EVENTS_PER_MEETING } from './prepare-backlog.ts'

const BATCH_JOBS = 1_000

export function job(origins: string[], number: number): Job {
  const meeting = Math.floor(number / EVENTS_PER_MEETING)
  return {
    id: randomUUID(),
    url: urlOf(origins, meeting % WEB_HOOKS),
    payload: meetingPayload(meetingId(meeting)),
  }
}

export function* jobBatches(origins: string[], count: number): Generator<Job[]> {
  for (let start = 0; start < count; start += BATCH_JOBS) {
    yield Array.from({ length: Math.min(BATCH_JOBS, count - start) }, (_, i) => job(origins, start + i))
  }
}
