/** Reads a stream of server-sent events as a client does: over a socket, line by line, until it is closed. */
import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'

export interface ReceivedEvent {
  event: string
  data: ReturnType<JSON['parse']>
  /** The text of `data`, byte for byte. */
  text: string
  id: string
}

export interface EventSourceUnderTest {
  readonly status: number
  readonly contentType: string
  events: ReceivedEvent[]
  /** Resolves with the first comment that comes from now on. */
  comment(): Promise<void>
  /** Resolves with the first event that satisfies it, also one that came before. */
  waitFor(isWanted: (event: ReceivedEvent) => boolean): Promise<ReceivedEvent>
  /** Resolves when the server has ended the stream. */
  ended: Promise<void>
  close(): void
}

export async function openEventSource(
  url: string,
  headers: Record<string, string>,
): Promise<EventSourceUnderTest> {
  // Not by fetch, which opens another connection when one is broken off, and has nothing to ask on it.
  const call = request(url, { headers, agent: false })
  call.on('error', () => undefined)
  call.end()
  const [response] = (await once(call, 'response')) as [IncomingMessage]
  const events: ReceivedEvent[] = []
  let waiting: { isWanted: (event: ReceivedEvent) => boolean; resolve: (event: ReceivedEvent) => void }[] = []

  let onComment = () => {}

  function take(block: string): void {
    if (block.startsWith(':')) onComment()
    const field = (name: string) =>
      block
        .split('\n')
        .find((line) => line.startsWith(`${name}: `))
        ?.slice(name.length + 2)
    const text = field('data')
    if (text === undefined) return
    const event = { event: field('event') ?? 'message', text, data: JSON.parse(text), id: field('id') ?? '' }
    events.push(event)
    const served = waiting.filter(({ isWanted }) => isWanted(event))
    waiting = waiting.filter((each) => !served.includes(each))
    for (const { resolve } of served) resolve(event)
  }

  async function read(): Promise<void> {
    let rest = ''
    for await (const chunk of response.setEncoding('utf8')) {
      const blocks = (rest + chunk).split('\n\n')
      rest = blocks.pop()!
      for (const block of blocks) take(block)
    }
  }

  return {
    status: response.statusCode ?? 0,
    contentType: response.headers['content-type'] ?? '',
    events,
    comment: () => new Promise((resolve) => (onComment = resolve)),
    waitFor(isWanted) {
      const found = events.find(isWanted)
      if (found) return Promise.resolve(found)
      return new Promise((resolve) => waiting.push({ isWanted, resolve }))
    },
    ended: read().catch(() => undefined),
    close: () => void call.destroy(),
  }
}
