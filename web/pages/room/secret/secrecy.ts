/**
 * A meeting off the record is encrypted from browser to browser: this is how its key comes to everybody inside, so that
 * the server, which carries every message here, cannot read it.
 *
 * Each page makes a key pair for its visit and says `hello` with the public half. Everybody answers with theirs; the one
 * who has been inside the longest adds the meeting's key, wrapped for the newcomer alone. Who finds nobody inside makes
 * the key. A page that gets no key asks again, and then everybody who has it answers. Where two pages made keys at the
 * same time, the newer one wins on all pages (`isNewer`), so that they meet.
 *
 * Whenever somebody is gone, by themselves or removed, the one who has been inside the longest makes a new key and wraps
 * it for each who stays. All take it at once, and send with it `SWITCH_MS` later, so that nobody's picture freezes.
 *
 * The server says who is inside, and could give out keys of its own in their names. So each page shows a code made of
 * all public keys that it knows: people who read it to each other find out.
 */
import { create, type Store } from '../../../store.ts'
import {
  codeOf,
  createKey,
  createPair,
  isPublicKey,
  isNewer,
  openText,
  sealedBy,
  sealText,
  unwrap,
  wrap,
  type KeyName,
  type MeetingKey,
  type Pair,
} from './ciphers.ts'

export interface Secrecy {
  /** To be compared; null: there is no key yet. */
  code: Store<string | null>
  /** The first time, and whenever the server's list is read again: who is inside, oneself apart, who came first first. */
  takePeople: (ids: readonly string[]) => void
  arrive: (id: string) => void
  depart: (id: string) => void
  /** What another page sent. */
  take: (from: string, body: string) => Promise<void>
  seal: (text: string) => Promise<string | null>
  /** @returns null: it is not from somebody who has the key */
  open: (sealed: string) => Promise<string | null>
  /** What comes cannot be decrypted: perhaps a key was missed. */
  askAgain: () => void
  stop: () => void
}

export interface SecrecyOptions {
  ownId: string
  /** By the room's socket; to everybody without a receiver. */
  send: (body: string, to?: string) => void
  /** A key that may come in use: known from now on. */
  onKey: (key: MeetingKey) => void
  /** What is sent is encrypted with this one from now on. */
  onSwitch: (key: MeetingKey) => void
}

type Said =
  | { kind: 'hello'; publicKey: string; has: KeyName | null; attempt: number }
  | { kind: 'answer'; publicKey: string; wrapped: string | null }

/** Until a page asks again for a key that did not come. */
const ASK_AGAIN_MS = 1_000
/** After so many, nobody inside has a key: the page makes one. */
const ATTEMPTS_LIMIT = 4
/** Several who leave together cost one key. */
const RENEW_AFTER_MS = 500
/** All have a new key before it is used. */
export const SWITCH_MS = 1_000
/** Older ones open what was still on its way. */
const KEYS_KEPT = 4

