/**
 * The page that this product is bought for, with real listeners at the other end: each hook configured, tried and
 * called; a listener that fails, is mended and told again; a web hook that is switched off and catches up.
 */
import { Webhook } from 'standardwebhooks'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { hookNames } from '../../receiver/src/contract/hook-names.ts'
import { signIn } from '../support/browser-session.ts'
import { startBrowser, type TestBrowser, type Visitor, type VisitorOptions } from '../support/browser.ts'
import { startListener, type Answer, type Listener, type ListenerCall } from '../support/listener.ts'
import { createManualClock } from '../support/manual-clock.ts'
import { ADMIN_EMAIL, ADMIN_PASSWORD, startTestServer, type TestServer } from '../support/server.ts'

const MINUTE_MS = 60_000

let browser: TestBrowser
let server: TestServer
let origin: string
/** Each test has one of its own: the calls of a meeting to one receiver wait for each other. */
let listener: Listener
let answer: Answer
beforeAll(async () => {
  browser = await startBrowser()
  // Receivers refuse signatures of another day, and replays look for events by ids of the real time.
  const clock = createManualClock(new Date())
  server = await startTestServer({ clock, env: { SUMMARY_DELAY_SECONDS: '60' } })
  origin = `http://localhost:${server.port}`
})
beforeEach(async () => {
  answer = {}
  listener = await startListener({ answer: () => answer })
})
afterEach(async () => {
  await listener.close()
  // A name belongs to one web hook: a test that is tried again has to find it free.
  const { body } = await server.api('GET', '/web-hooks?limit=200')
  for (const { id } of body.data) await server.api('DELETE', `/web-hooks/${id}`)
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

async function visit(path: string, options: VisitorOptions = {}): Promise<Visitor> {
  const { cookie } = await signIn(server, { email: ADMIN_EMAIL, password: ADMIN_PASSWORD })
  const visitor = await browser.visit({ cookie: { url: origin, pair: cookie }, ...options })
  await visitor.page.clock.setFixedTime(server.clock.now())
  await visitor.page.goto(origin + path)
  return visitor
}

async function configure(input: Record<string, unknown>): Promise<string> {
  const { status, body } = await server.api('POST', '/web-hooks', { event: 'onMeetingScheduled', ...input })
  expect(status).toBe(201)
  return String(body.id)
}

async function schedule(topic: string): Promise<{ id: string }> {
  const startTime = server.clock.now().toISOString()
  const { body } = await server.api('POST', '/meetings', { topic, startTime, duration: 30 })
  await server.moveClock(0)
  return body
}

function callsTo(path: string): ListenerCall[] {
  return listener.calls.filter((call) => call.path === path)
}

test('each of the six hooks is set up, tried before it is saved, and called', async () => {
  const secrets = new Map<string, string>()
  const { page, faults, close } = await visit('/system/web-hooks')
  for (const hook of hookNames) {
    await page.getByRole('link', { name: `Set up ${hook}` }).click()
    await page.getByLabel('URL', { exact: true }).fill(`${listener.origin}/${hook}`)
    await page.getByRole('radio', { name: 'PUT' }).check()
    await page.getByRole('radio', { name: 'This key' }).check()
    await page.getByRole('button', { name: 'Generate' }).click()
    const key = await page.getByRole('textbox', { name: 'Value of X-API-KEY' }).inputValue()
    expect(key).toMatch(/^[\w-]{43}$/)

    await page.getByRole('button', { name: 'Send test call' }).click()
    await page.getByText('The endpoint accepted the call.').waitFor()
    const [tried] = callsTo(`/${hook}`)
    expect(tried?.method).toBe('PUT')
    expect(tried?.headers).toMatchObject({ 'x-api-key': key, 'webhook-event': hook, 'webhook-test': 'true' })
    const shown = page.getByRole('region', { name: 'Test' }).getByText(/^[[{]/)
    expect(JSON.parse(await shown.innerText())).toEqual(JSON.parse(tried!.body.toString('utf8')))

    await page.getByRole('button', { name: 'Create web hook' }).click()
    secrets.set(hook, await page.getByText(/^whsec_/).innerText())
    await page.getByRole('link', { name: 'I’ve saved it' }).click()
    await page.getByText('Nothing is waiting.').waitFor()
    expect(await page.getByText(/whsec_/).count()).toBe(0)
    await page.getByRole('link', { name: 'Web hooks' }).first().click()
  }
  expect(await page.getByText('Not set up').count()).toBe(0)

  const { id } = await schedule('Told to six')
  await server.api('PATCH', `/meetings/${id}`, { agenda: 'A change' })
  await server.api('POST', `/meetings/${id}/close`)
  // A clock that is moved while a call is out would end its lease.
  await server.moveClock(0)
  await server.moveClock(2 * MINUTE_MS)
  await server.api('DELETE', `/meetings/${id}`)
  await server.moveClock(0)
  for (const hook of hookNames.filter((name) => name !== 'onMeetingRecordingCreated')) {
    await expect.poll(() => callsTo(`/${hook}`).length, { message: hook }).toBe(2)
    const { body, headers } = callsTo(`/${hook}`)[1]!
    expect(headers['webhook-test']).toBeUndefined()
    new Webhook(secrets.get(hook)!).verify(body.toString('utf8'), headers as Record<string, string>)
  }
  await page.getByRole('link', { name: 'Deliveries' }).click()
  await page.getByRole('row', { name: /^onMeetingDeleted Delivered/ }).waitFor()
  expect(faults).toEqual([])
  await close()
})

test('a private address is named as one types, with how to allow it; saving it says so at the field', async () => {
  const { page, faults, close } = await visit('/system/web-hooks/new?event=onMeetingUpdated')
  await page.getByLabel('URL', { exact: true }).fill('https://10.1.2.3/hook')
  await page.getByText(/A private address: .*WEBHOOK_ALLOW_PRIVATE=10\.1\.2\.3/).waitFor()
  await page.getByRole('button', { name: 'Create web hook' }).click()
  await expect.poll(() => page.getByLabel('URL', { exact: true }).getAttribute('aria-invalid')).toBe('true')
  await page.getByLabel('URL', { exact: true }).fill('https://10.1.2.3/hook#part')
  await page.getByText('Leave out the part after #').waitFor()
  expect(faults).toEqual([])
  await close()
})

test('a listener that fails is seen in the log, mended, and told again: the same bytes under the same id', async () => {
  answer = { status: 500, body: 'out of order' }
  const id = await configure({ url: `${listener.origin}/mended`, name: 'mended' })
  await schedule('Told late')
  await listener.waitFor((calls) => calls.some(({ path }) => path === '/mended'))
  const { page, faults, close } = await visit(`/system/deliveries?webHook=${id}`)
  await page
    .getByRole('row', { name: /onMeetingScheduled.*Pending/ })
    .getByRole('link', { name: 'onMeetingScheduled' })
    .click()
  await page.getByText('Response 500').first().waitFor()
  await page.getByText('out of order').first().waitFor()
  await page.getByText(/Next attempt in/).waitFor()
  await page
    .getByText('The endpoint failed while it handled the call. Look in its own log.')
    .first()
    .waitFor()
  await page.getByRole('button', { name: 'Cancel delivery' }).click()
  const question = page.getByRole('dialog', { name: 'Cancel this delivery?' })
  await question.getByText('Later calls about the same meeting no longer wait for it.').waitFor()
  await question.getByRole('button', { name: 'Cancel delivery' }).click()
  await page.getByText('It failed or was cancelled; there are no further attempts.').waitFor()

  answer = {}
  await server.moveClock(MINUTE_MS)
  await page.goto(`${origin}/system/web-hooks/${id}`)
  await page.getByRole('button', { name: 'Preview' }).click()
  await page.getByText('1 call will be sent.').waitFor()
  await page.getByRole('button', { name: 'Replay' }).click()
  await page.getByText('Done: 1 of 1').waitFor()
  await server.moveClock(0)
  await expect.poll(() => callsTo('/mended').length).toBe(2)
  const [failed, told] = callsTo('/mended') as [ListenerCall, ListenerCall]
  expect(told.body.equals(failed.body)).toBe(true)
  expect(told.headers['webhook-id']).toBe(failed.headers['webhook-id'])
  await page.getByRole('link', { name: 'Show its deliveries' }).click()
  await page.getByRole('row', { name: /^onMeetingScheduled Delivered/ }).waitFor()
  await page.getByRole('row', { name: /^onMeetingScheduled Failed/ }).waitFor()
  expect(faults).toEqual([])
  await close()
})

test('while a web hook is off its calls are kept; one click catches up, in order', async () => {
  const id = await configure({ url: `${listener.origin}/kept`, name: 'kept', catchUpAutomatically: false })
  const { page, faults, close } = await visit(`/system/web-hooks/${id}`)
  await page.getByRole('switch', { name: 'Enabled' }).press(' ')
  await page.getByText('It is off. Calls are kept until you turn it on.').waitFor()
  const first = await schedule('Kept first')
  await server.api('PATCH', `/meetings/${first.id}`, { topic: 'Kept first, changed' })
  await schedule('Kept second')
  expect(callsTo('/kept')).toEqual([])
  await page.reload()
  await page.getByText(/^2 calls are waiting\./).waitFor()
  await page.getByRole('switch', { name: 'Enabled' }).press(' ')
  await page.getByText(/2 of them wait for Catch up/).waitFor()
  await page.getByRole('button', { name: 'Catch up' }).click()
  await server.moveClock(0)
  await expect.poll(() => callsTo('/kept').length).toBe(2)
  const topics = callsTo('/kept').map(({ body }) => JSON.parse(body.toString('utf8')).topic)
  expect(topics).toEqual(['Kept first', 'Kept second'])
  expect(faults).toEqual([])
  await close()
})

test('the list of deliveries is live, and its filters stand in the URL', async () => {
  const id = await configure({ url: `${listener.origin}/live`, name: 'live' })
  const { page, faults, close } = await visit('/system/deliveries')
  await page.getByText('Live', { exact: true }).waitFor()
  await page.getByLabel('Endpoint', { exact: true }).selectOption(id)
  await expect.poll(() => page.url()).toContain(`webHook=${id}`)
  await page.getByText('No deliveries match').waitFor()
  await schedule('Seen at once')
  await page.getByRole('row', { name: /onMeetingScheduled.*Delivered/ }).waitFor()
  await page.getByRole('row', { name: /onMeetingScheduled.*Delivered/ }).hover()
  await schedule('Counted, while somebody reads')
  await page.getByRole('button', { name: '1 new' }).click()
  await expect.poll(() => page.getByRole('row', { name: /onMeetingScheduled.*Delivered/ }).count()).toBe(2)
  await page.getByLabel('State').selectOption('Failed')
  await expect.poll(() => page.url()).toContain('state=failed')
  await page.getByText('No deliveries match').waitFor()
  await page.reload()
  expect(await page.getByLabel('State').inputValue()).toBe('failed')
  await page.getByText('No deliveries match').waitFor()
  expect(faults).toEqual([])
  await close()
})

test('a secret is changed with an overlap; a receiver that is gone, and a secret that retires, are said on every page', async () => {
  const id = await configure({ url: `${listener.origin}/gone`, name: 'gone' })
  const { page, faults, close } = await visit(`/system/web-hooks/${id}`)
  await page.getByLabel('Keep the old secret valid for').selectOption({ label: '1 day' })
  await page.getByRole('button', { name: 'Change the secret' }).click()
  const secret = await page.getByText(/^whsec_/).innerText()
  answer = { status: 410 }
  await schedule('Told for the last time')
  const [call] = await listener.waitFor(1)
  expect(String(call!.headers['webhook-signature']).split(' ')).toHaveLength(2)
  new Webhook(secret).verify(call!.body.toString('utf8'), call!.headers as Record<string, string>)

  await page.goto(`${origin}/meetings`)
  const attention = page.getByRole('region', { name: 'Needs your attention' })
  await attention.getByText(/The endpoint of onMeetingScheduled at .* returned 410/).waitFor()
  // Anyone who has just changed a secret knows; it is spoken of when the old one is almost over.
  expect(await attention.getByText(/The old signing secret/).count()).toBe(0)
  await page.clock.setFixedTime(new Date(server.clock.now().getTime() + 23 * 60 * MINUTE_MS))
  await page.reload()
  await attention.getByText(/The old signing secret of onMeetingScheduled at .* is about to expire/).waitFor()
  await attention.getByRole('link', { name: 'View' }).first().click()
  await page.getByText('The endpoint returned 410').first().waitFor()
  answer = {}
  await page.getByRole('button', { name: 'Catch up' }).click()
  await page.getByText('The kept calls are being sent.').waitFor()
  await server.moveClock(MINUTE_MS)
  await listener.waitFor(2)
  await page.reload()
  await page.getByText('1 attempt failed in the last 24 hours. Nothing is waiting.').waitFor()
  expect(await attention.getByText('returned 410').count()).toBe(0)
  expect(faults).toEqual([])
  await close()
})

test('before a web hook is deleted it is said how many calls are lost; and it can be taken back, on a telephone too', async () => {
  answer = { status: 503 }
  const id = await configure({ url: `${listener.origin}/deleted`, name: 'deleted' })
  await schedule('Waits')
  await listener.waitFor(1)
  const { page, faults, close } = await visit(`/system/web-hooks/${id}`, { width: 360 })
  await page.getByRole('button', { name: 'Delete' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete the web hook onMeetingScheduled?' })
  await dialog.getByText('1 call that waits is never sent.').waitFor()
  await dialog.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('heading', { name: 'Web hooks', level: 1 }).waitFor()
  expect(await page.getByRole('link', { name: `${listener.origin}/deleted` }).count()).toBe(0)
  const undo = page.getByRole('button', { name: 'Undo' })
  await undo.waitFor()
  expect(await undo.evaluate(isCut)).toBe(false)
  await undo.click()
  await page.getByRole('link', { name: `${listener.origin}/deleted` }).waitFor()
  expect((await server.api('GET', `/web-hooks/${id}`)).status).toBe(200)
  expect(faults).toEqual([])
  await close()
})

test('a secret is not changed without an overlap by one click', async () => {
  const id = await configure({ url: `${listener.origin}/cut`, name: 'cut' })
  const { page, faults, close } = await visit(`/system/web-hooks/${id}`)
  await page.getByLabel('Keep the old secret valid for').selectOption({ label: 'No overlap' })
  await page.getByRole('button', { name: 'Change the secret' }).click()
  const dialog = page.getByRole('dialog', { name: 'Change it without an overlap?' })
  await dialog.getByText(/The old secret stops being valid at once/).waitFor()
  expect(await page.getByText(/^whsec_/).count()).toBe(0)
  await dialog.getByRole('button', { name: 'Change the secret' }).click()
  await page.getByText(/^whsec_/).waitFor()
  expect(faults).toEqual([])
  await close()
})

test('a failed test call comes with advice, and is gone as soon as the form says something else', async () => {
  answer = { status: 301, headers: { location: 'https://example.org/new' } }
  const { page, faults, close } = await visit('/system/web-hooks/new?event=onMeetingClosed')
  await page.getByLabel('URL', { exact: true }).fill(`${listener.origin}/moved`)
  await page.getByRole('button', { name: 'Send test call' }).click()
  await page.getByText(/^The endpoint redirects to https:\/\/example\.org\/new\./).waitFor()
  answer = { status: 404 }
  await page.getByRole('button', { name: 'Send test call' }).click()
  await page.getByText(/^There is nothing at this path\./).waitFor()
  await page.getByLabel('URL', { exact: true }).fill(`${listener.origin}/elsewhere`)
  await page.getByText('The form has changed since the last test call.').waitFor()
  expect(await page.getByText(/^There is nothing at this path\./).count()).toBe(0)
  expect(faults).toEqual([])
  await close()
})

test('one endpoint is set up for all six events at once; a call that waits is tried now', async () => {
  const { page, faults, close } = await visit('/system/web-hooks')
  await page.getByRole('link', { name: 'Set up all six' }).click()
  await page.getByLabel('URL', { exact: true }).fill(`${listener.origin}/all/{event}`)
  await page.getByRole('button', { name: 'Send test call' }).click()
  await page.getByText('The endpoint accepted the call.').waitFor()
  expect(callsTo('/all/onMeetingScheduled')).toHaveLength(1)
  await page.getByRole('button', { name: 'Create web hook' }).click()
  await page.getByText(/^whsec_/).waitFor()
  await page.getByRole('link', { name: 'I’ve saved it' }).click()
  for (const hook of hookNames) {
    await page.getByRole('link', { name: `${listener.origin}/all/${hook}`, exact: true }).waitFor()
  }

  answer = { status: 503 }
  await schedule('Tried now')
  await listener.waitFor(
    (calls) => calls.filter(({ path }) => path === '/all/onMeetingScheduled').length === 2,
  )
  await page.goto(`${origin}/system/deliveries?event=onMeetingScheduled&state=pending`)
  await page.getByRole('row').filter({ hasText: '/all/onMeetingScheduled' }).getByRole('link').first().click()
  await page.getByText(`POST ${listener.origin}/all/onMeetingScheduled`).first().waitFor()
  answer = {}
  await page.getByRole('button', { name: 'Try now' }).click()
  await page.getByText('The call is being tried now.').waitFor()
  await server.moveClock(0)
  await page.reload()
  await page.getByText('The endpoint accepted the call. Nothing more happens.').waitFor()
  expect(faults).toEqual([])
  await close()
})

/** Whether part of it lies outside the window, or its words do not fit into it. */
function isCut(element: Element): boolean {
  const { left, right } = element.getBoundingClientRect()
  const words = element.querySelector('.mantine-Button-label') ?? element
  return left < 0 || right > document.documentElement.clientWidth || words.scrollWidth > words.clientWidth
}
