/**
 * A small egress proxy for tests: HTTP CONNECT, with a journal of the tunnels that were asked for.
 */
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { connect, type Socket } from 'node:net'
import { portOf } from './listener.ts'

export interface TestProxy {
  port: number
  /** `192.0.2.1:443`, in the order in which they were asked for. */
  tunnels: Array<{ authority: string; headers: IncomingHttpHeaders }>
  close(): Promise<void>
}

/** Tunnels to 127.0.0.1, whatever address is asked for; `refuse` is a status to answer instead. */
export async function startProxy({ refuse }: { refuse?: number } = {}): Promise<TestProxy> {
  const tunnels: TestProxy['tunnels'] = []
  const sockets = new Set<Socket>()
  const server = createServer()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => {}).on('close', () => sockets.delete(socket))
  })
  server.on('connect', (request, client: Socket) => {
    const asked = request.url ?? ''
    tunnels.push({ authority: asked, headers: request.headers })
    if (refuse !== undefined) {
      client.end(`HTTP/1.1 ${refuse} No\r\ncontent-length: 4\r\n\r\nno!\n`)
      return
    }
    const upstream = connect(Number(asked.slice(asked.lastIndexOf(':') + 1)), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\nvia: test\r\n\r\n')
      upstream.pipe(client).pipe(upstream)
    })
    upstream.on('error', () => client.destroy())
    client.on('close', () => upstream.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: portOf(server),
    tunnels,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
