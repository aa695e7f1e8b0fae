/**
 * The receivers of a bench, in a process of their own: twenty origins that answer 200 with no body to everything, count
 * what came, and note when it came, by the machine's monotonic clock. One more takes every call and never answers, and
 * one answers after 300 ms; their calls are not counted.
 */
import { createServer, type Server } from 'node:http'
import { portOf } from '../test/support/listener.ts'

export type ListenerCommand =
  /** Forgets everything, and says when this many have come. */
  | { does: 'expect'; count: number }
  /** Says when each of them came that has come so far. */
  | { does: 'tell-arrivals' }
  | { does: 'tell-hanging' }

export type ListenerReport =
  | { says: 'listening'; origins: string[]; hanging: string; slow: string }
  /** Calls that the hanging one has taken since it began. */
  | { says: 'hanging'; calls: number }
  | { says: 'expecting' }
  | { says: 'all-came' }
  | { says: 'arrivals'; arrivals: [webhookId: string, atMs: number][] }

const ORIGINS = 20
const SLOW_MS = 300
/** More is a backlog, of which nobody asks for the single arrival. */
const REMEMBERED_ARRIVALS = 100_000

let expected = Infinity
let count = 0
let arrivals = new Map<string, number>()
let hangingCalls = 0

const tell = (report: ListenerReport) => void process.send!(report)

async function listen(): Promise<Server> {
  const server = createServer((request, response) => {
    request.resume()
    request.on('end', () => {
      count += 1
      if (arrivals.size < REMEMBERED_ARRIVALS)
        arrivals.set(String(request.headers['webhook-id']), Number(process.hrtime.bigint()) / 1e6)
      response.writeHead(200, { 'content-length': 0 })
      response.end()
      if (count === expected) tell({ says: 'all-came' })
    })
  })
  return listening(server)
}

function answerSlowly(): Promise<Server> {
  const server = createServer((request, response) => {
    request.resume()
    request.on('end', () => setTimeout(() => response.writeHead(200, { 'content-length': 0 }).end(), SLOW_MS))
  })
  return listening(server)
}

function hang(): Promise<Server> {
  const server = createServer((request) => {
    request.resume()
    request.on('end', () => {
      hangingCalls += 1
    })
  })
  return listening(server)
}

async function listening(server: Server): Promise<Server> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

const originOf = (server: Server) => `http://127.0.0.1:${portOf(server)}`

process.on('message', (command: ListenerCommand) => {
  if (command.does === 'tell-arrivals') {
    tell({ says: 'arrivals', arrivals: [...arrivals] })
    return
  }
  if (command.does === 'tell-hanging') {
    tell({ says: 'hanging', calls: hangingCalls })
    return
  }
  expected = command.count
  count = 0
  arrivals = new Map()
  tell({ says: 'expecting' })
})
process.once('disconnect', () => process.exit())

const servers = await Promise.all(Array.from({ length: ORIGINS }, listen))
const [hanging, slow] = await Promise.all([hang(), answerSlowly()])
tell({
  says: 'listening',
  origins: servers.map(originOf),
  hanging: originOf(hanging),
  slow: originOf(slow),
})
