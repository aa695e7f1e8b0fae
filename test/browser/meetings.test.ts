/** Meetings as hosts handle them: scheduled and changed in one form, held, closed, read about, deleted. */
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inviteAndSignIn, signIn } from '../support/browser-session.ts'
import { startBrowser, type TestBrowser, type Visitor, type VisitorOptions } from '../support/browser.ts'
import { startListener, type Listener } from '../support/listener.ts'
import { connect, join } from '../support/room-client.ts'
import { ADMIN_EMAIL, ADMIN_PASSWORD, startTestServer, type TestServer } from '../support/server.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

let browser: TestBrowser
let server: TestServer
let origin: string
let listener: Listener
let host: { cookie: string }
beforeAll(async () => {
  browser = await startBrowser()
  listener = await startListener()
  server = await startTestServer({ media: true, env: { SUMMARY_DELAY_SECONDS: '60' } })
  origin = `http://localhost:${server.port}`
  const nora = await inviteAndSignIn(server, { role: 'host', email: 'nora@example.org' })
  host = nora
  // The administrator schedules here, too.
  const { accountId } = (await nora.api('GET', '/session')).body.user
  await server.api('PATCH', `/accounts/${accountId}`, { sharesMeetings: true })
})
afterAll(async () => {
  await browser.close()
  await server.stop()
  await listener.close()
})

async function visit(path: string, options: VisitorOptions = {}): Promise<Visitor> {
  const visitor = await browser.visit({ cookie: { url: origin, pair: host.cookie }, ...options })
  await visitor.page.clock.setFixedTime(server.clock.now())
  await visitor.page.goto(origin + path)
  return visitor
}

function schedule(topic: string, hoursAhead = 1) {
  const startTime = new Date(server.clock.now().getTime() + hoursAhead * HOUR_MS).toISOString()
  return server.api('POST', '/meetings', { topic, startTime, duration: 30 }).then(({ body }) => body)
}

