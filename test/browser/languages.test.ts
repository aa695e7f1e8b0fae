/** Which language a page speaks: the one that somebody chose, was invited in, or has in their browser. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inviteAndSignIn } from '../support/browser-session.ts'
import { startBrowser, type TestBrowser } from '../support/browser.ts'
import { startListener } from '../support/listener.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let browser: TestBrowser
let server: TestServer
let origin: string
beforeAll(async () => {
  browser = await startBrowser()
  server = await startTestServer({ clock: null })
  origin = `http://localhost:${server.port}`
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

test('a language that is chosen in the menu is kept: after loading again, and on another device', async () => {
  const user = await inviteAndSignIn(server, { role: 'host', email: 'menu@example.org' })
  const cookie = { url: origin, pair: user.cookie }
  const { page, faults, close } = await browser.visit({ cookie })
  await page.goto(`${origin}/meetings`)
  await page.getByRole('heading', { name: 'Meetings', level: 1 }).waitFor()
  await page.getByRole('button', { name: /Host$/ }).click()
  const isSaved = page.waitForResponse((response) => response.request().method() === 'PATCH')
  await page.getByLabel('Language').selectOption('fr')
  await page.getByRole('heading', { name: 'Réunions', level: 1 }).waitFor()
  await isSaved
  await page.reload()
  await page.getByRole('heading', { name: 'Réunions', level: 1 }).waitFor()
  const elsewhere = await browser.visit({ cookie })
  await elsewhere.page.goto(`${origin}/meetings`)
  await elsewhere.page.getByRole('heading', { name: 'Réunions', level: 1 }).waitFor()
  expect([...faults, ...elsewhere.faults]).toEqual([])
  await Promise.all([close(), elsewhere.close()])
})

test('who was invited in German is greeted in German, and stays German', async () => {
  const { body } = await server.api('POST', '/users', {
    username: 'Jonas Keller',
    email: 'jonas.keller@example.org',
    role: 'host',
    language: 'de',
  })
  const { page, faults, close } = await browser.visit({ locale: 'en-GB' })
  await page.goto(body.invitation.url.replace(/^https?:\/\/[^/]+/, origin))
  await page.getByRole('heading', { name: 'Willkommen', level: 1 }).waitFor()
  await page.getByLabel('Passwort', { exact: true }).fill('vier zufällige Wörter hier')
  await page.getByRole('button', { name: 'Speichern und anmelden' }).click()
  await page.getByRole('heading', { name: 'Willkommen, Jonas Keller' }).waitFor()
  expect((await server.api('GET', `/users/${body.user.id}`)).body.language).toBe('de')
  expect(faults).toEqual([])
  await close()
})

test('guests get their own browser’s language where it is offered, else that of the instance', async () => {
  const { body: meeting } = await server.api('POST', '/meetings', { topic: 'For guests' })
  const italian = await browser.visit({ locale: 'it-CH' })
  await italian.page.goto(`${origin}/join/${meeting.meetingId}`)
  await italian.page.getByLabel('Il suo nome').waitFor()
  const swedish = await browser.visit({ locale: 'sv-SE' })
  await swedish.page.goto(`${origin}/join/${meeting.meetingId}`)
  await swedish.page.getByLabel('Your name').waitFor()
  // An invitation's own language counts more, for this page alone.
  await italian.page.goto(`${origin}/join/${meeting.meetingId}?lang=de`)
  await italian.page.getByLabel('Ihr Name').waitFor()
  await italian.page.goto(`${origin}/sign-in`)
  await italian.page.getByRole('heading', { name: 'Accesso', level: 1 }).waitFor()
  expect([...italian.faults, ...swedish.faults]).toEqual([])
  await Promise.all([italian.close(), swedish.close()])
})

test('why a call failed, and what was done, is said in the language of the page', async () => {
  const admin = await inviteAndSignIn(server, { role: 'administrator', email: 'verwaltung@example.org' })
  await server.api('PATCH', `/users/${admin.id}`, { language: 'de' })
  const listener = await startListener()
  const url = `${listener.origin}/hook`
  const made = await server.api('POST', '/web-hooks', { event: 'onMeetingScheduled', url })
  expect(made.status).toBe(201)
  await listener.close()
  await server.api('POST', '/meetings', { topic: 'Wochenplanung' })
  await server.services.engine.dispatcher.settle()
  const { page, faults, close } = await browser.visit({
    cookie: { url: origin, pair: admin.cookie },
    locale: 'de-CH',
  })
  await page.goto(`${origin}/system/deliveries`)
  const row = page.getByRole('row', { name: /onMeetingScheduled/ })
  await row.getByText('Keine Antwort').waitFor()
  await row.getByRole('link', { name: 'Wochenplanung' }).waitFor()
  await row.getByRole('link', { name: 'onMeetingScheduled' }).click()
  await page
    .getByText(/^Keine Verbindung zu 127\.0\.0\.1:\d+: abgelehnt/)
    .first()
    .waitFor()
  await page.goto(`${origin}/system/audit`)
  await page
    .getByRole('row', { name: /Besprechung: geplant.*Wochenplanung/ })
    .first()
    .waitFor()
  expect(faults).toEqual([])
  await close()
})
