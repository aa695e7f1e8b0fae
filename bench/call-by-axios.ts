/** How many a team makes the call of a job: axios, over Node's agent, which keeps connections alive by itself. */
import axios from 'axios'
import { CALL_TIMEOUT_MS, headersOf, type MakeCall } from './contender.ts'

export const callByAxios: MakeCall = async (job) => {
  await axios.post(job.url, JSON.stringify(job.payload), {
    headers: headersOf(job),
    timeout: CALL_TIMEOUT_MS,
    maxRedirects: 0,
  })
}
