/**
 * The room's WebSocket. Its address is a capability: the room token in it says who comes, so cookies and keys are not
 * looked at, and no page of another origin gains anything by opening it.
 *
 * A wrong token is told by a close code, not by a status, because that is what browsers can read.
 */
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { Type } from 'typebox'
import { WebSocketServer } from 'ws'
import { DomainError } from '../../platform/errors.ts'
import { MESSAGE_MAX_BYTES } from '../../rooms/client-messages.ts'
import type { MediaServer } from '../../media/media-server.ts'
import type { Rooms } from '../../rooms/rooms.ts'
import { API_PREFIX } from '../collect-routes.ts'
import type { Api } from '../api.ts'
import { endSocket } from '../broken-request.ts'

const ROOM_PATH = `${API_PREFIX}/room`
const ROOM_TOKEN_MAX_LENGTH = 4_096
const NOT_FOUND = 'HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'

/** For the API's description; anyone who comes without wanting a socket is told so. */
export function registerRoomRoute(api: Api): void {
  api.get(
    '/room',
    {
      config: { scope: 'public' },
      schema: {
        operationId: 'openRoom',
        tags: ['meetings'],
        summary: 'The room as a WebSocket: presence, chat and questions',
        description:
          'JSON text frames. The server sends `{"type":"welcome","participantId"}` and every 5 s ' +
          '`{"type":"ping","n"}`; the client answers `{"type":"pong","n","at"}`, `at` being its clock in epoch ' +
          'milliseconds: what it records is then placed by the server’s time. Connected is joined; away for longer than ' +
          'the grace time is left. Who waits in the lobby has not joined: the ' +
          'socket tells them `{"type":"admitted","media"}` when a host lets them in. Close codes: 4401 bad token, 4403 removed or refused, 4409 replaced by a newer connection, 4410 meeting ' +
          'closed, 4411 deleted.',
        querystring: Type.Object({
          token: Type.Optional(
            Type.String({ maxLength: ROOM_TOKEN_MAX_LENGTH, description: 'The room token' }),
          ),
        }),
        response: { 101: Type.Unknown({ description: 'The connection is a WebSocket from here on' }) },
      },
    },
    async () => {
      throw new DomainError('websocket-only', 'This address is for WebSockets: open it with ws: or wss:.')
    },
  )
}

export function attachRoomSocket(app: Api, rooms: Rooms, media: MediaServer): void {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MESSAGE_MAX_BYTES,
    perMessageDeflate: false,
    clientTracking: false,
  })
  app.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // A broken connection ends by itself; without a listener it would end the process.
    socket.on('error', () => socket.destroy())
    const url = URL.parse(request.url ?? '', 'http://room')
    if (url?.pathname === ROOM_PATH) {
      sockets.handleUpgrade(request, socket, head, (webSocket) =>
        rooms.accept(webSocket, url.searchParams.get('token') ?? ''),
      )
    } else if (!media.handleUpgrade(request, socket, head)) {
      endSocket(socket, NOT_FOUND)
    }
  })
  app.addHook('preClose', () => rooms.stop())
}
