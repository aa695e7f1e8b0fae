import { afterAll, beforeAll, expect, test } from 'vitest'
import { inviteAndSignIn } from '../support/browser-session.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const DEFAULTS = {
  timezone: 'Europe/Zurich',
  meetingDurationMinutes: 45,
  meetingType: 'boardroom',
  meetingIsRecorded: true,
  meetingVideoResolution: 'hd',
}

test('what a new meeting does not say is as the operator wants it', async () => {
  expect((await server.api('PATCH', '/settings', DEFAULTS)).status).toBe(200)
  const { body } = await server.api('POST', '/meetings', { topic: 'As usual' })
  expect(body).toMatchObject({
    duration: '45',
    type: 'boardroom',
    isRecorded: true,
    videoResolution: 'hd',
    timezone: 'Europe/Zurich',
  })
  const said = {
    topic: 'Otherwise',
    duration: 5,
    type: 'standard',
    isRecorded: false,
    videoResolution: 'low',
  }
  const { body: other } = await server.api('POST', '/meetings', said)
  expect(other).toMatchObject({ ...said, duration: '5' })
})

test('off the record is never recorded, whatever the default says', async () => {
  const { status, body } = await server.api('POST', '/meetings', { topic: 'Hush', type: 'offTheRecord' })
  expect([status, body.isRecorded]).toEqual([201, false])
  const asked = { topic: 'Hush', type: 'offTheRecord', isRecorded: true }
  expect((await server.api('POST', '/meetings', asked)).status).toBe(422)
  const { status: refused, body: fault } = await server.api('PATCH', '/settings', {
    meetingType: 'offTheRecord',
  })
  expect([refused, fault.errors[0].pointer]).toEqual([422, '/meetingType'])
})

test('hosts, who may not see the settings, see these', async () => {
  const host = await inviteAndSignIn(server, { role: 'host', email: 'host@example.org' })
  expect((await host.api('GET', '/settings')).status).toBe(403)
  expect((await host.api('GET', '/meeting-defaults')).body).toEqual({
    timezone: 'Europe/Zurich',
    language: 'en',
    duration: 45,
    type: 'boardroom',
    isRecorded: true,
    videoResolution: 'hd',
    mailConfigured: false,
  })
})

test('the language of the instance is among those that are offered', async () => {
  const narrowed = await server.api('PATCH', '/settings', { languages: ['de', 'fr'] })
  expect(narrowed.body.errors[0].pointer).toBe('/languages')
  expect((await server.api('PATCH', '/settings', { languages: ['de'], language: 'de-CH' })).status).toBe(200)
  expect((await server.api('PATCH', '/settings', { language: 'it' })).body.errors[0].pointer).toBe(
    '/language',
  )
  for (const languages of [[], ['xx'], ['de', 'de']])
    expect((await server.api('PATCH', '/settings', { languages })).status).toBe(422)
})
