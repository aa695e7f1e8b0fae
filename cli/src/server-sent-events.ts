/** Reads server-sent events from an answer's body, as the HTML standard has them, one after the other. */

/** An event without its end would fill the memory. */
const EVENT_LIMIT_CHARACTERS = 64 * 1024 * 1024

export interface ServerSentEvent {
  readonly event: string
  readonly data: string
  /** The last `id:` seen, to go on from. */
  readonly id: string
}

export async function* readServerSentEvents(
  body: AsyncIterable<Uint8Array>,
): AsyncGenerator<ServerSentEvent, void, void> {
  const decoder = new TextDecoder()
  let rest = ''
  let id = ''
  for await (const chunk of body) {
    rest += decoder.decode(chunk, { stream: true })
    if (rest.length > EVENT_LIMIT_CHARACTERS) throw new Error('An event of the stream does not end')
    const blocks = rest.split(/\r?\n\r?\n/)
    rest = blocks.pop()!
    for (const block of blocks) {
      const fields = new Map<string, string[]>()
      for (const line of block.split(/\r?\n/)) {
        const [, name = '', value = ''] = /^([^:]*):? ?(.*)$/s.exec(line) ?? []
        fields.set(name, [...(fields.get(name) ?? []), value])
      }
      id = fields.get('id')?.at(-1) ?? id
      const data = fields.get('data')?.join('\n')
      if (data !== undefined) yield { event: fields.get('event')?.at(-1) ?? 'message', data, id }
    }
  }
}