test('a meeting is scheduled in plain words, changed, held, closed, and its summary read and minuted', async () => {
  for (const event of [
    'onMeetingScheduled',
    'onMeetingUpdated',
    'onMeetingClosed',
    'onMeetingSummaryCreated',
  ]) {
    await server.api('POST', '/web-hooks', { event, url: `${listener.origin}/${event}` })
  }
  const { page, faults, close } = await visit('/')
  await page.getByRole('link', { name: 'Schedule a meeting' }).click()
  await page.getByLabel('Topic').fill('Quarterly review')
  await page.getByLabel('Time', { exact: true }).fill('09:00')
  await page.getByRole('button', { name: '45 mins' }).click()
  await page.getByText('Tuesday, 24 November 2026, 09:00–09:45').waitFor()
  await page.getByLabel('Add people').fill('Grace Okafor <grace@example.com>; luca@example.com; nobody')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByText('2 people are invited.').waitFor()
  await page.getByText('This is not an e-mail address.').waitFor()
  await page.getByLabel('Add people').fill('')
  await page.getByRole('button', { name: 'Schedule', exact: true }).click()
  await page.getByRole('heading', { name: 'Quarterly review', level: 1 }).waitFor()
  await server.moveClock(0)
  await listener.waitFor((calls) => calls.some(({ path }) => path === '/onMeetingScheduled'))

  await page.getByRole('link', { name: 'Edit' }).click()
  await page.getByLabel('Agenda').fill('1. Figures')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('The meeting was saved.').waitFor()
  await server.moveClock(0)
  const [, updated] = await listener.waitFor(2)
  expect(updated?.path).toBe('/onMeetingUpdated')
  const meeting = JSON.parse(updated!.body.toString('utf8'))
  expect(meeting).toMatchObject({ topic: 'Quarterly review', agenda: '1. Figures', duration: '45' })

  const joined = await join(server, meeting, { name: 'Grace Okafor' })
  const grace = await connect(joined.roomUrl)
  await page.getByText('In progress').waitFor()
  await page.getByRole('button', { name: 'Close the meeting' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Everybody inside is sent out.').waitFor()
  await dialog.getByText('The web hook onMeetingClosed is called.').waitFor()
  await dialog.getByRole('button', { name: 'Close the meeting' }).click()
  expect((await grace.closed).code).toBe(4410)
  await page.getByText('The summary is made a few minutes after the close.').waitFor()
  // A clock that is moved while a call is out would end its lease.
  await server.moveClock(0)
  await server.moveClock(2 * MINUTE_MS)
  await page.getByRole('heading', { name: 'Attendance' }).waitFor()
  await page.getByText('Grace Okafor').first().waitFor()
  await page.getByRole('textbox', { name: 'Minutes' }).fill('Better than planned.')
  await page.getByRole('button', { name: 'Save the minutes' }).click()
  await page.getByText('The minutes were saved.').waitFor()
  await page.getByRole('region', { name: 'Web hooks' }).getByText('onMeetingSummaryCreated').waitFor()
  expect(listener.calls.map(({ path }) => path.slice(1))).toEqual([
    'onMeetingScheduled',
    'onMeetingUpdated',
    'onMeetingClosed',
    'onMeetingSummaryCreated',
  ])
  expect(faults).toEqual([])
  await close()
})

test('a series is said in a sentence, and an administrator is led from a meeting to its deliveries', async () => {
  const { cookie } = await signIn(server, { email: ADMIN_EMAIL, password: ADMIN_PASSWORD })
  const { page, faults, close } = await visit('/meetings/new', { cookie: { url: origin, pair: cookie } })
  await page.getByLabel('Topic').fill('Team meeting')
  await page.getByLabel('Date').fill('2026-11-26')
  await page.getByLabel('Repeats').selectOption({ label: 'Every week on Thursday' })
  await page.getByLabel('Ends').selectOption({ label: 'After a number of times' })
  await page.getByLabel('Number of times').fill('4')
  await page.getByText('Every week on Thursday, 4 times').waitFor()
  await page.getByRole('button', { name: 'Schedule', exact: true }).click()
  await page.getByRole('heading', { name: 'Team meeting', level: 1 }).waitFor()
  await server.moveClock(0)
  await page.reload()
  const told = page.getByRole('region', { name: 'Web hooks' })
  await told.getByRole('link').first().click()
  await page.getByRole('heading', { name: 'onMeetingScheduled', level: 1 }).waitFor()
  await page.getByText('The endpoint accepted the call. Nothing more happens.').waitFor()
  expect(faults).toEqual([])
  await close()
})

test('several are deleted together: what it causes is said before, and it can be taken back', async () => {
  const kept = await schedule('Kept after all')
  await schedule('Deleted one')
  await schedule('Deleted other')
  const { page, faults, close } = await visit('/meetings')
  await page.getByLabel('Select Kept after all').check()
  await page.getByRole('button', { name: 'Delete 1 meeting' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('link', { name: 'Kept after all' }).waitFor()

  await page.getByLabel('Select Deleted one').check()
  await page.getByLabel('Select Deleted other').check()
  await page.getByRole('button', { name: 'Delete 2 meetings' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('The web hook onMeetingDeleted is called once, about all 2 meetings.').waitFor()
  await dialog.getByRole('button', { name: 'Delete' }).click()
  await expect.poll(() => page.getByRole('link', { name: /^Deleted/ }).count()).toBe(0)
  // Leaving the page sends what could still be taken back.
  await page.goto(`${origin}/profile`)
  await expect.poll(async () => (await server.api('GET', '/meetings?q=Deleted')).body.data.length).toBe(0)
  expect((await server.api('GET', `/meetings/${kept.id}`)).status).toBe(200)
  expect(faults).toEqual([])
  await close()
})

test('what one looks for stands in the URL and survives signing in', async () => {
  await schedule('Findable')
  await schedule('Something else')
  const { page, faults, close } = await visit('/meetings?q=Findable', { cookie: undefined })
  await page.getByLabel('E-mail address').fill(ADMIN_EMAIL)
  await page.getByRole('textbox', { name: 'Password' }).fill(ADMIN_PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('link', { name: 'Findable' }).waitFor()
  expect(await page.getByRole('link', { name: 'Something else' }).count()).toBe(0)
  expect(page.url()).toBe(`${origin}/meetings?q=Findable`)
  expect(faults).toEqual([])
  await close()
})

test('a session that ended is renewed in place: what was typed is still there, and is saved', async () => {
  const { page, context, faults, close } = await visit('/meetings/new')
  await page.getByLabel('Topic').fill('Typed before')
  await context.clearCookies({ name: 'session' })
  await page.getByRole('button', { name: 'Schedule', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Sign in again' })
  await dialog.getByRole('textbox', { name: 'Password' }).fill('password of nora@example.org')
  await dialog.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Typed before', level: 1 }).waitFor()
  expect(faults).toEqual([])
  await close()
})

test('a page speaks German, with dates as one writes them there', async () => {
  const { topic, id } = await schedule('Wochengespräch')
  const german = await inviteAndSignIn(server, { role: 'host', email: 'jonas@example.org' })
  await german.api('PATCH', '/session', { language: 'de' })
  const { page, faults, close } = await visit('/meetings', {
    cookie: { url: origin, pair: german.cookie },
    width: 360,
    height: 780,
  })
  await page.getByRole('heading', { name: 'Besprechungen', level: 1 }).waitFor()
  await page.getByRole('link', { name: topic }).click()
  await page.getByRole('heading', { name: 'Wochengespräch', level: 1 }).waitFor()
  await page
    .getByText(/24\.11\.2026, \d\d:\d\d/)
    .first()
    .waitFor()
  await page.getByRole('link', { name: 'Bearbeiten' }).click()
  await page.getByLabel('Thema').fill('')
  await page.getByRole('button', { name: 'Speichern' }).click()
  await page.getByText('Dieses Feld muss ausgefüllt sein.').waitFor()
  expect((await server.api('GET', `/meetings/${id}`)).body.topic).toBe(topic)
  expect(faults).toEqual([])
  await close()
})

test('everything can be done by keyboard: to the content, into the form, and out by Escape', async () => {
  const { page, faults, close } = await visit('/meetings')
  await page.getByRole('heading', { name: 'Meetings', level: 1 }).waitFor()
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Schedule a meeting')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Schedule a meeting', level: 1 }).waitFor()
  await page.getByLabel('Topic').fill('By keyboard')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'By keyboard', level: 1 }).waitFor()
  await page.getByRole('button', { name: 'Delete' }).press('Enter')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Delete')
  expect(faults).toEqual([])
  await close()
})

test('a name that is typed at the door while the page still finds out who is there is kept', async () => {
  const { body: meeting } = await server.api('POST', '/meetings', {
    topic: 'Open door',
    startTime: server.clock.now().toISOString(),
  })
  const { page, faults, close } = await visit('/meetings', { cookie: undefined })
  const isTyped = Promise.withResolvers<void>()
  await page.route('**/api/v1/session', async (route) => {
    await isTyped.promise
    await route.continue()
  })
  await page.goto(`${origin}/join/${meeting.meetingId}`)
  await page.getByLabel('Your name').fill('Grace Okafor')
  isTyped.resolve()
  await page.getByRole('button', { name: 'Join now' }).click()
  await page.getByRole('button', { name: 'Leave' }).waitFor()
  await page.getByText('Grace Okafor (you)').waitFor()
  expect(faults).toEqual([])
  await close()
})

test('two people edit one meeting: what the other one saved is kept, and what both changed has to be decided', async () => {
  const { id } = await schedule('Edited by two')
  const { page, faults, close } = await visit(`/meetings/${id}/edit`, { height: 500 })
  await page.getByLabel('Topic').fill('My topic')
  await server.api('PATCH', `/meetings/${id}`, { topic: 'Their topic', agenda: 'Their agenda' })
  await page.getByRole('button', { name: 'Save' }).click()
  const notice = page.getByRole('alert', { name: 'Somebody else changed this in the meantime' })
  await notice.getByText('Their changes to other fields are in the form now: Agenda.').waitFor()
  expect(await notice.evaluate((element) => element === document.activeElement)).toBe(true)
  expect(await isInView(notice)).toBe(true)
  expect(await page.getByLabel('Agenda').inputValue()).toBe('Their agenda')

  // Pressed again without a look, nothing is overwritten.
  await page.getByRole('button', { name: 'Save' }).click()
  await expect.poll(() => notice.evaluate((element) => element === document.activeElement)).toBe(true)
  expect((await server.api('GET', `/meetings/${id}`)).body.topic).toBe('Their topic')
  await notice.getByRole('button', { name: 'Topic: keep mine' }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { name: 'My topic', level: 1 }).waitFor()
  expect((await server.api('GET', `/meetings/${id}`)).body).toMatchObject({
    topic: 'My topic',
    agenda: 'Their agenda',
  })
  expect(faults).toEqual([])
  await close()
})

test('a server that does not answer is said beside the button that was pressed', async () => {
  const { page, faults, close } = await visit('/meetings/new', { height: 500 })
  await page.getByLabel('Topic').fill('Not sent')
  await page.route('**/api/v1/meetings', (route) => route.abort())
  await page.getByRole('button', { name: 'Schedule', exact: true }).click()
  const notice = page.getByRole('alert', { name: 'The server does not answer' })
  await notice.waitFor()
  expect(await isInView(notice)).toBe(true)
  await page.unroute('**/api/v1/meetings')
  await page.getByRole('button', { name: 'Schedule', exact: true }).click()
  await page.getByRole('heading', { name: 'Not sent', level: 1 }).waitFor()
  expect(faults.filter((fault) => !fault.includes('ERR_FAILED'))).toEqual([])
  await close()
})

test('a wrong time zone is said at the time zone; a time that is over is said as it is typed', async () => {
  const { page, faults, close } = await visit('/meetings/new')
  await page.getByLabel('Topic').fill('Somewhere')
  await page.getByLabel('Time zone').fill('Europe/Nowhere')
  await page.getByRole('button', { name: 'Schedule', exact: true }).click()
  await page.getByText('Choose a time zone, such as Europe/Zurich.').waitFor()
  expect(await page.getByLabel('Date').getAttribute('aria-invalid')).not.toBe('true')
  await page.getByLabel('Time zone').fill('Europe/Zurich')
  await page.getByLabel('Date').fill('2026-10-27')
  await page.getByRole('alert').getByText('This time is in the past.').waitFor()
  await page.getByLabel('Date').fill('2026-11-27')
  await expect.poll(() => page.getByText('This time is in the past.').count()).toBe(0)
  expect(faults).toEqual([])
  await close()
})

test('a series that is split off is announced, with its new number', async () => {
  const { body: series } = await server.api('POST', '/meetings', {
    topic: 'Split in two',
    startTime: '2026-12-01T09:00:00Z',
    duration: 30,
    recurring: { frequencyType: 'weekly', endsType: 'after', endsAfter: 6 },
  })
  const { page, faults, close } = await visit(
    `/meetings/${series.id}/edit?scope=following&start=2026-12-15T09:00:00.000Z`,
  )
  await page.getByText('From this occurrence on the meeting becomes a series of its own').waitFor()
  await page.getByLabel('Topic').fill('The second half')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText(/with the number \d{4}-\d{4}-\d{4}-\d{4}/).waitFor()
  expect(faults).toEqual([])
  await close()
})

test('after a close the host is led to the summary', async () => {
  const { body: meeting } = await server.api('POST', '/meetings', {
    topic: 'Soon over',
    startTime: server.clock.now().toISOString(),
  })
  const { page, faults, close } = await visit(`/join/${meeting.meetingId}`)
  await page.getByRole('button', { name: 'Join now' }).click()
  await page.getByRole('button', { name: 'Leave' }).waitFor()
  await server.api('POST', `/meetings/${meeting.id}/close`)
  await page.getByRole('link', { name: 'Summary and minutes' }).click()
  await page.getByRole('heading', { name: 'Soon over', level: 1 }).waitFor()
  expect(faults).toEqual([])
  await close()
})

test('the coming occurrences of a series are listed; one is moved, keeps its new time in the form, and is cancelled', async () => {
  const { body: series } = await server.api('POST', '/meetings', {
    topic: 'Every Wednesday',
    startTime: '2026-12-02T09:00:00Z',
    timezone: 'Europe/Zurich',
    duration: 30,
    recurring: { frequencyType: 'weekly', endsType: 'after', endsAfter: 4 },
  })
  const { page, faults, close } = await visit(`/meetings/${series.id}`)
  const coming = page.getByRole('region', { name: 'Coming occurrences' })
  await expect.poll(() => coming.getByRole('listitem').count()).toBe(4)
  await coming.getByRole('link', { name: 'Edit 9 Dec 2026, 10:00' }).click()
  await page.getByLabel('Time', { exact: true }).fill('15:30')
  await page.getByLabel('Duration (minutes)').fill('45')
  await page.getByRole('button', { name: 'Save' }).click()
  const moved = coming.getByRole('listitem').filter({ hasText: '9 Dec 2026, 15:30' })
  await moved.getByText('Changed').waitFor()
  await moved.getByText('Instead of 9 Dec 2026, 10:00').waitFor()

  await moved.getByRole('link', { name: 'Edit 9 Dec 2026, 15:30' }).click()
  await expect.poll(() => page.getByLabel('Time', { exact: true }).inputValue()).toBe('15:30')
  expect(await page.getByLabel('Duration (minutes)').inputValue()).toBe('45')
  await page.getByRole('link', { name: 'Every Wednesday' }).first().click()
  await coming.getByRole('button', { name: 'Cancel 16 Dec 2026, 10:00' }).click()
  const dialog = page.getByRole('dialog')
  expect(await dialog.getByLabel('Which occurrence?').inputValue()).toBe('2026-12-16T09:00:00.000Z')
  await dialog.getByRole('button', { name: 'Delete' }).click()
  await page.goto(`${origin}/profile`)
  await expect
    .poll(async () => {
      const { body } = await server.api('GET', `/meetings/${series.id}/occurrences`)
      return body.data.map(({ state }: { state: string }) => state)
    })
    .toEqual(['current', 'coming', 'cancelled', 'coming'])
  expect(faults).toEqual([])
  await close()
})

test('without a mail server it is said that nobody is mailed: in the form and on the meeting', async () => {
  const { page, faults, close } = await visit('/meetings/new')
  await page.getByLabel('Topic').fill('Nobody is told')
  await page.getByLabel('Add people').fill('grace@example.com')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByText('This instance sends no mails, so nobody is told.').waitFor()
  await page.getByRole('button', { name: 'Schedule', exact: true }).click()
  await page.getByRole('heading', { name: 'Nobody is told', level: 1 }).waitFor()
  const invited = page.getByRole('region', { name: 'Invited' })
  await invited.getByText('This instance sends no mails, so nobody is told.').waitFor()
  expect(faults).toEqual([])
  await close()
})

function isInView(locator: Locator): Promise<boolean> {
  return locator.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect()
    return top >= 0 && bottom <= innerHeight
  })
}
