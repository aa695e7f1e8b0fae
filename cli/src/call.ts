/** One call to a receiver from this machine, as the meeting server makes it, and what came of it. */
import { reasonOf } from './api.ts'

/** As long as the meeting server waits. */
const ANSWER_LIMIT_MS = 15_000
const ANSWER_SHOWN_CHARACTERS = 2_000

export interface Outcome {
  /** Null: no answer came. */
  readonly status: number | null
  readonly durationMs: number
  /** What the receiver said, or why there is no answer. */
  readonly text: string
}

export interface OutgoingCall {
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export async function makeCall(url: string, { method, headers, body }: OutgoingCall): Promise<Outcome> {
  const start = performance.now()
  const since = () => Math.round(performance.now() - start)
  try {
    const response = await fetch(url, {
      method,
      headers: { ...headers, 'user-agent': 'simplex-meeting-cli' },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
    })
    const durationMs = since()
    const text = (await response.text()).slice(0, ANSWER_SHOWN_CHARACTERS)
    return { status: response.status, durationMs, text }
  } catch (error) {
    return { status: null, durationMs: since(), text: reasonOf(error) }
  }
}

export function isSuccess({ status }: Outcome): boolean {
  return status !== null && status >= 200 && status < 300
}

/** `204 in 12 ms`, `401 in 3 ms: signature-mismatch …`, `no answer: connect ECONNREFUSED …`. */
export function describeOutcome({ status, durationMs, text }: Outcome): string {
  const words = text.trim()
  if (status === null) return `no answer: ${words}`
  return `${status} in ${durationMs} ms${words ? `: ${words}` : ''}`
}