export function createSecrecy({ ownId, send, onKey, onSwitch }: SecrecyOptions): Secrecy {
  const code = create<string | null>(null)
  const publicKeys = new Map<string, string>()
  const pair: Promise<Pair> = createPair()
  /** Who is inside, oneself among them, who came first first. */
  let people: string[] = []
  /** Newest first. */
  let keys: MeetingKey[] = []
  let attempt = 0
  let isStopped = false
  let asking: ReturnType<typeof setTimeout> | undefined
  let renewing: ReturnType<typeof setTimeout> | undefined
  const switching = new Set<ReturnType<typeof setTimeout>>()

  /** Of those who take part in this, but for somebody who asks. */
  const isFirst = (asking?: string) =>
    people.find((id) => id === ownId || (id !== asking && publicKeys.has(id))) === ownId

  function takePeople(ids: readonly string[]): void {
    const isNew = people.length === 0
    // Who was there when one came, came before; who was not, came after.
    const known = people.filter((id) => id === ownId || ids.includes(id))
    const others = ids.filter((id) => !known.includes(id))
    const gone = people.some((id) => !known.includes(id))
    people = isNew ? [...ids, ownId] : [...known, ...others]
    forgetOthers()
    if (isNew && ids.length === 0) void adopt(createKey(0), true)
    else hello()
    if (gone && !isNew) renewLater()
  }

  function forgetOthers(): void {
    for (const id of publicKeys.keys()) if (id !== ownId && !people.includes(id)) publicKeys.delete(id)
    void showCode()
  }

  /** Says which key this page has, and asks for a newer one. */
  function hello(): void {
    clearTimeout(asking)
    if (isStopped) return
    const { number, id } = keys[0] ?? {}
    const has = number === undefined || id === undefined ? null : { number, id }
    void say({ kind: 'hello', has, attempt })
    if (has) return
    attempt++
    asking = setTimeout(() => {
      if (keys.length > 0) return
      if (attempt >= ATTEMPTS_LIMIT) void adopt(createKey(0), true)
      hello()
    }, ASK_AGAIN_MS)
  }

  async function say(said: { kind: 'hello'; has: KeyName | null; attempt: number }): Promise<void> {
    const { publicKey } = await pair
    if (!isStopped) send(JSON.stringify({ ...said, publicKey } satisfies Said))
  }

  async function answer(to: string, wrapFor: string | null): Promise<void> {
    const own = await pair
    const [key] = keys
    const wrapped = key && wrapFor !== null ? await wrap(key, own, wrapFor) : null
    if (!isStopped)
      send(JSON.stringify({ kind: 'answer', publicKey: own.publicKey, wrapped } satisfies Said), to)
  }

  async function take(from: string, body: string): Promise<void> {
    if (from === ownId || !people.includes(from)) return
    const said = parse(body)
    if (!said || !(await isPublicKey(said.publicKey)) || !people.includes(from)) return
    publicKeys.set(from, said.publicKey)
    void showCode()
    if (said.kind === 'answer') {
      const key = said.wrapped === null ? null : await unwrap(said.wrapped, await pair, said.publicKey)
      if (key) await adopt(key, keys.length === 0)
      return
    }
    const [mine] = keys
    const isBehind = mine !== undefined && isNewer(mine, said.has)
    await answer(
      from,
      isBehind && (isFirst(from) || said.attempt > 0 || said.has !== null) ? said.publicKey : null,
    )
    // They have a newer one: who has it, among them they, answers a second time.
    if (said.has && (!mine || isNewer(said.has, mine))) {
      attempt = 1
      hello()
    }
  }

  async function adopt(key: MeetingKey, isAtOnce: boolean): Promise<void> {
    if (isStopped || !isNewer(key, keys[0] ?? null)) return
    keys = [key, ...keys].slice(0, KEYS_KEPT)
    attempt = 0
    onKey(key)
    if (isAtOnce) onSwitch(key)
    else {
      const timer = setTimeout(() => {
        switching.delete(timer)
        if (keys[0] === key) onSwitch(key)
      }, SWITCH_MS)
      switching.add(timer)
    }
    await showCode()
  }

  function renewLater(): void {
    clearTimeout(renewing)
    renewing = setTimeout(() => void renew(), RENEW_AFTER_MS)
  }

  async function renew(): Promise<void> {
    const [current] = keys
    if (!current || !isFirst() || isStopped) return
    await adopt(createKey(current.number + 1), people.length === 1)
    for (const [id, publicKey] of publicKeys) if (id !== ownId) await answer(id, publicKey)
  }

  async function showCode(): Promise<void> {
    if (keys.length === 0) return
    publicKeys.set(ownId, (await pair).publicKey)
    const known = new Map(publicKeys)
    const text = await codeOf(known)
    const isStill =
      known.size === publicKeys.size && [...known].every(([id, key]) => publicKeys.get(id) === key)
    if (isStill && !isStopped) code.set(text)
  }

  return {
    code,
    takePeople,
    arrive(id) {
      // Who comes back may have loaded the page again, and has no key: others act first.
      people = [...people.filter((other) => other !== id), id]
    },
    depart(id) {
      if (!people.includes(id)) return
      people = people.filter((other) => other !== id)
      forgetOthers()
      renewLater()
    },
    take,
    seal: async (text) => (keys[0] ? sealText(text, keys[0]) : null),
    async open(sealed) {
      const id = sealedBy(sealed)
      const key = keys.find((other) => other.id === id)
      if (!key) return null
      return openText(sealed, key)
    },
    askAgain() {
      if (people.length > 0) hello()
    },
    stop() {
      isStopped = true
      clearTimeout(asking)
      clearTimeout(renewing)
      for (const timer of switching) clearTimeout(timer)
    },
  }
}

/** Null: it is none of ours. */
function parse(body: string): Said | null {
  try {
    const said = JSON.parse(body) as Said
    return said.kind === 'hello' || said.kind === 'answer' ? said : null
  } catch {
    return null
  }
}
