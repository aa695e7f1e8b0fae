/**
 * The demonstration: a real server on a temporary folder, a listening service as an integrator writes it, and one
 * meeting lived from scheduling to its merged recording. Every web hook call is printed as it arrives. At the end it
 * says what was checked, and exits with 1 where something did not hold.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hookNames } from '../receiver/src/index.ts'
import { createApi, type Api } from './api.ts'
import { checkWhatArrived } from './check.ts'
import { startListeningService, type ListeningService } from './listening-service.ts'
import { Participant } from './participant.ts'
import { paint, say, step } from './print.ts'
import { generatePart } from './recorded-part.ts'
import { startDemoServer } from './server-process.ts'

const SUMMARY_DELAY_SECONDS = 4
const LEAVE_GRACE_SECONDS = 1
const PART_SECONDS = 4
const CALLS_EXPECTED = 7
const BUDGET_MS = 60_000
const CHROME_ON_MAC =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36'
const FIREFOX_ON_WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0'

const startedAt = performance.now()
const folder = await mkdtemp(join(tmpdir(), 'simplex-meeting-demo-'))
const server = await startDemoServer({
  dataDir: join(folder, 'data'),
  summaryDelaySeconds: SUMMARY_DELAY_SECONDS,
  leaveGraceSeconds: LEAVE_GRACE_SECONDS,
})
const service = await startListeningService()
let failures: string[] = ['The demonstration did not come to its end.']
try {
  say(`The server runs at ${server.url}, the listening service at ${service.url}.`)
  const api = createApi(server.url, server.apiKey)
  await configureHooks(api, service)
  await liveAMeeting(api, service)
  await deleteAnother(api, service)
  step('Waiting for the last calls')
  await service.waitFor(CALLS_EXPECTED, BUDGET_MS)
  failures = await checkWhatArrived(api, service)
} finally {
  await service.close()
  await server.stop()
  await rm(folder, { recursive: true, force: true })
}
say(`Took ${((performance.now() - startedAt) / 1000).toFixed(1)} s.`)
process.exitCode = failures.length === 0 ? 0 : 1

/** Some by POST, some by PUT, each with a key of its own. */
async function configureHooks(api: Api, service: ListeningService): Promise<void> {
  step('Configuring the six web hooks')
  for (const [index, event] of hookNames.entries()) {
    const method = index % 2 === 0 ? 'POST' : 'PUT'
    const apiKey = `demo-key-${index + 1}`
    const webHook = await api.post('/web-hooks', {
      event,
      url: `${service.url}/${event}`,
      method,
      apiKey,
      name: event,
    })
    service.expect(event, { method, apiKey, secret: String(webHook['signingSecret']) })
    say(`  ${event.padEnd(26)} ${method.padEnd(4)} ${service.url}/${event}`)
  }
}

async function liveAMeeting(api: Api, service: ListeningService): Promise<void> {
  step('Scheduling a recorded meeting')
  service.causeNow('onMeetingScheduled')
  const meeting = await api.post('/meetings', {
    topic: 'Quarterly review',
    duration: 30,
    timezone: 'Europe/Zurich',
    isRecorded: true,
    invitedParticipants: [{ name: 'Grace', email: 'grace@example.com', role: 'participant', language: 'en' }],
  })
  const id = String(meeting['id'])

  step('Writing its agenda')
  service.causeNow('onMeetingUpdated')
  await api.patch(`/meetings/${id}`, { agenda: '1. Figures\n2. Outlook' })

  step('Ada and Grace join; Grace’s connection drops, and she comes back')
  const ada = await Participant.join(api, id, 'Ada', CHROME_ON_MAC)
  const grace = await Participant.join(api, id, 'Grace', FIREFOX_ON_WINDOWS)
  const recordedFrom = new Date()
  await grace.drop()
  await ada.untilLeft(grace)
  await grace.rejoin()

  step('Both upload what their browsers recorded')
  await ada.upload(id, 0, recordedFrom, await generatePart(folder, PART_SECONDS, 'testsrc', 440))
  await grace.upload(id, 0, recordedFrom, await generatePart(folder, PART_SECONDS - 1, 'smptebars', 660))

  step(`Closing; the summary follows after ${SUMMARY_DELAY_SECONDS} s, the recording when it is merged`)
  service.causeNow('onMeetingClosed', 'onMeetingSummaryCreated', 'onMeetingRecordingCreated')
  await api.post(`/meetings/${id}/close`, {})
  say(paint.dim(`  Ada’s room closed with ${await ada.closed}, Grace’s with ${await grace.closed}.`))
}

async function deleteAnother(api: Api, service: ListeningService): Promise<void> {
  step('Scheduling another meeting, and deleting it')
  service.causeNow('onMeetingScheduled')
  const meeting = await api.post('/meetings', { topic: 'Called off', startTime: '2030-05-04T09:00:00+02:00' })
  service.causeNow('onMeetingDeleted')
  await api.delete(`/meetings/${String(meeting['id'])}`)
}
