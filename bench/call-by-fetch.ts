/** How a team would make the call of a job today: Node's own `fetch`, which keeps connections alive by itself. */
import { CALL_TIMEOUT_MS, headersOf, type MakeCall } from './contender.ts'

export const callByFetch: MakeCall = async (job) => {
  const response = await fetch(job.url, {
    method: 'POST',
    headers: headersOf(job),
    body: JSON.stringify(job.payload),
    redirect: 'manual',
    signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
  })
  await response.arrayBuffer()
  if (!response.ok) throw new Error(`The receiver answered ${response.status}`)
}
