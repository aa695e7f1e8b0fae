/** What is sent: a Meeting of the wire contract, padded to the size that real ones have. */
import { readFileSync } from 'node:fs'

const SAMPLE = new URL('../receiver/examples/meeting.json', import.meta.url)
const BODY_BYTES = 1_400

const sample = JSON.parse(readFileSync(SAMPLE, 'utf8')) as Record<string, unknown>
const padding = 'x'.repeat(Math.max(0, BODY_BYTES - JSON.stringify(sample).length))

export function meetingPayload(meetingId: string): Record<string, unknown> {
  return { ...sample, id: meetingId, agenda: String(sample['agenda']) + padding }
}

/** 24 hex digits, the same for the same number. */
export function meetingId(number: number): string {
  return number.toString(16).padStart(24, '0')
}
