/** Pages that come to a key by way of a server that passes on what they say, and reads it, or changes it. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createPair, type MeetingKey, unwrap, wrap } from './ciphers.ts'
import { createSecrecy, type Secrecy, SWITCH_MS } from './secrecy.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

interface Page {
  secrecy: Secrecy
  used: MeetingKey[]
}

type Change = (body: string, from: string, to: string) => Promise<string> | string

/** A meeting's server. */
function startRoom(change: Change = (body) => body) {
  const pages = new Map<string, Page>()
  const said: string[] = []
  const deliver = async (body: string, from: string, to: string) => {
    said.push(body)
    await pages.get(to)?.secrecy.take(from, await change(body, from, to))
  }
  return {
    pages,
    said,
    /** @param sees whom the newcomer is told of; not given: everybody */
    enter(id: string, sees = [...pages.keys()]): Page {
      const used: MeetingKey[] = []
      const secrecy = createSecrecy({
        ownId: id,
        send(body, to) {
          const receivers = to === undefined ? [...pages.keys()].filter((other) => other !== id) : [to]
          for (const receiver of receivers) void deliver(body, id, receiver)
        },
        onKey: () => undefined,
        onSwitch: (key) => used.push(key),
      })
      const page = { secrecy, used }
      for (const other of pages.values()) other.secrecy.arrive(id)
      pages.set(id, page)
      secrecy.takePeople(sees)
      return page
    },
    leave(id: string) {
      pages.delete(id)
      for (const other of pages.values()) other.secrecy.depart(id)
    },
  }
}

const codes = (...pages: Page[]) => pages.map(({ secrecy }) => secrecy.code.get())

async function expectSameCode(...pages: Page[]): Promise<string> {
  await expect
    .poll(() => {
      const all = codes(...pages)
      return all[0] !== null && all.every((code) => code === all[0]) && all.length
    })
    .toBe(pages.length)
  return codes(...pages)[0]!
}

async function expectUnderstood(from: Page, ...to: Page[]): Promise<void> {
  const sealed = (await from.secrecy.seal('Between us'))!
  expect(sealed).not.toContain('Between us')
  for (const page of to) expect(await page.secrecy.open(sealed)).toBe('Between us')
}

test('the first page makes the key, the next ones get it, and all show the same code, another one for each newcomer', async () => {
  const room = startRoom()
  const ada = room.enter('ada')
  await expect.poll(() => ada.used.length).toBe(1)
  const grace = room.enter('grace')
  const before = await expectSameCode(ada, grace)
  expect(before).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/)
  const alan = room.enter('alan')
  expect(await expectSameCode(ada, grace, alan)).not.toBe(before)
  await expectUnderstood(ada, grace, alan)
  await expectUnderstood(alan, ada, grace)
  const secret = Buffer.from(ada.used[0]!.secret).toString('base64')
  expect(room.said.length).toBeGreaterThan(3)
  expect(room.said.join(' ')).not.toContain(secret)
})

test('when somebody is gone there is a new key, known to all before it is used, and the old one opens nothing new', async () => {
  const room = startRoom()
  const [ada, grace, mallory] = ['ada', 'grace', 'mallory'].map((id) => room.enter(id))
  await expectSameCode(ada!, grace!, mallory!)
  room.leave('mallory')
  vi.advanceTimersByTime(500)
  const sealedByNewest = async (page: Page) => (await page.secrecy.seal('After'))!.split(' ')[0]
  await expect.poll(async () => (await sealedByNewest(ada!)) === (await sealedByNewest(grace!))).toBe(true)
  const sealed = (await grace!.secrecy.seal('After'))!
  expect(await ada!.secrecy.open(sealed)).toBe('After')
  expect(await mallory!.secrecy.open(sealed)).toBe(null)
  expect([ada!.used.length, grace!.used.length]).toEqual([1, 1])
  vi.advanceTimersByTime(SWITCH_MS)
  expect([ada!, grace!].map(({ used }) => used.at(-1)?.number)).toEqual([1, 1])
  await expectSameCode(ada!, grace!)
})

test('with somebody in the middle, who gives each side keys of their own, people understand each other and the codes differ', async () => {
  const eve = await createPair()
  /** Reads every key, and hands it on in the name of the other. */
  const room = startRoom(async (body) => {
    const said = JSON.parse(body) as { publicKey: string; wrapped?: string | null }
    const key = said.wrapped ? await unwrap(said.wrapped, eve, said.publicKey) : null
    const victim = publicKeys.find((publicKey) => publicKey !== said.publicKey)
    if (!publicKeys.includes(said.publicKey)) publicKeys.push(said.publicKey)
    const wrapped = key && victim ? await wrap(key, eve, victim) : null
    return JSON.stringify({
      ...said,
      publicKey: eve.publicKey,
      ...(said.wrapped !== undefined && { wrapped }),
    })
  })
  const publicKeys: string[] = []
  const [ada, grace] = ['ada', 'grace'].map((id) => room.enter(id))
  await expect.poll(() => grace!.secrecy.code.get()).not.toBe(null)
  await expectUnderstood(ada!, grace!)
  await expect.poll(() => codes(ada!, grace!).every((code) => code !== null)).toBe(true)
  const [one, two] = codes(ada!, grace!)
  expect(one).not.toBe(two)
})

test('two pages that come at the same time make two keys, and agree on one', async () => {
  const room = startRoom()
  const [ada, grace] = [room.enter('ada', []), room.enter('grace', [])]
  // Each is told of the other when the list is read again.
  ada.secrecy.takePeople(['grace'])
  grace.secrecy.takePeople(['ada'])
  await expectSameCode(ada, grace)
  await expect
    .poll(async () => (await ada.secrecy.open((await grace.secrecy.seal('Here'))!)) !== null)
    .toBe(true)
  await expectUnderstood(ada, grace)
})

test('who finds only people that have no key makes one after asking some times; a page that is loaded again gets it', async () => {
  const room = startRoom()
  const silent = room.enter('silent')
  silent.secrecy.stop()
  const ada = room.enter('ada')
  await expect
    .poll(() => {
      vi.advanceTimersByTime(1_000)
      return ada.used.length
    })
    .toBe(1)
  const grace = room.enter('grace')
  await expectSameCode(ada, grace)
  const again = room.enter('ada', ['silent', 'grace'])
  await expect.poll(() => again.used.length).toBe(1)
  await expectUnderstood(again, grace)
  await expectSameCode(again, grace)
})

test('what somebody says who is not inside, or what is no message of ours, changes nothing', async () => {
  const room = startRoom()
  const ada = room.enter('ada')
  await expect.poll(() => ada.secrecy.code.get()).not.toBe(null)
  const before = ada.secrecy.code.get()
  const { publicKey } = await createPair()
  const hello = JSON.stringify({ kind: 'hello', publicKey, has: null, attempt: 1 })
  await ada.secrecy.take('stranger', hello)
  ada.secrecy.arrive('grace')
  for (const body of ['', '{}', '[1]', 'null', '{"kind":"other"}', '{"kind":"hello","publicKey":"AAAA"}'])
    await ada.secrecy.take('grace', body)
  expect(room.said).toEqual([])
  expect(ada.secrecy.code.get()).toBe(before)
  expect(await ada.secrecy.open('In clear')).toBe(null)
})
